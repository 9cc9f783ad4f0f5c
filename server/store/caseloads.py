"""Finding and writing who holds which client, inside the transaction that a service has begun."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast

from sqlalchemy import BindParameter, Table, bindparam, select

from server.store.accounts import Account
from server.store.bulk import Bulk
from server.store.prepared import among, ask_among
from server.store.records import AccessRow, PurgeRow, RecordRow
from server.store.staff import Staff
from sync.visibility import Access

# The tables themselves: what is asked at each push goes through no objects.
ACCESS, ACCOUNT = (cast("Table", row.__table__) for row in (AccessRow, Account))

PUT_ACCESS = Bulk(ACCESS, "organisation", "account", "scope")
HOUSE: BindParameter[str] = bindparam("organisation")
OWN = (ACCESS.c.organisation == HOUSE) & (ACCESS.c.account == bindparam("account"))
MAY_WRITE = (ACCESS.c.state == Access.HELD.value) | (ACCESS.c.state == Access.DRAINING.value)
IS_GONE = ACCESS.c.state == Access.GONE.value
HAS_LEFT = (
    select(ACCOUNT.c.id)
    .where(ACCOUNT.c.organisation == HOUSE, ACCOUNT.c.id == bindparam("account"), ACCOUNT.c.active.is_(False))
    .exists()
)
REACH = among((ACCESS.c.scope,), OWN & MAY_WRITE, ACCESS.c.scope)
PURGED = among((ACCESS.c.scope,), OWN & (IS_GONE | HAS_LEFT), ACCESS.c.scope)


class Caseloads(Staff):
    """Who of one organisation holds what, inside one transaction."""

    def find_reach(self, account: str, scopes: Collection[str]) -> set[str]:
        """Give those of these scopes that the account may write in."""
        who = {"organisation": self.organisation, "account": account}
        return {row.scope for row in ask_among(self.session, REACH, scopes, **who)}

    def find_access(self, client: str) -> dict[str, Access]:
        """Give everyone who may or might once hold this client, and how far they may go now."""
        query = select(AccessRow.account, AccessRow.state).where(
            AccessRow.organisation == self.organisation, AccessRow.scope == client
        )
        return {row.account: Access(row.state) for row in self.session.execute(query)}

    def find_draining(self) -> list[tuple[str, str]]:
        """Give who may only send what is left, and for which client."""
        query = select(AccessRow.account, AccessRow.scope).where(
            AccessRow.organisation == self.organisation, AccessRow.state == Access.DRAINING.value
        )
        return [(row.account, row.scope) for row in self.session.execute(query)]

    def find_clients_of(self, account: str) -> list[str]:
        """Give the clients that somebody holds: nothing that is private to them."""
        query = select(AccessRow.scope).where(
            AccessRow.organisation == self.organisation,
            AccessRow.account == account,
            AccessRow.state == Access.HELD.value,
            AccessRow.scope.in_(self._clients()),
        )
        return list(self.session.execute(query).scalars())

    def find_clients_around(self, team: str | None) -> list[str]:
        """Give the clients of a team, and those of everybody whose team has no supervisor."""
        supervised = select(Account.team).where(*self._supervisors(), Account.team.is_not(None))
        theirs = select(Account.id).where(
            Account.organisation == self.organisation,
            (Account.team == team) | Account.team.is_(None) | Account.team.not_in(supervised),
        )
        query = select(AccessRow.scope).where(
            AccessRow.organisation == self.organisation,
            AccessRow.account.in_(theirs),
            AccessRow.state != Access.GONE.value,
            AccessRow.scope.in_(self._clients()),
        )
        return list(self.session.execute(query.distinct().order_by(AccessRow.scope)).scalars())

    def _clients(self) -> Any:
        return select(RecordRow.id).where(
            RecordRow.organisation == self.organisation, RecordRow.kind == "client"
        )

    def write_access(self, rows: list[dict[str, Any]]) -> None:
        """Put these grants and revocations."""
        PUT_ACCESS.write(self.session, rows)

    def confirm_purge(self, account: str, device: str, scopes: Collection[str], at: datetime) -> None:
        """Note which of these clients a device has purged: those only that it had to."""
        who = {"organisation": self.organisation, "account": account}
        for row in ask_among(self.session, PURGED, scopes, **who):
            self.session.merge(PurgeRow(**who, device=device, scope=row.scope, at=at))
