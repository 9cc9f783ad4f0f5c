"""The envelope of `POST /api/v1/sync`. The changes in it are read one by one by `sync.change`.

So that one bad change is refused by itself, the envelope takes them as they come; their shape is
documented here and checked there.
"""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from server.policy.refusal import Refusal
from server.schemas.fields import Instant, Words
from sync.change import Status
from sync.kinds import KINDS
from sync.kinds.fields import Invalid, clean_uuid

MOST_CHANGES = 500
MOST_SCOPES = 20_000
"""More than any phone holds: one that could not say all that it holds would never be compared."""
UUID = {"type": "string", "format": "uuid"}
INSTANT = {"type": "string", "format": "date-time"}

CHANGE = {
    "type": "object",
    "required": ["id", "seq", "kind", "record", "base", "at"],
    "properties": {
        "id": {**UUID, "description": "Identifies the change for ever; a repeat gets its first receipt."},
        "seq": {
            "type": "integer",
            "minimum": 1,
            "description": "Counts this device's changes, without gaps.",
        },
        "kind": {"type": "string", "enum": list(KINDS)},
        "record": UUID,
        "client": UUID,
        "base": {"type": "integer", "minimum": 0, "description": "The version on the screen; 0 creates."},
        "at": {**INSTANT, "description": "When the device saved it, by its own clock."},
        "offset_ms": {"type": "integer", "description": "How far that clock was behind the server's."},
        "form": {"type": "integer", "description": "The definition of the kind that it was filled in with."},
        "set": {"type": "object", "description": "The fields that change; null clears."},
        "was": {"type": "object", "description": "Their values as they stood on the screen."},
        "delete": {"type": "boolean"},
    },
}
ERRORS = {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}}
RECEIPT = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": ["string", "null"]},
        "index": {"type": "integer", "description": "The place in the request of a change without an id."},
        "status": {"type": "string", "enum": [status.value for status in Status]},
        "version": {"type": "integer"},
        "errors": ERRORS,
        "fields": {"type": "array", "items": {"type": "string"}},
        "conflicts": {"type": "array", "items": UUID},
    },
}
STAMP = {
    "type": "object",
    "properties": {
        "by": UUID,
        "name": {"type": "string"},
        "at": {**INSTANT, "description": "When the device saved it, by its own clock."},
        "offset_ms": {"type": "integer", "description": "How far that clock was behind the server's."},
        "received": INSTANT,
    },
}
RECORD = {
    "type": "object",
    "required": ["kind", "id", "client", "version", "data", "deleted"],
    "properties": {
        "kind": {"type": "string", "enum": list(KINDS)},
        "id": UUID,
        "client": {"type": ["string", "null"]},
        "version": {"type": "integer"},
        "data": {"type": "object"},
        "deleted": {"type": "boolean"},
        "made": STAMP,
        "changed": STAMP,
    },
}


class Id(fields.String):
    """A UUID in its one lower-case form."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        text = super()._deserialize(value, attr, data, **options)
        try:
            return clean_uuid(text)
        except Invalid as error:
            raise ValidationError(str(error)) from error


class Changes(fields.List[Any]):
    """The changes, unread. More than a request may hold is said as `too_large`: send fewer at once."""

    def _deserialize(self, value: Any, *_: Any, **_options: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        if len(value) > MOST_CHANGES:
            raise Refusal("too_large", f"More than {MOST_CHANGES} changes.")
        return value


class UnsentSchema(Schema):
    """What a phone says it has not been able to send."""

    count = fields.Integer(strict=True, required=True, validate=validate.Range(0, 2**31 - 1))
    oldest_at = Instant(load_default=None, allow_none=True)


class LostSchema(Schema):
    """What a phone knows of itself after its storage was emptied."""

    last = fields.Integer(
        strict=True,
        required=True,
        validate=validate.Range(0, 2**53),
        metadata={"description": "The last number that it had given out."},
    )
    recovered = fields.Integer(
        strict=True,
        required=True,
        validate=validate.Range(0, 2**31 - 1),
        metadata={"description": "How many unsent changes it has found again, and will send."},
    )


class SyncRequestSchema(Schema):
    """What a phone sends."""

    protocol = fields.Integer(strict=True, required=True, validate=validate.OneOf([1]))
    device = Id(required=True, metadata=UUID)
    person = Id(load_default=None, metadata={**UUID, "description": "Whose changes these are."})
    cursor = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=400))
    limit = fields.Integer(strict=True, load_default=500, validate=validate.Range(1, 2000))
    changes = Changes(
        fields.Raw(allow_none=True),
        load_default=list,
        metadata={"type": "array", "items": CHANGE, "maxItems": MOST_CHANGES},
    )
    build = fields.Integer(strict=True, load_default=None, validate=validate.Range(0, 2**31 - 1))
    device_name = Words(100, load_default=None)
    unsent = fields.Nested(UnsentSchema, load_default=None)
    lost = fields.Nested(LostSchema, load_default=None, allow_none=True)
    forgotten = fields.List(Id(metadata=UUID), load_default=list)
    formerly = fields.List(
        Id(metadata=UUID),
        load_default=list,
        validate=validate.Length(max=100),  # each is looked for by itself
        metadata={"description": "What the device was called before: under these names it speaks no more."},
    )


class SyncAnswerSchema(Schema):
    """What the server answers; documentation only, because the answer is written without objects."""

    receipts = fields.List(fields.Raw(metadata=RECEIPT))
    records = fields.List(fields.Raw(metadata=RECORD))
    forget = fields.List(fields.String(metadata=UUID))
    cursor = fields.String()
    more = fields.Boolean()
    now = fields.String(metadata=INSTANT)
    device_seq = fields.Integer()
    compare = fields.Boolean(metadata={"description": "The database was restored: call /api/v1/verify."})


class SummarySchema(Schema):
    """The count and hash of what a phone holds of one scope (`sync.compare`)."""

    count = fields.Integer(strict=True, required=True, validate=validate.Range(0, 2**31 - 1))
    hash = fields.String(required=True, validate=validate.Regexp(r"[0-9a-f]{16}\Z"))


class VerifyRequestSchema(Schema):
    """What a phone holds, by client; a record that is about no client is a scope of its own."""

    largest_body = 2 * 2**20

    protocol = fields.Integer(strict=True, required=True, validate=validate.OneOf([1]))
    device = Id(required=True, metadata=UUID)
    person = Id(load_default=None, metadata={**UUID, "description": "Whose phone this is."})
    held = fields.Dict(
        keys=Id(),
        values=fields.Nested(SummarySchema),
        load_default=dict,
        validate=validate.Length(max=MOST_SCOPES),
    )
    limit = fields.Integer(strict=True, load_default=1000, validate=validate.Range(1, 5000))


class VerifyAnswerSchema(Schema):
    """What differs; documentation only, as above."""

    differ = fields.Dict(keys=fields.String(), values=fields.Dict())
    records = fields.List(fields.Raw(metadata=RECORD))
    forget = fields.List(fields.String(metadata=UUID))
    known = fields.Dict(keys=fields.String(), values=fields.List(fields.String(metadata=UUID)))
    cursor = fields.String()
    more = fields.Boolean()
    now = fields.String(metadata=INSTANT)
