"""People and the rules of the desk, on the wire."""

from marshmallow import Schema, fields, validate

DAYS = validate.Range(1, 365)


class StaffSchema(Schema):
    """Somebody with an account; `active` is false once it is closed."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    role = fields.String(required=True)
    team_name = fields.String(required=True, allow_none=True)
    active = fields.Boolean(required=True)


class PeopleSchema(Schema):
    """Everybody, by name."""

    people = fields.List(fields.Nested(StaffSchema), required=True)


class DeskRulesSchema(Schema):
    """In how many days a note is to be read and a return answered; how many clients are enough, or null."""

    read_days = fields.Integer(required=True, strict=True, validate=DAYS)
    answer_days = fields.Integer(required=True, strict=True, validate=DAYS)
    caseload_limit = fields.Integer(
        required=True, allow_none=True, strict=True, validate=validate.Range(1, 1000)
    )


class NewDeskRulesSchema(DeskRulesSchema):
    """The rules as they are to be, and as whoever sets them has seen them."""

    was = fields.Nested(DeskRulesSchema, required=True)
