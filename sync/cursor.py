"""How far a device has read: an opaque signed word that only the server makes and reads."""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass


class BadCursor(ValueError):
    """A cursor that this server did not make for this person."""


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in one person's feed: `epoch` names the life of the database, `place` and `record` the row."""

    epoch: str
    place: int
    record: str = ""


def seal(cursor: Cursor, user: str, key: bytes) -> str:
    """Write a cursor so that it can be neither read as a promise nor changed, and is this user's alone."""
    body = f"{cursor.epoch} {cursor.place} {cursor.record}".encode()
    return urlsafe_b64encode(_mark(body, user, key) + body).decode().rstrip("=")


def unseal(text: str, user: str, key: bytes) -> Cursor:
    """Read a cursor that `seal` wrote for this user. Raises BadCursor for any other."""
    try:
        raw = urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except ValueError as error:
        raise BadCursor from error
    mark, body = raw[:16], raw[16:]
    if not hmac.compare_digest(mark, _mark(body, user, key)):
        raise BadCursor
    epoch, place, record = body.decode().split(" ")
    return Cursor(epoch, int(place), record)


def _mark(body: bytes, user: str, key: bytes) -> bytes:
    return hmac.digest(key, user.encode() + b"\0" + body, hashlib.sha256)[:16]
