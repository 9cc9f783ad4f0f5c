"""What a supervisor and an administrator read about the watch."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.schemas.reports import ReportRequestSchema, ReportSchema, SupervisionsSchema
from server.services.reports import safety_report
from server.services.supervisions import count_supervisions

blueprint = Blueprint("reports", __name__, url_prefix="/api/v1/reports", description="Reports")


@blueprint.at("/safety", "GET")
@requires("reports.safety")
@blueprint.asks(ReportRequestSchema)
@blueprint.answers(200, ReportSchema)
@logs(Verb.VIEWED, Purpose.SUPERVISION)
def safety(wanted: dict[str, Any]) -> dict[str, Any]:
    """How soon alerts were taken and ended, which home visits were watched, who practised."""
    return safety_report(actor(), wanted["first"], wanted["last"], wanted["team"])


@blueprint.at("/supervision", "GET")
@requires("reports.supervision")
@blueprint.answers(200, SupervisionsSchema)
@logs(Verb.VIEWED, Purpose.SUPERVISION)
def supervision() -> dict[str, Any]:
    """How often each case manager had supervision, and when last."""
    return count_supervisions(actor())
