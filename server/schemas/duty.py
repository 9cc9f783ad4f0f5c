"""Who is on duty, and whether the one at the board can hear it."""

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from server.schemas.devices import INSTANT
from server.schemas.fields import Flag, Instant
from server.schemas.sync import UUID, Id
from server.store.duty import Post


class NewTurnSchema(Schema):
    """A turn at a post: one's own where no account is named, and from now on where it has no beginning."""

    account = Id(load_default=None, allow_none=True, metadata=UUID)
    post = fields.String(required=True, validate=validate.OneOf(list(Post)))
    begins = Instant(load_default=None, allow_none=True)
    ends = Instant(required=True)


class TurnSchema(Schema):
    """Somebody's turn."""

    id = fields.String(required=True)
    account = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    post = fields.String(required=True)
    begins = fields.String(required=True, metadata=INSTANT)
    ends = fields.String(required=True, metadata=INSTANT)
    made_by_name = fields.String(required=True, allow_none=True)


class ColleagueSchema(Schema):
    """Somebody who may be put on duty."""

    account = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)


class DutySchema(Schema):
    """The turns that run or are to come, and who could take one."""

    now = fields.String(required=True, metadata=INSTANT)
    duties = fields.List(fields.Nested(TurnSchema), required=True)
    people = fields.List(fields.Nested(ColleagueSchema), required=True)


class DutyTestSchema(Schema):
    """What to try out: that the sound was heard, or a real push to one's own browsers."""

    sound = Flag(load_default=False, metadata={"type": "boolean"})
    push = Flag(load_default=False, metadata={"type": "boolean"})

    @validates_schema
    def wants_something(self, given: dict[str, bool], **_options: object) -> None:
        """Refuse a test of nothing."""
        if not any(given.values()):
            raise ValidationError("Say what to try out.", "sound")


class DutyTestedSchema(Schema):
    """To how many of one's browsers a push is on its way."""

    endpoints = fields.Integer(required=True)
