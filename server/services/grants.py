"""Who may hold a client: worked out from the caseload whenever it changes."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from server.services.about import access_of, records_about
from server.services.batch import Batch
from server.services.reviews import follow_access
from server.services.tray import share_tray
from server.store import watches
from server.store.columns import read_time, write_time
from server.store.covers import covering
from sync.change import Change, Errors, Role
from sync.kinds import KINDS
from sync.reconcile import Record, read_fields
from sync.visibility import Access


def check_caseload(batch: Batch, change: Change) -> Errors | None:
    """Check what only the organisation knows of a caseload entry: the worker, and that it is no forecast."""
    said, errors = read_fields(KINDS["caseload"], change.set)
    if errors:
        return errors
    staying = batch.ledger.is_staying(said["worker"]) if said.get("worker") is not None else True
    if staying is None:
        return {"worker": ["Nobody in this organisation has this id."]}
    if not staying:
        return {"worker": ["This person is leaving or has left, and can be given nobody."]}
    if said.get("until") is not None and said["until"] > batch.now[:10]:
        return {"until": ["Cannot lie in the future: a caseload entry ends on the day that it ends."]}
    return None


def welcome_client(batch: Batch, change: Change, client: str) -> None:
    """Give a new client to the one who met them, and to the supervisors of their team."""
    if batch.actor.role is Role.CASE_MANAGER:
        data = {
            "worker": batch.actor.user,
            "worker_name": batch.actor.name,
            "since": _day_of(change, batch.now),
        }
        batch.write_as_server(Record("caseload", batch.new_id(), client, 1, data), data, change)
        share_client(batch, client)
        return
    team = {batch.actor.team} if batch.actor.team else set()
    for account in {batch.actor.user} | batch.ledger.find_supervisors(team):
        batch.grant(account, client, Access.HELD)
    share_tray(batch, client)


def _day_of(change: Change, now: str) -> str:
    """The day on which something was written, by the server's clock as far as it is known; none to come."""
    try:
        written = read_time(change.at) + timedelta(milliseconds=change.offset_ms or 0)
    except OverflowError:
        return now[:10]
    return min(write_time(written), now)[:10]


def share_client(batch: Batch, client: str, without: Collection[str] = ()) -> None:
    """Grant and revoke, so that exactly those hold the client who should, by the caseload or a cover.

    A client whom nobody works with stays with the supervisors who had them last. Where the last supervisor of
    a team has left, or nobody at all has a client, those of the whole organisation stand in: what only they
    can decide is never with nobody. Those `without` had them for a few hours, which are over.
    Whoever loses them while she is behind their door keeps what she has until that visit is over, and gets
    nothing new: else her phone would forget the visit, and she could neither extend nor end it.
    """
    entries = list(caseload_of(batch, client).values())
    staying = {data["worker"] for data in entries if not data.get("handing_over")}
    leaving = {data["worker"] for data in entries} - staying
    supervisors = batch.ledger.find_supervisors(batch.ledger.find_teams(staying or leaving))
    before = access_of(batch, client)
    had = {account for account, state in before.items() if state is not Access.GONE}
    behind_the_door = watches.visitors(batch.actor.organisation, client) & had
    after = dict.fromkeys(leaving | behind_the_door, Access.DRAINING)
    last = supervisors or _supervisors_since(batch, had - set(without), worked=bool(entries))
    after |= dict.fromkeys(staying | last, Access.HELD)
    after |= dict.fromkeys(covering(batch.actor.organisation, client), Access.HELD)
    moved = {
        account: after.get(account, Access.GONE)
        for account in sorted(had | after.keys())
        if after.get(account, Access.GONE) is not before.get(account, Access.GONE)
    }
    for account, state in moved.items():
        batch.grant(account, client, state)
        follow_access(batch, client, account, state)
    if moved:
        share_tray(batch, client)


def _supervisors_since(batch: Batch, had: Collection[str], *, worked: bool) -> set[str]:
    ledger = batch.ledger
    here, left = ledger.only_supervisors(had), ledger.former_supervisors(had)
    team = ledger.find_supervisors(ledger.find_teams(left or here))
    if left and not team:
        return left | ledger.all_supervisors()  # until then, who has left still tells whose the client is
    if left and not team & here:
        return team  # the others stood in for them
    # Who works in a team that never had a supervisor shares with nobody of another team.
    return here | team or (set() if worked else ledger.all_supervisors())


def caseload_of(batch: Batch, client: str) -> dict[str, Mapping[str, Any]]:
    """Give the caseload entries of a client that are in force, by id, as this batch leaves them."""
    entries = records_about(batch, "caseload", client)
    today = batch.now[:10]
    return {
        entry: data for entry, data in entries.items() if data.get("until") is None or data["until"] > today
    }
