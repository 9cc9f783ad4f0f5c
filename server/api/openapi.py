"""`GET /openapi.json`: the document of the API, made from the schemas that check it."""

import json

from flask import Blueprint, Response, current_app

from server.api.bodies import packed
from server.api.guard import open_to_all
from server.api.logs import logs_nothing

blueprint = Blueprint("openapi", __name__)


def document() -> str:
    """The OpenAPI document of the current app, as JSON."""
    return json.dumps(current_app.extensions["doorstep.document"].read())


@blueprint.get("/openapi.json")
@open_to_all("the shape of the API is no secret")
@logs_nothing("the shape of the API says nothing of anybody")
def openapi() -> Response:
    """Describe the API."""
    return packed(document().encode())
