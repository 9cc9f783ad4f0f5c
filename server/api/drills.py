"""Practice alerts."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.schemas.board import AlertSchema, DrillSchema
from server.services.drills import start_drill

blueprint = Blueprint("drills", __name__, url_prefix="/api/v1/drills", description="Practice")


@blueprint.at("", "POST")
@requires("drills.start")
@blueprint.takes(DrillSchema)
@blueprint.answers(201, AlertSchema)
@logs(Verb.CHANGED, Purpose.WATCH)
def start(wanted: dict[str, Any]) -> dict[str, Any]:
    """Open a drill for a monitor; a monitor drills only herself."""
    return start_drill(actor(), wanted["account"])
