"""Compare what a phone holds with what it should hold, without sending either."""

import hashlib
from collections.abc import Iterable

WIDTH = 8  # bytes of each record's mark


def mark(record: str, version: int) -> int:
    """Give a record at a version as a number: the first 8 bytes of SHA-256 over `id version`."""
    return int.from_bytes(hashlib.sha256(f"{record} {version}".encode()).digest()[:WIDTH], "big")


def summary(held: Iterable[tuple[str, int]]) -> tuple[int, str]:
    """Give the count and the hash of a set of records, in whatever order: all marks joined by XOR, in hex."""
    count = joined = 0
    for record, version in held:
        count += 1
        joined ^= mark(record, version)
    return count, f"{joined:0{WIDTH * 2}x}"
