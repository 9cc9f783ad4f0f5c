"""Devices, for those who may see them."""

from marshmallow import Schema, fields

INSTANT = {"format": "date-time"}


class DeviceSchema(Schema):
    """One person's app on one phone, and what it last said it had unsent."""

    id = fields.String(required=True)
    user = fields.String(required=True)
    user_name = fields.String(required=True)
    name = fields.String(required=True)
    enrolled = fields.String(required=True, metadata=INSTANT)
    last_seen = fields.String(required=True, metadata=INSTANT)
    revoked = fields.String(required=True, allow_none=True, metadata=INSTANT)
    unsent = fields.Integer(required=True, allow_none=True)
    oldest_unsent = fields.String(required=True, allow_none=True, metadata=INSTANT)
    differences = fields.Integer(required=True)
    copied = fields.Integer(required=True)
    emptied = fields.String(required=True, allow_none=True, metadata=INSTANT)
    missing = fields.Integer(required=True)


class DevicesSchema(Schema):
    """All that the asker may see, the last seen first."""

    devices = fields.List(fields.Nested(DeviceSchema), required=True)


class DeviceTokenSchema(Schema):
    """A phone's own token; it is not shown again."""

    token = fields.String(required=True)
