"""The browsers in which a person has turned notifications on."""

from server.adapters.channels import own_push_hosts
from server.adapters.push_address import wrong_with
from server.adapters.world import world
from server.audit.words import Verb
from server.policy.refusal import Refusal
from server.services.acting import log_change
from server.store import endpoints, people
from server.store.database import reading, writing
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


def leave_device(actor: Actor, device: str) -> None:
    """Send nothing more to the actor's browsers on this device: there she has signed out.

    At once they count as no way to reach her, also for who watches and for what is on its way.
    """
    with writing():
        endpoints.retire(actor.organisation, actor.user, world().now(), device)


def give_up_address(endpoint: str) -> None:
    """Send nothing more to the browser with this address, whoever used it; one that nobody knows is none."""
    with reading():
        row = endpoints.at(endpoint)
        if row is None or row.dead is not None:
            return
    with writing():
        row = endpoints.at(endpoint)
        account = people.account(row.organisation, row.account) if row else None
        if row is None or account is None:
            return
        row.dead = row.dead or world().now()
        log_change(Verb.CHANGED, by=account.actor(), kind="browser", record=row.id)
