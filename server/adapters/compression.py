"""Compression: zstd and gzip outwards, gzip inwards, never more than was allowed."""

import gzip
import zlib

import zstandard

ENCODINGS = ("zstd", "gzip")
"""What answers can be packed in, the better first."""


class TooLarge(ValueError):
    """More came out than was allowed."""


def pack(body: bytes, encoding: str) -> bytes:
    """The body in one of ENCODINGS; for the same body always the same bytes."""
    if encoding == "zstd":
        return zstandard.ZstdCompressor(level=3).compress(body)
    return gzip.compress(body, compresslevel=6, mtime=0)


def unpack(packed: bytes, limit: int) -> bytes:
    """What was in a gzip stream of at most `limit` bytes; more is never unpacked into memory.

    Raises TooLarge, or ValueError for what is not one whole gzip stream.
    """
    stream = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        body = stream.decompress(packed, limit + 1)
    except zlib.error as problem:
        raise ValueError("not gzip") from problem
    if len(body) > limit:
        raise TooLarge("too large")
    if not stream.eof or stream.unused_data:
        raise ValueError("cut off, or followed by something else")
    return body
