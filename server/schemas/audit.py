"""What is asked of the audit log, and what it answers."""

from marshmallow import Schema, fields, validate

from server.schemas.sync import UUID, Id

INSTANT = {"format": "date-time"}


class PageRequestSchema(Schema):
    """Which page: the one after the entry `before`, which the page before it gave as `next`."""

    before = Id(load_default=None, metadata=UUID)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


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
