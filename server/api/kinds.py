"""`GET /api/v1/kinds`: what a record of each kind may hold, as JSON Schema."""

import json

from flask import Response

from server.api.blueprint import Blueprint
from server.api.bodies import packed
from server.api.guard import open_to_all
from server.api.logs import logs_nothing
from sync.kinds.schema import describe_all

blueprint = Blueprint("kinds", __name__, url_prefix="/api/v1", description="What records hold.")

KINDS = json.dumps(describe_all()).encode()


@blueprint.at("/kinds", "GET")
@blueprint.answers(200)
@open_to_all("the shape of a record is no secret, and an old phone may ask before it signs in")
@logs_nothing("the shape of a record says nothing of anybody")
def kinds() -> Response:
    """Describe every kind by its name."""
    return packed(KINDS)
