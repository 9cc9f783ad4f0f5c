"""The address that a monitor outside asks."""

import json

from flask import Blueprint, Response

from server.api.guard import open_to_all
from server.api.logs import logs_nothing
from server.services.health import check_health

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@open_to_all("a monitor outside has no account; it learns only whether the parts work")
@logs_nothing("it says whether the parts work, and nothing of anybody")
def health() -> Response:
    """200 when a row was written just now and the engine worked within the last minute; else 503 and why."""
    parts = check_health()
    well = all(state == "ok" for state in parts.values())
    body = json.dumps({"ok": well, "parts": parts})
    return Response(body, 200 if well else 503, mimetype="application/json")
