"""A browser's subscription, and what its service worker says."""

import re
from base64 import urlsafe_b64decode
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from server.schemas.fields import Words

BASE64URL = re.compile(r"[A-Za-z0-9_-]+")


class Key(fields.String):
    """Bytes of exactly one length and beginning, as base64url."""

    def __init__(self, length: int, begins: bytes = b"", **options: Any) -> None:
        super().__init__(**options)
        self._length = length
        self._begins = begins

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text: str = super()._deserialize(value, attr, data, **options).rstrip("=")
        if not self._fits(text):
            raise ValidationError("Is not a key of a push subscription.")
        return text

    def _fits(self, text: str) -> bool:
        if len(text) != -(-self._length * 4 // 3) or not BASE64URL.fullmatch(text):
            return False
        return urlsafe_b64decode(text + "==").startswith(self._begins)


class KeysSchema(Schema):
    """The browser's half of the encryption (RFC 8291)."""

    p256dh = Key(65, b"\x04", required=True)  # an uncompressed point
    auth = Key(16, required=True)


class SubscriptionSchema(Schema):
    """What `PushSubscription.toJSON()` gives, on which device, and the address that it had before."""

    endpoint = Words(2000, trim=False, required=True)
    keys = fields.Nested(KeysSchema, required=True)
    device = Words(36, shortest=0, trim=False, load_default="")
    replaces = Words(2000, shortest=0, trim=False, load_default="")


class GoneSchema(Schema):
    """The address that a browser had until its person left it."""

    endpoint = Words(2000, trim=False, required=True)


class EndpointSchema(Schema):
    """The id under which a browser is known."""

    id = fields.String(required=True)


class PushKeySchema(Schema):
    """The `applicationServerKey` that a browser subscribes to."""

    key = fields.String(required=True)


class TestSchema(Schema):
    """To how many browsers a test went."""

    endpoints = fields.Integer(required=True)


class ReceiptSchema(Schema):
    """What became of a push on the phone; both ids come with the push itself."""

    organisation = Words(36, trim=False, required=True)
    message = Words(64, trim=False, required=True)
    event = fields.String(required=True, validate=validate.OneOf(["shown", "opened"]))
