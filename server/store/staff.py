"""Finding the people of an organisation and their devices, inside the service's transaction."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from server.store.accounts import Account, Device
from sync.change import Role


class Staff:
    """One organisation's people, inside one transaction."""

    def __init__(self, session: Session, organisation: str) -> None:
        self.session = session
        self.organisation = organisation

    def find_teams(self, accounts: Collection[str]) -> set[str]:
        """Give the teams that these people are in."""
        query = select(Account.team).where(
            Account.organisation == self.organisation, Account.id.in_(accounts)
        )
        return {team for team in self.session.execute(query).scalars() if team is not None}

    def find_supervisors(self, teams: Collection[str]) -> set[str]:
        """Give the supervisors of these teams."""
        query = select(Account.id).where(*self._supervisors(), Account.team.in_(teams))
        return set(self.session.execute(query).scalars())

    def all_supervisors(self) -> set[str]:
        """Give every supervisor of the organisation."""
        return set(self.session.execute(select(Account.id).where(*self._supervisors())).scalars())

    def only_supervisors(self, accounts: Collection[str]) -> set[str]:
        """Give those of these people who are supervisors."""
        query = select(Account.id).where(*self._supervisors(), Account.id.in_(accounts))
        return set(self.session.execute(query).scalars())

    def former_supervisors(self, accounts: Collection[str]) -> set[str]:
        """Give those of these people who were supervisors until their accounts were closed."""
        query = select(Account.id).where(*self._supervisors(active=False), Account.id.in_(accounts))
        return set(self.session.execute(query).scalars())

    def is_staying(self, account: str) -> bool | None:
        """Tell whether a person has not left and is not leaving; None where there is no such person."""
        staying = Account.active & Account.leaving.is_(None)
        query = select(staying).where(Account.organisation == self.organisation, Account.id == account)
        return self.session.execute(query).scalar_one_or_none()

    def find_leaving(self) -> list[Account]:
        """Give those who are leaving and whose accounts are still open."""
        query = select(Account).where(
            Account.organisation == self.organisation, Account.leaving.is_not(None), Account.active.is_(True)
        )
        return list(self.session.execute(query).scalars())

    def find_device(self, account: str, device: str) -> Device | None:
        """Give a person's device, or None where it has never been heard of."""
        return self.session.get(Device, (self.organisation, account, device))

    def is_copied(self, account: str, device: str) -> bool:
        """Tell whether two copies of a device are known to be at work."""
        found = self.find_device(account, device)
        return found is not None and found.copied > 0

    def find_names(self, account: str, device: str) -> list[str]:
        """Give the names that one phone has had, the oldest first, of which this is one."""
        query = select(Device.id, Device.successor).where(
            Device.organisation == self.organisation, Device.account == account
        )
        now = {row.id: row.successor for row in self.session.execute(query.order_by(Device.enrolled))}
        mine = _last_name(now, device)
        return [name for name in now if _last_name(now, name) == mine] or [device]

    def enrol(self, account: str, device: str, at: datetime) -> Device:
        """Add a device that is heard of for the first time, perhaps twice at once; give what stands."""
        key = {"organisation": self.organisation, "account": account, "id": device}
        self.session.execute(insert(Device).on_conflict_do_nothing().values(**key, enrolled=at, last_seen=at))
        return self.session.get_one(Device, (self.organisation, account, device))

    def ask_devices(self, account: str) -> None:
        """Take what a person's phones said of their unsent work as no longer known."""
        mine = (Device.organisation == self.organisation, Device.account == account)
        speaking = Device.successor.is_(None)
        self.session.execute(update(Device).where(*mine, speaking).values(unsent=None))

    def is_drained(self, account: str) -> bool:
        """Tell whether every phone of a person has said, since it was asked, that nothing is left on it."""
        query = select(Device.unsent).where(
            Device.organisation == self.organisation, Device.account == account, Device.revoked.is_(None)
        )
        return all(unsent == 0 for unsent in self.session.execute(query).scalars())

    def _supervisors(self, *, active: bool = True) -> tuple[Any, ...]:
        return (
            Account.organisation == self.organisation,
            Account.role == Role.SUPERVISOR.value,
            Account.active.is_(active),
        )


def _last_name(successors: Mapping[str, str | None], name: str) -> str:
    """The name by which a phone goes now that once had this one."""
    for _ in successors:  # two that name each other at once have no last one
        later = successors.get(name)
        if later is None:
            break
        name = later
    return name
