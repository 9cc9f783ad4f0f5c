"""The rota of those who watch, and the tests at the start of a turn."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs, logs_nothing
from server.audit.words import Purpose, Verb
from server.schemas.duty import DutySchema, DutyTestedSchema, DutyTestSchema, NewTurnSchema, TurnSchema
from server.services.duty import end_duty, note_sound, see_duty, take_duty
from server.services.test_push import send_test_push

blueprint = Blueprint("duty", __name__, url_prefix="/api/v1/duty", description="Who is on duty")


@blueprint.at("", "GET")
@requires("duty.see")
@blueprint.answers(200, DutySchema)
@logs_nothing("which colleague is on duty: it is told to everybody who is watched over")
def see() -> dict[str, Any]:
    """The turns that run or are to come, and who could take one."""
    return see_duty(actor())


@blueprint.at("", "POST")
@requires("duty.change")
@blueprint.takes(NewTurnSchema)
@blueprint.answers(201, TurnSchema)
@logs(Verb.ADMINISTERED, Purpose.WATCH)
def take(wanted: dict[str, Any]) -> dict[str, Any]:
    """Put somebody on duty; a monitor only herself."""
    return take_duty(actor(), wanted["account"], wanted["post"], wanted["begins"], wanted["ends"])


@blueprint.at("/<id>", "DELETE")
@requires("duty.change")
@blueprint.answers(204)
@logs(Verb.ADMINISTERED, Purpose.WATCH, "duty")
def end(id: str) -> None:
    """End a turn now, or strike one that is to come."""
    end_duty(actor(), id)


@blueprint.at("/test", "POST")
@requires("board.see")
@blueprint.takes(DutyTestSchema)
@blueprint.answers(200, DutyTestedSchema)
@logs_nothing("a test of her own siren or phone")
def test(wanted: dict[str, bool]) -> dict[str, int]:
    """Note that the siren was heard, or send a real push to one's own browsers."""
    if wanted["sound"]:
        note_sound(actor())
    return {"endpoints": send_test_push(actor()) if wanted["push"] else 0}
