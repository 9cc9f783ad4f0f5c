"""The devices that hold case records, and shutting one out."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.policy.refusal import Refusal
from server.schemas.devices import DevicesSchema, DeviceTokenSchema
from server.services.devices import revoke_device, see_devices
from server.services.tokens import make_device_token
from server.store.accounts import Device
from server.store.columns import write_time
from sync.kinds.fields import Invalid, clean_uuid

blueprint = Blueprint("devices", __name__, url_prefix="/api/v1/devices", description="Devices")


@blueprint.at("", "GET")
@requires("devices.see_own")
@blueprint.answers(200, DevicesSchema)
@logs(Verb.VIEWED, Purpose.ADMINISTRATION)
def list_devices() -> dict[str, Any]:
    """One's own devices; a supervisor's team's; an administrator's all."""
    return {"devices": [_card(device, name) for device, name in see_devices(actor())]}


@blueprint.at("/<id>/revoke", "POST")
@requires("devices.revoke")
@blueprint.answers(204)
@logs(Verb.ADMINISTERED, Purpose.ADMINISTRATION, "device")
def revoke(id: str) -> None:
    """Shut a device out: from now on its sync is answered with `device_revoked`."""
    revoke_device(actor(), id)


@blueprint.at("/<id>/token", "POST")
@requires("devices.token")
@blueprint.answers(200, DeviceTokenSchema)
@logs(Verb.ADMINISTERED, Purpose.OWN_ACCOUNT, "device")
def token(id: str) -> dict[str, str]:
    """Give one's own phone a token with which it can hand in one's work while somebody else uses it."""
    try:
        return {"token": make_device_token(actor(), clean_uuid(id))}
    except Invalid as error:
        raise Refusal("not_valid", errors={"id": [str(error)]}) from error


def _card(device: Device, user_name: str) -> dict[str, Any]:
    return {
        "id": device.id,
        "user": device.account,
        "user_name": user_name,
        "name": device.name,
        "enrolled": write_time(device.enrolled),
        "last_seen": write_time(device.last_seen),
        "revoked": device.revoked and write_time(device.revoked),
        "unsent": device.unsent,
        "oldest_unsent": device.oldest_unsent and write_time(device.oldest_unsent),
        "differences": device.differences,
        "copied": device.copied,
        "emptied": device.emptied and write_time(device.emptied),
        "missing": device.missing,
    }
