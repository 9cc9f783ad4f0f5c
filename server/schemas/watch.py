"""The watch over oneself, and one's PINs."""

from marshmallow import Schema, fields, validate

from server.schemas.signals import VISIT, WATCHING
from server.schemas.sync import INSTANT

SEALED = {"description": 'RSA-OAEP with SHA-256 over {"pin": "…"}, in base64url.'}


class PinSchema(Schema):
    """Two PINs, sealed with the key of /api/v1/watch."""

    right = fields.String(required=True, validate=validate.Length(max=1000), metadata=SEALED)
    duress = fields.String(required=True, validate=validate.Length(max=1000), metadata=SEALED)


class WatchSchema(Schema):
    """What a worker's phone is told."""

    now = fields.String(metadata=INSTANT)
    epoch = fields.String()
    engine = fields.Dict()
    watching = fields.Raw(metadata=WATCHING)
    monitor = fields.Dict()
    policy = fields.Dict()
    pin = fields.Dict()
    visits = fields.List(fields.Raw(metadata=VISIT))
    alert = fields.Dict(allow_none=True)
