"""The board of whoever watches, and what she does about an alert."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs, logs_by_itself
from server.audit import words
from server.schemas.board import (
    AlertSchema,
    AnswerSchema,
    BoardRequestSchema,
    BoardSchema,
    PastAlertsSchema,
)
from server.services.answer_alert import Said, Verb, answer_alert
from server.services.board import see_board
from server.services.board_shown import log_board
from server.services.past_alerts import see_past_alerts

blueprint = Blueprint("board", __name__, url_prefix="/api/v1", description="Visits and alerts")


@blueprint.at("/board", "GET")
@requires("board.see")
@blueprint.asks(BoardRequestSchema)
@blueprint.answers(200, BoardSchema)
@logs_by_itself(words.Verb.VIEWED, words.Purpose.WATCH, "what it shows anew, for it asks on and on")
def see(asked: dict[str, bool]) -> dict[str, Any]:
    """Everything that whoever watches sees; to ask for it is to be there, unless one says otherwise."""
    board = see_board(actor(), attended=asked["attended"])
    log_board(actor(), board)
    return board


@blueprint.at("/clients/<id>/alerts", "GET")
@requires("alerts.see_past")
@blueprint.answers(200, PastAlertsSchema)
@logs(words.Verb.VIEWED, words.Purpose.SUPERVISION, "client")
def past(id: str) -> dict[str, Any]:
    """The latest alerts from visits to a client whom one holds, and how each ended."""
    return {"alerts": see_past_alerts(actor(), id)}


@blueprint.at("/alerts/<id>/acknowledge", "POST")
@requires("alerts.answer")
@blueprint.takes(AnswerSchema)
@blueprint.answers(200, AlertSchema)
@logs(words.Verb.CHANGED, words.Purpose.WATCH, "alert")
def acknowledge(said: dict[str, Any], id: str) -> dict[str, Any]:
    """Take an alert; of two who do so at once one has it, and the other is told who."""
    return answer_alert(actor(), id, Said(Verb.ACKNOWLEDGE, **said))


@blueprint.at("/alerts/<id>/progress", "POST")
@requires("alerts.answer")
@blueprint.takes(AnswerSchema)
@blueprint.answers(200, AlertSchema)
@logs(words.Verb.CHANGED, words.Purpose.WATCH, "alert")
def progress(said: dict[str, Any], id: str) -> dict[str, Any]:
    """Say how it goes; an owner keeps it for as long again."""
    return answer_alert(actor(), id, Said(Verb.PROGRESS, **said))


@blueprint.at("/alerts/<id>/take_over", "POST")
@requires("alerts.answer")
@blueprint.takes(AnswerSchema)
@blueprint.answers(200, AlertSchema)
@logs(words.Verb.CHANGED, words.Purpose.WATCH, "alert")
def take_over(said: dict[str, Any], id: str) -> dict[str, Any]:
    """Take an alert from whoever has it."""
    return answer_alert(actor(), id, Said(Verb.TAKE_OVER, **said))


@blueprint.at("/alerts/<id>/resolve", "POST")
@requires("alerts.answer")
@blueprint.takes(AnswerSchema)
@blueprint.answers(200, AlertSchema)
@logs(words.Verb.CHANGED, words.Purpose.WATCH, "alert")
def resolve(said: dict[str, Any], id: str) -> dict[str, Any]:
    """End an alert with what it turned out to be."""
    return answer_alert(actor(), id, Said(Verb.RESOLVE, **said))


@blueprint.at("/alerts/<id>/reopen", "POST")
@requires("alerts.answer")
@blueprint.takes(AnswerSchema)
@blueprint.answers(200, AlertSchema)
@logs(words.Verb.CHANGED, words.Purpose.WATCH, "alert")
def reopen(said: dict[str, Any], id: str) -> dict[str, Any]:
    """Open an alert again within a day of its end."""
    return answer_alert(actor(), id, Said(Verb.REOPEN, **said))
