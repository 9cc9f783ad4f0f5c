"""Who has seen what; who asks is in the log too."""

from typing import Any

from server.adapters.world import world
from server.api.blueprint import Blueprint
from server.api.guard import actor, check_person, requires
from server.api.logs import logs, logs_by_itself
from server.audit.words import Purpose, Verb
from server.schemas.audit import (
    EnteredSchema,
    EntriesSchema,
    PageRequestSchema,
    QuestionSchema,
    QuestionsSchema,
    ViewsSchema,
)
from server.services.acting import speak_for
from server.services.ask_questions import look_at, see_questions
from server.services.enter_views import enter_views
from server.services.greet_device import Report
from server.services.see_audit import see_client, see_person

blueprint = Blueprint("audit", __name__, url_prefix="/api/v1/audit", description="Who has seen what")


@blueprint.at("/views", "POST")
@requires("audit.tell")
@logs_by_itself(Verb.VIEWED, Purpose.CASEWORK, "what a phone tells of again is in the log already")
@blueprint.takes(ViewsSchema)
@blueprint.answers(200, EnteredSchema)
def views(wanted: dict[str, Any]) -> dict[str, Any]:
    """Tell what was on this phone's screen, also what was read there without a network."""
    check_person(wanted["person"])
    speak_for(wanted["device"])
    report = Report(wanted["device"], world().now())
    refused = [view for view in wanted["views"] if "errors" in view]
    viewed = enter_views(actor(), report, wanted["views"])
    return {"viewed": viewed, "refused": refused} if refused else {"viewed": viewed}


@blueprint.at("/clients/<id>", "GET")
@requires("audit.see")
@logs(Verb.VIEWED, Purpose.SUPERVISION, "client")
@blueprint.asks(PageRequestSchema)
@blueprint.answers(200, EntriesSchema)
def client(wanted: dict[str, Any], id: str) -> dict[str, Any]:
    """Who saw or changed what is about this client; a supervisor asks about those of her team."""
    return see_client(actor(), id, wanted["before"], wanted["limit"])


@blueprint.at("/people/<id>", "GET")
@requires("audit.see")
@logs(Verb.VIEWED, Purpose.SUPERVISION, "account")
@blueprint.asks(PageRequestSchema)
@blueprint.answers(200, EntriesSchema)
def person(wanted: dict[str, Any], id: str) -> dict[str, Any]:
    """What this person saw, changed and did; a supervisor asks about those of her team."""
    return see_person(actor(), id, wanted["before"], wanted["limit"])


@blueprint.at("/questions", "GET")
@requires("audit.see")
@logs_by_itself(Verb.VIEWED, Purpose.SUPERVISION, "a desk asks again and again, and mostly there is nothing")
@blueprint.answers(200, QuestionsSchema)
def questions() -> dict[str, Any]:
    """Looks that deserve a question and that nobody has looked at; never one's own."""
    return see_questions(actor())


@blueprint.at("/questions/<id>/looked", "POST")
@requires("audit.see")
@logs(Verb.CHANGED, Purpose.SUPERVISION, "audit_question")
@blueprint.answers(200, QuestionSchema)
def looked(id: str) -> dict[str, Any]:
    """Say that one has looked at it; whoever was first stays named."""
    return look_at(actor(), id)
