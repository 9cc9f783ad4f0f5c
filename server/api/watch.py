"""`GET /api/v1/watch`: the watch over oneself, as one's phone shows it, and one's own PIN."""

from typing import Any

from flask import request

from server.adapters.world import world
from server.api.blueprint import Blueprint
from server.api.guard import actor, check_person, requires
from server.api.logs import logs, logs_nothing
from server.audit.words import Purpose, Verb
from server.schemas.watch import PinSchema, WatchSchema
from server.services.pins import set_pin
from server.services.see_watch import see_watch

blueprint = Blueprint("watch", __name__, url_prefix="/api/v1", description="The watch over oneself.")


@blueprint.at("/watch", "GET")
@blueprint.answers(200, WatchSchema)
@requires("signals.send")
@logs_nothing("her own visits, for which her own phone asks each minute")
def watch() -> dict[str, Any]:
    """Who watches, by which rules, and how one's own visits stand."""
    check_person(request.args.get("person"))
    return see_watch(actor(), world().now())


@blueprint.at("/pin", "PUT")
@blueprint.takes(PinSchema)
@blueprint.answers(204)
@requires("pin")
@logs(Verb.CHANGED, Purpose.OWN_ACCOUNT)
def pin(wanted: dict[str, Any]) -> None:
    """Set both of one's PINs, each sealed."""
    set_pin(actor(), wanted["right"], wanted["duress"])
