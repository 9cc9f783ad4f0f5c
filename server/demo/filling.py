"""Filling the demo organisation: every record comes from its author's device, as in real life."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any

from server.adapters.sign_in import hash_password
from server.adapters.world import uuid7, world
from server.demo.diary import LONDON
from server.demo.signals import say_signals
from server.demo.staff import ORGANISATION, PASSWORD, STAFF, SUPERVISOR, TEAMS, Colleague
from server.demo.supervision import name_workers
from server.demo.timeline import Entry
from server.demo.visits import make_visits
from server.demo.watch import set_up_watch
from server.demo.year import make_year
from server.services.greet_device import Report
from server.services.invitations import new_account
from server.services.organisations import create_organisation
from server.services.receive_changes import receive_changes
from server.store import people
from server.store.accounts import Account, Organisation
from server.store.database import reading, writing
from sync.change import Actor, Receipt

SEED = 2011
BATCH = 500
RECENT = timedelta(days=14)
TAKEN = ("applied", "conflict")


def fill(
    today: date | None = None,
    seed: int = SEED,
    *,
    if_empty: bool = False,
    progress: Callable[[int, int], None] = lambda _done, _all: None,
) -> str:
    """Fill the demo organisation with a year that ends `today`, and say what was done.

    Runs inside the app's context. It may be run again: a demo that is whole stays as it is, one whose filling
    was cut off is filled to the end. With `if_empty` nothing is done beside anybody's real work.
    """
    with reading():
        organisations = people.organisations()
    demo = next((one for one in organisations if one.demo and one.name == ORGANISATION), None)
    if if_empty and organisations and demo is None:
        return "There are organisations here already, so no demo was made."
    demo = demo or create_organisation(ORGANISATION, demo=True)
    accounts = _accounts(demo)
    today = today or demo.created.astimezone(LONDON).date()
    with writing():
        set_up_watch(demo, accounts, today)
    if all(account.password for account in accounts.values()):
        return f"{ORGANISATION} is there already, and stays as it is."
    ids = {key: account.id for key, account in accounts.items()}
    entries = name_workers(make_year(today, seed), ids)
    visits = make_visits(entries, ids, _begun(demo, today), seed)
    entries += visits
    _send(entries, {key: account.actor() for key, account in accounts.items()}, today, progress)
    with writing():
        say_signals(demo, accounts, visits)
    _open_doors(accounts)
    return f"{ORGANISATION}: a year of {len(entries):,} records and changes, up to {today.day} {today:%B %Y}."


def _begun(demo: Organisation, today: date) -> datetime:
    """The moment up to which everything has happened; one that was cut off goes on from the same."""
    created = demo.created.astimezone(LONDON)
    return created if created.date() == today else created.replace(today.year, today.month, today.day)


def _accounts(demo: Organisation) -> dict[str, Account]:
    """The demo's people, by their keys. They get their password last: nobody enters a half-filled demo."""
    with writing():
        return {
            one.key: people.by_email(one.email)
            or new_account(demo.id, one.email, one.name, one.role, TEAMS[one.team] if one.team else None)
            for one in STAFF
        }


def _open_doors(accounts: dict[str, Account]) -> None:
    hashed = hash_password(PASSWORD)
    with writing() as session:
        for account in accounts.values():
            session.merge(account).password = hashed


def _send(
    entries: Sequence[Entry], actors: dict[str, Actor], today: date, progress: Callable[[int, int], None]
) -> None:
    """Send everyone's work from their own device, as it would have come in."""
    numbers = dict.fromkeys(actors, 0)
    devices = {one.key: _device(one, today) for one in STAFF}
    names = {one.key: one.device for one in STAFF}
    done = 0
    for author, batch in _batches(entries, today):
        now = max(entry.at for entry in batch)
        report = Report(devices[author], datetime.fromisoformat(now), names[author], unsent=0)
        changes = [_change(entry, numbers[author] + place) for place, entry in enumerate(batch, 1)]
        receipts = receive_changes(actors[author], report, changes, now, world().new_id).receipts
        _check(receipts)
        numbers[author] += len(batch)
        done += len(batch)
        progress(done, len(entries))


def _batches(entries: Sequence[Entry], today: date) -> Iterator[tuple[str, list[Entry]]]:
    """Give the entries by author, a day at a time for the last days and a week before that, for speed.

    The supervisor's come last: what she reads is there by then.
    """
    order = {one.key: (one == SUPERVISOR, place) for place, one in enumerate(STAFF)}
    recent = (today - RECENT).isoformat()

    def turn(entry: Entry) -> tuple[str, tuple[bool, int]]:
        day = entry.at[:10]
        if day < recent:
            day = _monday(day)
        return day, order[entry.author]

    for _, found in groupby(sorted(entries, key=turn), key=turn):
        work = list(found)
        for start in range(0, len(work), BATCH):
            yield work[0].author, work[start : start + BATCH]


def _monday(day: str) -> str:
    found = date.fromisoformat(day)
    return (found - timedelta(days=found.weekday())).isoformat()


def _device(owner: Colleague, today: date) -> str:
    """The id of someone's device: the same whenever this demo is filled."""
    made = datetime(today.year, today.month, today.day, tzinfo=LONDON)
    return uuid7(made, int.from_bytes(owner.key.encode()[:9]))


def _change(entry: Entry, number: int) -> dict[str, Any]:
    change = {
        "id": entry.change,
        "seq": number,
        "kind": entry.kind,
        "record": entry.id,
        "client": entry.client,
        "base": entry.base,
        "at": entry.at,
        "set": dict(entry.data),
    }
    return change if entry.was is None else {**change, "was": dict(entry.was)}


def _check(receipts: Sequence[Receipt | dict[str, Any]]) -> None:
    """Make sure that all of it was taken: a demo with holes would be a bug of ours."""
    for receipt in receipts:
        told = receipt if isinstance(receipt, dict) else receipt.wire()
        if told["status"] not in TAKEN:
            raise RuntimeError(f"The demo was not taken: {told}")
