"""Signing in, and who one is."""

from marshmallow import Schema, fields

from server.schemas.fields import Words


class SignInSchema(Schema):
    """An address and a password."""

    email = Words(254, required=True)
    password = Words(1000, required=True, trim=False)


class NewPasswordSchema(Schema):
    """The password that a person chooses by a one-time link."""

    password = Words(1000, required=True, trim=False, shortest=10)


class PersonSchema(Schema):
    """Who is signed in."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    email = fields.String(required=True)
    role = fields.String(required=True)
    team = fields.String(required=True, allow_none=True)
    team_name = fields.String(required=True, allow_none=True)


class OrganisationSchema(Schema):
    """The organisation she works for."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    demo = fields.Boolean(required=True)
    time_zone = fields.String(required=True)
    read_days = fields.Integer(required=True)
    answer_days = fields.Integer(required=True)
    caseload_limit = fields.Integer(required=True, allow_none=True)


class SessionSchema(Schema):
    """Both."""

    person = fields.Nested(PersonSchema, required=True)
    organisation = fields.Nested(OrganisationSchema, required=True)
