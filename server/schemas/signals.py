"""The envelope of `POST /api/v1/signals`. The signals in it are read one by one by `server.safety.said`."""

from marshmallow import Schema, fields, validate

from server.safety.words import SignalType
from server.schemas.sync import ERRORS, INSTANT, UUID, Id

MOST_SIGNALS = 200

SIGNAL = {
    "type": "object",
    "required": ["id", "seq", "type", "at"],
    "properties": {
        "id": {**UUID, "description": "Identifies the signal for ever; a repeat gets its first receipt."},
        "seq": {"type": "integer", "minimum": 0, "description": "Counts this device's signals."},
        "type": {"type": "string", "enum": list(SignalType)},
        "visit": {**UUID, "description": "Absent for a call for help outside a visit."},
        "at": {**INSTANT, "description": "When it was made, by the device's own clock."},
        "offset_ms": {"type": "number", "description": "How far that clock is behind the server's."},
        "offset_age_s": {"type": "number", "description": "How long ago that was measured."},
        "minutes": {"type": "number", "description": "The length with start; what is added with extend."},
        "pin": {"type": "string", "description": "The digits, sealed with the key of /api/v1/watch."},
        "position": {"type": "object"},
        "battery": {"type": "number"},
        "text": {"type": "string"},
        "client": UUID,
        "place": {"type": "string"},
        "with": {"type": "string", "description": "Who goes along."},
        "briefed_at": INSTANT,
        "flagged": {"type": "boolean"},
    },
}
VISIT = {
    "type": "object",
    "properties": {
        "id": UUID,
        "state": {"type": "string"},
        "due": {"type": ["string", "null"]},
        "alert_at": {"type": ["string", "null"]},
        "alerted": {"type": "boolean", "description": "Where all of the watch is told."},
    },
}
WATCHING = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "name": {"type": "string"},
            "channels": {"type": "array", "items": {"type": "string"}},
        },
    },
}
RECEIPT = {
    "type": "object",
    "required": ["id", "status"],
    "properties": {
        "id": {"type": ["string", "null"]},
        "index": {"type": "integer"},
        "status": {"type": "string", "enum": ["received", "pin_needed", "pin_wrong", "too_long", "refused"]},
        "visit": VISIT,
        "watching": WATCHING,
        "errors": ERRORS,
    },
}


class SignalsSchema(Schema):
    """What a phone has to tell. The signals are read one by one."""

    largest_body = 64 * 1024

    device = Id(required=True, metadata=UUID)
    person = Id(load_default=None, metadata={**UUID, "description": "Whose signals these are."})
    signals = fields.List(
        fields.Raw(allow_none=True),
        required=True,
        validate=validate.Length(max=MOST_SIGNALS),
        metadata={"type": "array", "items": SIGNAL, "maxItems": MOST_SIGNALS},
    )


class SignalsAnswerSchema(Schema):
    """A receipt for each."""

    receipts = fields.List(fields.Raw(metadata=RECEIPT))
    now = fields.String(metadata=INSTANT)
