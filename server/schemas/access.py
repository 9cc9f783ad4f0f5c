"""Access without a caseload link: what is asked, and what is answered."""

from marshmallow import Schema, fields, validate

from server.audit.words import Reason
from server.schemas.fields import Words
from server.schemas.sync import UUID, Id

INSTANT = {"format": "date-time"}


class ReasonSchema(Schema):
    """Why somebody needs a client whom she does not hold."""

    reason = fields.String(required=True, validate=validate.OneOf(list(Reason)))


class NewAccessSchema(ReasonSchema):
    """Which client, and why; `other` needs a sentence."""

    client = Id(required=True, metadata=UUID)
    note = Words(500, shortest=0, lines=True, load_default="")


class ClientSearchSchema(ReasonSchema):
    """What is known of a client already: the surname, and one thing more."""

    last_name = Words(100, required=True)
    first_name = Words(100, shortest=0, load_default="")
    date_of_birth = fields.String(load_default="", validate=validate.Regexp(r"(\d{4}-\d\d-\d\d)?\Z"))
    postcode = Words(10, shortest=0, load_default="")


class FoundClientSchema(Schema):
    """Enough to know whether it is the right one."""

    id = fields.String(required=True)
    known_as = fields.String(required=True)
    last_name = fields.String(required=True, allow_none=True)
    born = fields.Integer(required=True, allow_none=True)


class FoundClientsSchema(Schema):
    """At most a few; where `too_many` fit, none."""

    clients = fields.List(fields.Nested(FoundClientSchema), required=True)
    too_many = fields.Boolean(required=True)


class AccessSchema(Schema):
    """One access; `ended` when it was taken back, `looked` once somebody who answers for it has seen it."""

    id = fields.String(required=True)
    account = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    client = fields.String(required=True)
    reason = fields.String(required=True)
    note = fields.String(required=True)
    begins = fields.String(required=True, metadata=INSTANT)
    ends = fields.String(required=True, metadata=INSTANT)
    ended = fields.String(required=True, allow_none=True, metadata=INSTANT)
    looked = fields.Boolean(required=True)


class AccessListSchema(Schema):
    """One's own that run, and those that one answers for, until somebody has looked; the newest first."""

    now = fields.String(required=True, metadata=INSTANT)
    access = fields.List(fields.Nested(AccessSchema), required=True)
