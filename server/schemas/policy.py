"""The rules of the watch on the wire."""

from typing import Any

from marshmallow import Schema, fields, validate

from server.safety.policy import LADDERS, LIMITS, STEPS, WORDS
from server.schemas.devices import INSTANT
from server.schemas.fields import Flag, Words

TEXT = Words(200, shortest=0, trim=False)
SECONDS = {"type": "array", "items": {"type": "integer"}}
RULES: dict[str, Any] = {
    "type": "object",
    "properties": {
        **{
            name: {"type": "integer", "minimum": most[0], "maximum": most[1]} for name, most in LIMITS.items()
        },
        **{name: {**SECONDS, "minItems": len(STEPS), "maxItems": len(STEPS)} for name in LADDERS},
        "warnings_s": {**SECONDS, "minItems": 1, "maxItems": 5},
        **{name: {"type": "string", "maxLength": longest} for name, longest in WORDS.items()},
    },
}


class Part(fields.Raw):
    """One part of a policy; which values it may have is `server.safety.policy`'s matter."""

    def _deserialize(self, value: Any, *_place: Any, **_options: Any) -> Any:
        return TEXT.deserialize(value) if isinstance(value, str) else value


class PolicyChangeSchema(Schema):
    """What somebody wants to change, or only to try."""

    policy = fields.Dict(keys=Words(60), values=Part(allow_none=True), required=True, metadata=RULES)
    version = fields.Integer(strict=True, load_default=0, validate=validate.Range(0, 2**31 - 1))
    only_try = Flag(load_default=False, metadata={"type": "boolean"})


class PolicyVersionSchema(Schema):
    """One version, who made it, and who agreed where it makes somebody less safe."""

    version = fields.Integer(required=True)
    policy = fields.Raw(required=True, metadata=RULES)
    less_safe = fields.List(fields.String(), required=True)
    made_by = fields.String(required=True, allow_none=True)
    made_by_name = fields.String(required=True, allow_none=True)
    made_at = fields.String(required=True, allow_none=True, metadata=INSTANT)
    in_force_from = fields.String(required=True, allow_none=True, metadata=INSTANT)
    confirmed_by_name = fields.String(required=True, allow_none=True)
    confirmed_at = fields.String(required=True, allow_none=True, metadata=INSTANT)


class PolicyAnswerSchema(PolicyVersionSchema):
    """The version that is in force (0 while the defaults hold), what waits, and all there have been."""

    waiting = fields.Nested(PolicyVersionSchema, required=True, allow_none=True)
    history = fields.List(fields.Nested(PolicyVersionSchema), required=True)
