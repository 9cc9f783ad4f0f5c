"""Who may hold a client: worked out from the caseload whenever it changes."""

from datetime import date

from server.services.batch import Batch
from sync.change import Change, Errors, Role
from sync.reconcile import Record


def check_caseload(batch: Batch, change: Change) -> Errors | None:
    """Check what only the organisation knows of a caseload entry: the worker, and that it is no forecast."""
    worker = change.set.get("worker")
    if worker is not None and (not isinstance(worker, str) or batch.ledger.find_name(worker) is None):
        return {"worker": ["Nobody in this organisation has this id."]}
    until = change.set.get("until")
    if isinstance(until, str) and until > batch.now[: len(date.max.isoformat())]:
        return {"until": ["Cannot lie in the future: a caseload entry ends on the day that it ends."]}
    return None


def welcome_client(batch: Batch, change: Change, client: str) -> None:
    """Give a new client to the one who met them, and to the supervisors of their team."""
    if batch.actor.role is Role.CASE_MANAGER:
        data = {"worker": batch.actor.user, "worker_name": batch.actor.name, "since": change.at[:10]}
        batch.write_as_server(Record("caseload", batch.new_id(), client, 1, data), data, change)
        share_client(batch, client)
        return
    team = {batch.actor.team} if batch.actor.team else set()
    for account in {batch.actor.user} | batch.ledger.find_supervisors(team):
        _grant(batch, account, client, held=True)


def share_client(batch: Batch, client: str) -> None:
    """Grant and revoke, so that exactly those hold the client who should by the caseload.

    A client whom nobody works with stays with the supervisors who had them last: never with nobody.
    """
    entries = {body["id"]: body["data"] for body in batch.ledger.find_client_bodies("caseload", client)}
    for entry, stored in batch.records.items():
        if stored.record.kind == "caseload" and stored.record.client == client:
            entries.pop(entry, None)
            if not stored.record.deleted:
                entries[entry] = dict(stored.record.data)
    today = batch.now[:10]
    workers = {data["worker"] for data in entries.values() if not _over(data.get("until"), today)}
    supervisors = batch.ledger.find_supervisors(batch.ledger.find_teams(workers))
    before = batch.ledger.find_access(client)
    before.update({account: held for (account, of), held in batch.access.items() if of == client})
    had = {account for account, held in before.items() if held}
    holders = workers | (supervisors or batch.ledger.only_supervisors(had))
    for account in holders - had:
        _grant(batch, account, client, held=True)
    for account in had - holders:
        _grant(batch, account, client, held=False)


def _over(until: str | None, today: str) -> bool:
    return until is not None and until <= today


def _grant(batch: Batch, account: str, client: str, *, held: bool) -> None:
    batch.access[account, client] = held
    if account == batch.actor.user:
        (batch.reach.add if held else batch.reach.discard)(client)
