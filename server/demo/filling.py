"""Filling the demo organisation: every record comes from its author's device, as in real life."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from server.adapters.sign_in import hash_password
from server.adapters.world import uuid7, world
from server.demo.diary import LONDON
from server.demo.staff import ORGANISATION, PASSWORD, STAFF, SUPERVISOR, TEAMS, Colleague
from server.demo.timeline import Entry
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
    if all(account.password for account in accounts.values()):
        return f"{ORGANISATION} is there already, and stays as it is."
    today = today or demo.created.astimezone(LONDON).date()
    entries = make_year(today, seed)
    _send(entries, {key: account.actor() for key, account in accounts.items()}, today, progress)
    _open_doors(accounts)
    return f"{ORGANISATION}: a year of {len(entries):,} records and changes, up to {today.day} {today:%B %Y}."


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
    """Send each day's work in the evening of that day, from each author's device."""
    numbers = dict.fromkeys(actors, 0)
    devices = {one.key: _device(one, today) for one in STAFF}
    names = {one.key: one.device for one in STAFF}
    done = 0
    for author, batch in _batches(entries):
        now = max(entry.at for entry in batch)
        report = Report(devices[author], datetime.fromisoformat(now), names[author], unsent=0)
        changes = [_change(entry, numbers[author] + place) for place, entry in enumerate(batch, 1)]
        receipts, numbers[author] = receive_changes(actors[author], report, changes, now, world().new_id)
        _check(receipts)
        done += len(batch)
        progress(done, len(entries))


def _batches(entries: Sequence[Entry]) -> Iterator[tuple[str, list[Entry]]]:
    """Give each day's entries by author, the supervisor's first: what others do later that day meets hers."""
    order = {SUPERVISOR.key: 0} | {one.key: 1 + place for place, one in enumerate(STAFF) if one != SUPERVISOR}
    by_day = sorted(entries, key=lambda entry: (entry.at[:10], order[entry.author]))
    for (_, author), found in groupby(by_day, key=lambda entry: (entry.at[:10], entry.author)):
        days_work = list(found)
        for start in range(0, len(days_work), BATCH):
            yield author, days_work[start : start + BATCH]


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
