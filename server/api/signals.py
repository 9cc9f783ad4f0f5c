"""`POST /api/v1/signals`: what happens on visits. Never limited, and open to a phone's own token."""

from typing import Any

from server.adapters import pace
from server.adapters.world import world
from server.api.blueprint import Blueprint
from server.api.guard import actor, check_person, device_of_token, is_shut_out, requires
from server.api.logs import logs_by_itself
from server.audit.words import Purpose, Verb
from server.policy.refusal import Refusal
from server.schemas.signals import SignalsAnswerSchema, SignalsSchema
from server.services.receive_signals import receive_signals
from server.store.columns import write_time

blueprint = Blueprint("signals", __name__, url_prefix="/api/v1", description="What happens on visits.")


@blueprint.at("/signals", "POST")
@blueprint.takes(SignalsSchema)
@blueprint.answers(200, SignalsAnswerSchema)
@requires("signals.send")
@logs_by_itself(Verb.CHANGED, Purpose.WATCH, "a signal sent again changes nothing")
def signals(wanted: dict[str, Any]) -> dict[str, Any]:
    """Take signals, and give a receipt for each."""
    begun = pace.begin()
    check_person(wanted["person"])
    if device_of_token() not in (None, wanted["device"]):
        raise Refusal("not_allowed", "This token belongs to another device.")
    sender = (actor(), wanted["device"], wanted["signals"], world().now())
    receipts = receive_signals(*sender, shut_out=is_shut_out())
    if any(isinstance(one, dict) and one.get("pin") for one in wanted["signals"]):
        pace.even_out(begun)  # one of the two PINs does more: that must not be heard
    return {"receipts": receipts, "now": write_time(world().now())}
