"""The browsers in which a person has turned notifications on."""

from server.adapters.channels import own_push_hosts
from server.adapters.push_address import wrong_with
from server.adapters.world import world
from server.policy.refusal import Refusal
from server.store import endpoints
from server.store.database import writing
from server.store.reach import PushEndpointRow
from sync.change import Actor

MOST = 10
"""Browsers of one person; a new one then takes the place of the oldest."""


def add_endpoint(
    actor: Actor, endpoint: str, keys: dict[str, str], device: str = "", replaces: str = ""
) -> str:
    """Take in a browser of the actor's, or hear that a known one is still there; its id.

    A browser belongs to whoever turned notifications on in it last. `replaces` is the address that it had
    before; where that is somebody else's, a worker has asked with whatever cookie was there, and nobody's
    notifications change hands by that. Raises Refusal not_valid.
    """
    if wrong := wrong_with(endpoint, own_push_hosts()):
        raise Refusal("not_valid", errors={"endpoint": [wrong]})
    now = world().now()
    with writing():
        before = endpoints.at(replaces) if replaces else None
        if before is not None:
            if (before.organisation, before.account) != (actor.organisation, actor.user):
                raise Refusal("not_valid", errors={"replaces": ["This browser tells somebody else."]})
            device = device or before.device
            endpoints.remove(actor.organisation, actor.user, before.id)
        id = endpoints.put(
            PushEndpointRow(
                organisation=actor.organisation, id=world().new_id(), account=actor.user, device=device,
                endpoint=endpoint, created=now, failures=0, **keys,
            )
        )  # fmt: skip
        for old in endpoints.alive(actor.organisation, actor.user)[MOST:]:
            endpoints.remove(actor.organisation, actor.user, old.id)
    return id


def remove_endpoint(actor: Actor, id: str) -> None:
    """Send nothing more to one of the actor's browsers; one that is not hers stays."""
    with writing():
        endpoints.remove(actor.organisation, actor.user, id)
