"""Web push: the browsers that want it, and what their service workers say."""

from typing import Any

from server.adapters.channels import public_key
from server.api.blueprint import Blueprint
from server.api.guard import actor, open_to_all, requires
from server.api.logs import logs, logs_by_itself, logs_nothing
from server.audit.words import Purpose, Verb
from server.schemas.push import (
    EndpointSchema,
    GoneSchema,
    PushKeySchema,
    ReceiptSchema,
    SubscriptionSchema,
    TestSchema,
)
from server.services.push_endpoints import add_endpoint, give_up_address, remove_endpoint
from server.services.push_receipts import take_receipt
from server.services.test_push import send_test_push

blueprint = Blueprint("push", __name__, url_prefix="/api/v1/push", description="Notifications")


@blueprint.at("", "POST")
@requires("push")
@blueprint.takes(SubscriptionSchema)
@blueprint.answers(200, EndpointSchema)
@logs(Verb.CHANGED, Purpose.OWN_ACCOUNT)
def subscribe(given: dict[str, Any]) -> dict[str, str]:
    """Take in one's own browser, or hear that it is still there."""
    return {"id": add_endpoint(actor(), **given)}


@blueprint.at("/<id>", "DELETE")
@requires("push")
@blueprint.answers(204)
@logs(Verb.CHANGED, Purpose.OWN_ACCOUNT, "browser")
def unsubscribe(id: str) -> None:
    """Send nothing more to one of one's own browsers."""
    remove_endpoint(actor(), id)


@blueprint.at("/gone", "POST")
@open_to_all("whoever has left a browser has no session there; its address is known to nobody else")
@blueprint.takes(GoneSchema)
@blueprint.answers(204)
@logs_by_itself(Verb.CHANGED, Purpose.OWN_ACCOUNT, "only the service knows whose browser it was")
def hear_gone(given: dict[str, str]) -> None:
    """Hear from a browser that its person has left it, and that it takes no push any more."""
    give_up_address(**given)


@blueprint.at("/key", "GET")
@requires("push")
@blueprint.answers(200, PushKeySchema)
@logs_nothing("the key of this house is no secret")
def key() -> dict[str, str]:
    """The key of this house, for `PushManager.subscribe`."""
    return {"key": public_key()}


@blueprint.at("/test", "POST")
@requires("push")
@blueprint.answers(200, TestSchema)
@logs_nothing("a test of her own phone")
def test() -> dict[str, int]:
    """Send a test to every browser of one's own; it is passed when one has shown it."""
    return {"endpoints": send_test_push(actor())}


@blueprint.at("/receipts", "POST")
@open_to_all("a phone with an expired session has still shown it; the id of a message is a secret")
@blueprint.takes(ReceiptSchema)
@blueprint.answers(204)
@logs_nothing("that a push was shown is kept with the message")
def receive_receipt(given: dict[str, str]) -> None:
    """Hear from our own service worker that it has shown a push, or that somebody opened it."""
    take_receipt(**given)
