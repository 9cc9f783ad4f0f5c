"""The phones and computers on which people hold case records."""

from collections.abc import Sequence

from server.adapters.world import world
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.store import endpoints, people
from server.store.accounts import Device
from server.store.database import reading, writing
from sync.change import Actor


def see_devices(actor: Actor) -> Sequence[tuple[Device, str]]:
    """The devices that the actor may see, with their users' names: her own, her team's or all."""
    with reading():
        return _in_sight(actor)


def revoke_device(actor: Actor, id: str) -> None:
    """Shut a device out for good; its unsent work stays on it. Raises Refusal not_found out of sight."""
    now = world().now()
    with writing():
        found = _in_sight(actor, id)
        if not found:
            raise Refusal("not_found")
        for device, _name in found:
            device.revoked = device.revoked or now
            endpoints.retire(device.organisation, device.account, now, device.id)


def _in_sight(actor: Actor, id: str | None = None) -> Sequence[tuple[Device, str]]:
    if may(actor, "devices.see_all"):
        return people.devices(actor.organisation, id=id)
    if may(actor, "devices.see_team") and actor.team:
        return people.devices(actor.organisation, team=actor.team, id=id)
    return people.devices(actor.organisation, account=actor.user, id=id)
