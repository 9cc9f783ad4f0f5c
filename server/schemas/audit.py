"""What is asked of the audit log, and what it answers."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from server.audit.words import Verb
from server.schemas.fields import Instant
from server.schemas.sync import UUID, Id
from sync.kinds import KINDS

INSTANT = {"format": "date-time"}


class PageRequestSchema(Schema):
    """Which page: the one after the entry `before`, which the page before it gave as `next`."""

    before = Id(load_default=None, metadata=UUID)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


MOST_VIEWS, MOST_CLIENTS, MOST_N = 500, 100, 2**53
TOLD = [Verb.VIEWED.value, Verb.SEARCHED.value, Verb.EXPORTED.value]


class ViewSchema(Schema):
    """Something on a phone's screen, or that left it by a search or as a file.

    `n` counts what one phone tells, `at` is by the server's clock.
    """

    n = fields.Integer(required=True, strict=True, validate=validate.Range(1, MOST_N))
    at = Instant(required=True, metadata=INSTANT)
    verb = fields.String(load_default=Verb.VIEWED.value, validate=validate.OneOf(TOLD))
    screen = fields.String(required=True, validate=validate.Regexp(r"/[a-z:/-]{0,60}\Z"))
    kind = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(list(KINDS)))
    record = Id(load_default=None, allow_none=True, metadata=UUID)
    clients = fields.List(Id(metadata=UUID), load_default=list, validate=validate.Length(max=MOST_CLIENTS))


class EachView(fields.Nested):
    """A view, or where it cannot be read its number and what is wrong: one bad view holds up no other."""

    def deserialize(self, value: Any, *place: Any, **options: Any) -> Any:
        try:
            return super().deserialize(value, *place, **options)
        except ValidationError as error:
            n = value.get("n") if isinstance(value, dict) else None
            return {"n": n if type(n) is int and 1 <= n <= MOST_N else None, "errors": error.messages}


class ViewsSchema(Schema):
    """What a phone tells of: all that it has not heard to be entered, or the first part of it."""

    device = Id(required=True, metadata=UUID)
    person = Id(load_default=None, metadata={**UUID, "description": "Whose looks these are."})
    views = fields.List(EachView(ViewSchema), required=True, validate=validate.Length(1, MOST_VIEWS))


class EnteredSchema(Schema):
    """Up to which number this phone's views are entered; what could not be read is `refused` by itself."""

    viewed = fields.Integer(required=True)
    refused = fields.List(fields.Dict(), metadata={"description": "Each with `n` and `errors` by field."})


class EntrySchema(Schema):
    """One entry; `number` is null until it is sealed, `records` is how many it lists."""

    id = fields.String(required=True)
    number = fields.Integer(required=True, allow_none=True)
    at = fields.String(required=True, metadata=INSTANT)
    happened = fields.String(required=True, allow_none=True, metadata=INSTANT)
    account = fields.String(required=True, allow_none=True)
    name = fields.String(required=True, allow_none=True)
    role = fields.String(required=True, allow_none=True)
    device = fields.String(required=True, allow_none=True)
    act = fields.String(required=True)
    verb = fields.String(required=True)
    purpose = fields.String(required=True)
    kind = fields.String(required=True, allow_none=True)
    record = fields.String(required=True, allow_none=True)
    clients = fields.List(fields.String(), required=True)
    records = fields.Integer(required=True)
    outcome = fields.String(required=True)


class EntriesSchema(Schema):
    """A page, the newest first; `next` is null on the last one."""

    entries = fields.List(fields.Nested(EntrySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class QuestionSchema(Schema):
    """A look that deserves a question; `rule` says why, `client` is null where it is about no single one."""

    id = fields.String(required=True)
    at = fields.String(required=True, metadata=INSTANT)
    rule = fields.String(required=True)
    account = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    client = fields.String(required=True, allow_none=True)
    detail = fields.Dict(required=True)
    looked_by = fields.String(required=True, allow_none=True)
    looked_by_name = fields.String(required=True, allow_none=True)
    looked_at = fields.String(required=True, allow_none=True, metadata=INSTANT)


class QuestionsSchema(Schema):
    """What nobody has looked at yet, the oldest first."""

    questions = fields.List(fields.Nested(QuestionSchema), required=True)
