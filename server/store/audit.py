"""The audit log: who did what, when, about whom; inserted, and never changed but for its seal."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Select,
    Table,
    Text,
    bindparam,
    func,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from server.audit.words import LOOKING
from server.store.accounts import Organisation
from server.store.bulk import Bulk
from server.store.database import Base, session
from server.store.ledger import slices
from server.store.records import AccessRow
from sync.visibility import Access


class AuditRow(Base):
    """One entry: no content, no words that somebody searched for.

    `what` lists what was delivered by record and version, and what was changed by the change and its
    digest. `number` and `hash` are the seal: absent until the sealer has been there. `at` is the server's
    time, `happened` the phone's, where that was earlier.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_organisation_account_id", "organisation", "account", "id"),
        Index("uq_audit_organisation_number", "organisation", "number", unique=True),
        Index(
            "ix_audit_unsealed",
            "organisation",
            "id",
            postgresql_where=text("number IS NULL"),
            sqlite_where=text("number IS NULL"),
        ),
    )

    organisation: Mapped[str] = mapped_column(ForeignKey(Organisation.id), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[str]
    happened: Mapped[str | None]
    account: Mapped[str | None]
    role: Mapped[str | None]
    device: Mapped[str | None]
    act: Mapped[str]
    verb: Mapped[str]
    purpose: Mapped[str]
    kind: Mapped[str | None]
    record: Mapped[str | None]
    clients: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str]
    number: Mapped[int | None] = mapped_column(BigInteger)
    hash: Mapped[str | None]


class AuditClientRow(Base):
    """Which entries are about a client: made from the entries, so that a client's page is one index walk."""

    __tablename__ = "audit_client"
    __table_args__ = (Index("ix_audit_client_organisation_entry", "organisation", "entry"),)

    organisation: Mapped[str] = mapped_column(ForeignKey(Organisation.id), primary_key=True)
    client: Mapped[str] = mapped_column(primary_key=True)
    entry: Mapped[str] = mapped_column(primary_key=True)


AUDIT, CLIENT = (cast("Table", row.__table__) for row in (AuditRow, AuditClientRow))
ADD = Bulk(AUDIT)
ADD_CLIENTS = Bulk(CLIENT)
SEAL = (
    update(AUDIT)
    .where(AUDIT.c.organisation == bindparam("house"), AUDIT.c.id == bindparam("entry"))
    .values(number=bindparam("place"), hash=bindparam("link"))
)
IN_ONE_GO = 200


def add(entry: Mapping[str, Any], clients: Collection[str]) -> None:
    """Write an entry, and that it is about these clients. In the caller's `writing`."""
    where = {"organisation": entry["organisation"], "entry": entry["id"]}
    ADD.write(session(), [{"number": None, "hash": None, **entry}])
    ADD_CLIENTS.write(session(), [{**where, "client": client} for client in clients])


def unsealed(organisation: str, most: int = IN_ONE_GO) -> list[dict[str, Any]]:
    """Entries that the sealer has not come to, the oldest first."""
    wanted = select(AUDIT).where(AUDIT.c.organisation == organisation, AUDIT.c.number.is_(None))
    return _entries(wanted.order_by(AUDIT.c.id).limit(most))


def count_unsealed(organisation: str) -> int:
    """How many entries the sealer has not come to."""
    waiting = (AUDIT.c.organisation == organisation, AUDIT.c.number.is_(None))
    return session().scalar(select(func.count()).where(*waiting)) or 0


def last_sealed(organisation: str) -> tuple[int, str] | None:
    """Number and hash of the newest sealed entry."""
    mine = (AUDIT.c.organisation == organisation, AUDIT.c.number.is_not(None))
    wanted = select(AUDIT.c.number, AUDIT.c.hash).where(*mine).order_by(AUDIT.c.number.desc()).limit(1)
    for row in session().execute(wanted):
        return row.number, row.hash
    return None


def put_seals(entries: Sequence[Mapping[str, Any]]) -> None:
    """Write the number and the hash of these entries, which have none yet."""
    seals = [
        {"house": one["organisation"], "entry": one["id"], "place": one["number"], "link": one["hash"]}
        for one in entries
    ]
    if seals:
        session().connection().execute(SEAL, seals)


def sealed(organisation: str) -> Iterator[list[dict[str, Any]]]:
    """All sealed entries by their number, in parts, within one transaction."""
    after = -(2**62)
    while True:
        wanted = select(AUDIT).where(AUDIT.c.organisation == organisation, AUDIT.c.number > after)
        part = _entries(wanted.order_by(AUDIT.c.number).limit(IN_ONE_GO))
        if not part:
            return
        after = part[-1]["number"]
        yield part


def clients_of(organisation: str, entries: Collection[str]) -> set[tuple[str, str]]:
    """Entry and client, for these entries: by which they are found."""
    wanted = select(CLIENT.c.entry, CLIENT.c.client).where(
        CLIENT.c.organisation == organisation, CLIENT.c.entry.in_(entries)
    )
    return {(row.entry, row.client) for row in session().execute(wanted)}


def of_client(organisation: str, client: str, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Entries about a client, the newest first, from before an entry."""
    about = (CLIENT.c.organisation == organisation, CLIENT.c.client == client)
    same = (AUDIT.c.organisation == CLIENT.c.organisation) & (AUDIT.c.id == CLIENT.c.entry)
    wanted = select(AUDIT).join(CLIENT, same).where(*about).order_by(CLIENT.c.entry.desc()).limit(limit)
    return _entries(wanted if before is None else wanted.where(CLIENT.c.entry < before))


def of_person(organisation: str, account: str, before: str | None, limit: int) -> list[dict[str, Any]]:
    """Entries about what a person did, the newest first, from before an entry."""
    mine = (AUDIT.c.organisation == organisation, AUDIT.c.account == account)
    wanted = select(AUDIT).where(*mine).order_by(AUDIT.c.id.desc()).limit(limit)
    return _entries(wanted if before is None else wanted.where(AUDIT.c.id < before))


def clients_by_day(organisation: str, account: str, since: str) -> dict[str, int]:
    """How many clients a person looked at on each day since the entry `since`."""
    same = (AUDIT.c.organisation == CLIENT.c.organisation) & (AUDIT.c.id == CLIENT.c.entry)
    day = func.substr(AUDIT.c.at, 1, 10)
    mine = (AUDIT.c.organisation == organisation, AUDIT.c.account == account, AUDIT.c.id >= since)
    looks = AUDIT.c.verb.in_([verb.value for verb in LOOKING])
    wanted = (
        select(day.label("day"), func.count(CLIENT.c.client.distinct()).label("clients"))
        .join(CLIENT, same)
        .where(*mine, looks)
        .group_by(day)
    )
    return {row.day: row.clients for row in session().execute(wanted)}


def holds(organisation: str, account: str, client: str) -> bool:
    """Tell whether somebody holds a client now."""
    row = session().get(AccessRow, (organisation, account, client))
    return row is not None and row.state == Access.HELD.value


def were_held(organisation: str, account: str, clients: Collection[str]) -> set[str]:
    """Those of these clients whom somebody holds, or has held."""
    hers = (AccessRow.organisation == organisation, AccessRow.account == account)
    wanted = select(AccessRow.scope).where(*hers)
    return {
        client
        for part in slices(clients)
        for client in session().scalars(wanted.where(AccessRow.scope.in_(part)))
    }


def _entries(wanted: Select[Any]) -> list[dict[str, Any]]:
    return [dict(row) for row in session().execute(wanted).mappings()]
