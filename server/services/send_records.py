"""Send what a person may hold and their device has not yet had."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.audit.words import Verb
from server.services.acting import log_look, log_looks
from server.services.greet_device import Report, check_welcome, greet_device, has_news
from server.store.database import writing
from server.store.feed import Feed, Row, Standing, clients_of
from server.store.ledger import Ledger
from server.store.looking import look_along, looking
from sync.change import Actor
from sync.cursor import BadCursor, Cursor, seal, unseal
from sync.visibility import HELD_BY_ROLE, may_hold

FAR = 2_000
"""So many numbers behind the head, walking one's own clients costs less than walking everybody's changes."""


NEAR = 100
"""Who was no more behind than this before writing is answered in the transaction that writes."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a phone asks for: up to `limit` records after a cursor, which was sealed with `key`."""

    cursor: str | None
    limit: int
    key: bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the feed; `bodies` are JSON texts, to be sent as they are."""

    bodies: list[str]
    forget: list[str]
    cursor: str
    more: bool
    compare: bool = False


def send_records(actor: Actor, asked: Asked) -> Page:
    """Give the next page after a cursor, or from the beginning where there is none that we made.

    A cursor of another epoch, or from beyond the head, was given by a database that has since been
    restored: then the phone is asked to compare. The last page's cursor is the head that was
    examined, so that what others may see is not looked at again and again.
    """
    with looking() as look:
        feed = Feed(look, actor.organisation, actor.user)
        return _page(feed, feed.standing(), actor, asked)


def send_along(ledger: Ledger, counter: int, actor: Actor, asked: Asked) -> Page | None:
    """Give the next page in the transaction that has just written, and log it there: that saves another.

    `counter` is where it stood before. None for who is so far behind that all would wait for the reading.
    """
    place = _read(asked.cursor, actor, asked.key)
    if place is None or not 0 <= counter - place.place <= NEAR:
        return None
    feed = Feed(look_along(ledger.session), actor.organisation, actor.user)
    page = _page(feed, feed.standing(), actor, asked)
    log_looks()
    return page


def poll(actor: Actor, report: Report, asked: Asked) -> tuple[Page, int]:
    """Give the next page to a device that sends nothing, and the last number received of its changes.

    Without writing unless the device has something to say of itself.
    Raises Refusal `device_revoked`, and Busy.
    """
    with looking() as look:
        feed = Feed(look, actor.organisation, actor.user)
        standing = feed.standing(report.device)
        device = standing.device
        if device is not None:
            check_welcome(revoked=device.revoked)
        page = _page(feed, standing, actor, asked)
    if device is not None and not has_news(device, report):
        return page, device.seq
    with writing() as session:
        log_looks()
        return page, greet_device(Ledger(session, actor.organisation), actor, report).seq


def find_forgotten(actor: Actor, asked: Asked, *, closed: bool) -> list[str]:
    """Give what a phone must forget whose person is not signed in, and of a closed account everything.

    Nothing where the database was set back since the cursor: only who compares can tell.
    """
    with looking() as look:
        feed = Feed(look, actor.organisation, actor.user)
        if closed:
            return feed.ever_granted()
        place = _read(asked.cursor, actor, asked.key)
        if place is None or place.epoch != feed.standing().epoch:
            return []
        return feed.forgotten(place.place)


def note_device(actor: Actor, report: Report) -> int:
    """Note what a device says of itself; give the last number received of its changes."""
    with writing() as session:
        return greet_device(Ledger(session, actor.organisation), actor, report).seq


def _page(feed: Feed, standing: Standing, actor: Actor, asked: Asked) -> Page:
    cursor, limit = asked.cursor, asked.limit
    place = _read(cursor, actor, asked.key)
    if place is not None and (place.epoch, place.place, place.record) == (standing.epoch, standing.seq, ""):
        return Page([], [], cursor or "", False)
    if not feed.look.held:
        feed.look.hold()
        # Read again in the moment of the rows: where a page ends behind what was written or granted in
        # between, its cursor must have looked at that.
        standing = feed.standing()
    head, epoch = standing.seq, standing.epoch
    if place is not None and (place.epoch != epoch or place.place > head):
        return Page([], [], cursor or "", False, compare=True)
    start = place or Cursor(epoch, 0)
    granted = standing.granted >= start.place
    # On a first fetch there is nothing on the phone that a tombstone could take away.
    rows, end = feed.page(
        HELD_BY_ROLE[actor.role],
        (start.place, start.record),
        limit,
        tombstones=cursor is not None,
        far=head - start.place > FAR,
        granted=granted,
    )
    forget = feed.forgotten(start.place) if granted and cursor is not None else []
    reach = {row.scope for row in rows}  # the feed is joined with the grants: these are the granted ones
    rows = [row for row in rows if may_hold(actor, row.kind, row.scope, reach)]
    _log(rows)
    bodies = [row.body for row in rows]
    stop = Cursor(epoch, *end) if end else Cursor(epoch, head)
    return Page(bodies, forget, seal(stop, actor.user, asked.key), end is not None)


def _log(rows: Sequence[Row]) -> None:
    if rows:
        log_look(
            Verb.DELIVERED,
            clients=set().union(*(clients_of(row.kind, row.scope, row.body) for row in rows)),
            what={row.id: row.version for row in rows},
        )


def _read(cursor: str | None, actor: Actor, key: bytes) -> Cursor | None:
    if cursor is None:
        return None
    try:
        return unseal(cursor, actor.user, key)
    except BadCursor:
        return None
