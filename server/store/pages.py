"""The queries of the feed: where somebody stands in it, and the rows of a page."""

from collections.abc import Collection
from functools import cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Table,
    and_,
    bindparam,
    func,
    literal_column,
    or_,
    select,
    true,
)

from server.store.accounts import Device, Organisation
from server.store.prepared import Prepared
from server.store.records import AccessRow, RecordRow
from sync.visibility import Access

ORGANISATION, DEVICE, RECORD, ACCESS = (
    cast("Table", row.__table__) for row in (Organisation, Device, RecordRow, AccessRow)
)
WHO = (ACCESS.c.organisation == bindparam("organisation"), ACCESS.c.account == bindparam("account"))
HELD = ACCESS.c.state == Access.HELD.value
ROW = (RECORD.c.id, RECORD.c.kind, RECORD.c.scope, RECORD.c.version, RECORD.c.body)
AFTER: BindParameter[int] = bindparam("after")
LIMIT: BindParameter[int] = bindparam("limit")

STANDING = Prepared(
    select(
        ORGANISATION.c.seq,
        ORGANISATION.c.epoch,
        select(func.max(ACCESS.c.seq)).where(*WHO).scalar_subquery().label("granted"),
        DEVICE.c.id.label("device"),
        DEVICE.c.seq.label("sent"),
        DEVICE.c.revoked,
        DEVICE.c.last_seen,
        DEVICE.c.unsent,
        DEVICE.c.oldest_unsent,
    )
    .outerjoin(
        DEVICE,
        (DEVICE.c.organisation == ORGANISATION.c.id)
        & (DEVICE.c.account == bindparam("account"))
        & (DEVICE.c.id == bindparam("device")),
    )
    .where(ORGANISATION.c.id == bindparam("organisation"))
)

FORGOTTEN = Prepared(
    select(ACCESS.c.scope).where(*WHO, ACCESS.c.state == Access.GONE.value, ACCESS.c.seq > AFTER)
)


EVER_GRANTED = Prepared(select(ACCESS.c.scope).where(*WHO))

CHANGED = (RECORD.c.organisation == bindparam("organisation"), RECORD.c.seq > AFTER)
# Looked up first, and only then the records of each: so nobody walks through what others did with theirs.
CLIENTS = select(ACCESS.c.organisation, ACCESS.c.scope, ACCESS.c.seq).where(*WHO, HELD).cte("clients")
# Only SQLite must be told: PostgreSQL judges better by what it knows of both tables.
CLIENTS = CLIENTS.prefix_with("MATERIALIZED", dialect="sqlite")


def _of(grants: FromClause) -> ColumnElement[bool]:
    """What was granted before it changed last: its place in the feed is its own number."""
    return and_(
        grants.c.organisation == RECORD.c.organisation,
        grants.c.scope == RECORD.c.scope,
        grants.c.seq <= RECORD.c.seq,
    )


def _by_client(columns: Collection[ColumnElement[Any]], *where: ColumnElement[bool]) -> Prepared:
    """What is found of each client in turn; `where` says what belongs to one of `CLIENTS`.

    By an average client's records, a caseload looks like a great part of a large organisation's, and
    PostgreSQL reads the whole table for it. An offset of nothing leaves it no other way than by client.
    """
    found = select(*columns)
    each = found.where(*where).offset(literal_column("0")).lateral()
    turns = select(each).select_from(CLIENTS.join(each, true()))
    return Prepared(found.join(CLIENTS, and_(*where)), postgresql=turns)


def _wanted(kinds: Collection[str], tombstones: bool) -> ColumnElement[bool]:
    of_kind = or_(*(RECORD.c.kind == kind for kind in sorted(kinds)))
    return and_(of_kind, true() if tombstones else RECORD.c.deleted.is_(False))


@cache
def near(kinds: frozenset[str], tombstones: bool) -> Prepared:
    """What has changed after a place not long ago, found by its number."""
    found = select(RECORD.c.seq, *ROW).join(ACCESS, _of(ACCESS)).where(*WHO, HELD, *CHANGED)
    return Prepared(found.where(_wanted(kinds, tombstones)).order_by(RECORD.c.seq).limit(LIMIT))


@cache
def far(kinds: frozenset[str], tombstones: bool) -> Prepared:
    """What has changed between two places, found by client."""
    between = (RECORD.c.seq > AFTER, RECORD.c.seq <= bindparam("end"))
    return _by_client((RECORD.c.seq, *ROW), _of(CLIENTS), *between, _wanted(kinds, tombstones))


@cache
def granted(kinds: frozenset[str], tombstones: bool) -> Prepared:
    """What was granted after a place and has not changed since: its place is the grant's."""
    here = and_(bindparam("record") != "", RECORD.c.id > bindparam("record"))
    of_grant = (RECORD.c.organisation == ACCESS.c.organisation) & (RECORD.c.scope == ACCESS.c.scope)
    return Prepared(
        select(ACCESS.c.seq, *ROW)
        .join(RECORD, of_grant & (RECORD.c.seq < ACCESS.c.seq))
        .where(*WHO, HELD, ACCESS.c.seq >= AFTER, or_(ACCESS.c.seq > AFTER, here))
        .where(_wanted(kinds, tombstones))
        .order_by(ACCESS.c.seq, RECORD.c.id)
        .limit(LIMIT)
    )


# In the index alone: the records themselves are read for one page, and not for all that follows it.
NUMBERS = (
    select(RECORD.c.seq)
    .join(CLIENTS, _of(CLIENTS))
    .where(RECORD.c.seq > AFTER)
    # Adding nothing keeps PostgreSQL from walking everybody's changes by their number.
    .order_by(RECORD.c.seq + 0)
    .limit(LIMIT)
    .subquery()
)
PAGE_END = Prepared(select(func.max(NUMBERS.c.seq).label("seq"), func.count().label("rows")))

DRAINING = Prepared(select(ACCESS.c.scope).where(*WHO, ACCESS.c.state == Access.DRAINING.value))


@cache
def holdings(kinds: frozenset[str]) -> Prepared:
    """Every record that somebody may hold now."""
    columns = (RECORD.c.scope, RECORD.c.id, RECORD.c.version, RECORD.c.body)
    of_client = (CLIENTS.c.organisation == RECORD.c.organisation, CLIENTS.c.scope == RECORD.c.scope)
    return _by_client(columns, *of_client, _wanted(kinds, tombstones=False))


HERE = (RECORD.c.organisation == bindparam("organisation"), RECORD.c.scope == bindparam("scope"))
KNOWN = Prepared(select(RECORD.c.id).where(*HERE).order_by(RECORD.c.id))


@cache
def bodies(kinds: frozenset[str]) -> Prepared:
    """The records of one scope."""
    return Prepared(select(RECORD.c.kind, RECORD.c.body).where(*HERE, _wanted(kinds, tombstones=False)))
