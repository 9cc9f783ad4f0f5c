"""The people of the house, for whoever administers it."""

from typing import Any

from server.adapters.world import world
from server.audit.words import Verb
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.services.acting import log_administration, log_change
from server.services.succession import succeed
from server.store import duty, endpoints, people
from server.store.accounts import Account, Device, Organisation, Team
from server.store.database import reading, writing
from sync.change import Actor


def list_people(*, demo: bool = False) -> list[tuple[Organisation, list[tuple[Account, Team | None]]]]:
    """Each organisation with its people and their teams; with `demo` only those of demo data."""
    with reading():
        wanted = [one for one in people.organisations() if one.demo or not demo]
        return [(one, [(person, _team(person)) for person in people.people(one.id)]) for one in wanted]


def see_people(actor: Actor) -> list[dict[str, Any]]:
    """Everybody with an account in the actor's team or organisation, those who have left too, by name."""
    sees_all = may(actor, "people.see_all")
    with reading():
        return [
            {
                "id": person.id,
                "name": person.name,
                "role": person.role,
                "team_name": (team := _team(person)) and team.name,
                "active": person.active,
            }
            for person in people.people(actor.organisation)
            if sees_all or (actor.team and person.team == actor.team)
        ]


def close_account(email: str) -> Account:
    """Shut a person out everywhere at once; her records and what her phones still hold stay.

    What only she could decide as a supervisor goes to those who are there. Raises Refusal not_found.
    """
    now = world().now()
    with writing() as session:
        account = _known(email)
        people.lock_organisation(account.organisation)
        account.active = False
        account.fs_uniquifier = world().new_secret()  # every session cookie names the old one
        people.revoke_tokens(account, now)
        people.forget_invitations(account.organisation, account.id)
        endpoints.retire(account.organisation, account.id, now)
        duty.leave(account.organisation, account.id, now)
        log_administration(account)
        session.flush()
        succeed(account)
    return account


def revoke_tokens(email: str) -> int:
    """Make every token of this person worthless; how many were valid. Raises Refusal not_found."""
    with writing():
        account = _known(email)
        log_administration(account, "token")
        return people.revoke_tokens(account, world().now())


def list_devices(email: str | None = None) -> list[tuple[Device, str]]:
    """All devices with their users' names, or those of one person. Raises Refusal not_found."""
    with reading():
        if email is not None:
            account = _known(email)
            return list(people.devices(account.organisation, account=account.id))
        return [found for one in people.organisations() for found in people.devices(one.id)]


def revoke_everywhere(id: str) -> int:
    """Shut a device out for everyone who uses it; how many do. Raises Refusal not_found."""
    now = world().now()
    with writing():
        found = [row for one in people.organisations() for row in people.devices(one.id, id=id)]
        if not found:
            raise Refusal("not_found", f"There is no device {id}.")
        for device, _name in found:
            device.revoked = device.revoked or now
            endpoints.retire(device.organisation, device.account, now, device.id)
            log_change(Verb.ADMINISTERED, organisation=device.organisation, kind="device", record=device.id)
    return len(found)


def find_account(email: str) -> Account:
    """The account with this address. Raises Refusal not_found."""
    with reading():
        return _known(email)


def _team(account: Account) -> Team | None:
    return people.team(account.organisation, account.team) if account.team else None


def _known(email: str) -> Account:
    account = people.by_email(email)
    if account is None:
        raise Refusal("not_found", f"Nobody has the address {email}.")
    return account
