"""Devices, for those who may see them."""

from marshmallow import Schema, fields

from server.schemas.fields import Instant


class DeviceSchema(Schema):
    """One person's app on one phone, and what it last said it had unsent."""

    id = fields.String(required=True)
    user = fields.String(required=True)
    user_name = fields.String(required=True)
    name = fields.String(required=True)
    enrolled = Instant(required=True)
    last_seen = Instant(required=True)
    revoked = Instant(required=True, allow_none=True)
    unsent = fields.Integer(required=True)
    oldest_unsent = Instant(required=True, allow_none=True)
    differences = fields.Integer(required=True)


class DevicesSchema(Schema):
    """All that the asker may see, the last seen first."""

    devices = fields.List(fields.Nested(DeviceSchema), required=True)
