"""What a monitor agrees with a worker by phone about her visit."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.schemas.board import AgreedEndSchema, AgreedTimeSchema, VisitSchema
from server.services.agree_by_phone import end_visit, extend_visit

blueprint = Blueprint("visits", __name__, url_prefix="/api/v1/visits", description="Visits")


@blueprint.at("/<id>/extend", "POST")
@requires("alerts.answer")
@blueprint.takes(AgreedTimeSchema)
@blueprint.answers(200, VisitSchema)
@logs(Verb.CHANGED, Purpose.WATCH, "visit")
def extend(agreed: dict[str, Any], id: str) -> dict[str, Any]:
    """Give a visit more time, as agreed with the worker by phone."""
    return extend_visit(actor(), id, agreed["minutes"], agreed["note"], agreed["id"])


@blueprint.at("/<id>/end", "POST")
@requires("alerts.answer")
@blueprint.takes(AgreedEndSchema)
@blueprint.answers(200, VisitSchema)
@logs(Verb.CHANGED, Purpose.WATCH, "visit")
def end(agreed: dict[str, Any], id: str) -> dict[str, Any]:
    """End a visit, as the worker has said by phone that she is out and safe."""
    return end_visit(actor(), id, agreed["note"])
