"""Compare what a phone holds with what it should hold, without sending either."""

import hashlib
from collections.abc import Iterable

WIDTH = 8  # bytes of each record's mark


Holding = tuple[str, int, str]
"""A record, its version, and when the server received what made that version.

The time tells two versions of one number apart: one that a restored database lost, and one that came after.
"""


def mark(record: str, version: int, received: str) -> int:
    """Give a record at a version as a number: the first 8 bytes of SHA-256 over `id version received`."""
    return int.from_bytes(hashlib.sha256(f"{record} {version} {received}".encode()).digest()[:WIDTH], "big")


def summary(held: Iterable[Holding]) -> tuple[int, str]:
    """Give the count and the hash of a set of records, in whatever order: all marks joined by XOR, in hex."""
    count = joined = 0
    for record, version, received in held:
        count += 1
        joined ^= mark(record, version, received)
    return count, f"{joined:0{WIDTH * 2}x}"
