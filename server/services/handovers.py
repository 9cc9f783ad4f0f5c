"""Handing over in two steps: a phone hands in what it holds, and only then is the way closed."""

from dataclasses import replace
from datetime import datetime

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.services.acting import log_administration
from server.services.batch import Batch
from server.services.conflicts import follow_record
from server.services.grants import caseload_of, share_client
from server.services.house_batch import house_batch
from server.services.people import close_account, find_account
from server.store import people, watches
from server.store.accounts import Account
from server.store.database import reading, writing
from server.store.ledger import Ledger
from sync.change import Change


def begin_leaving(email: str) -> tuple[Account, int]:
    """Let a person's phones hand in what they hold: nothing new goes to them. Give how many clients that is.

    The engine closes the account once every phone of hers has said that nothing is left on it.
    Raises Refusal not_found, and not_valid for an account that is closed.
    """
    now = world().now()
    account = find_account(email)
    if not account.active:
        raise Refusal("not_valid", f"The account of {account.name} is closed already.")
    with writing() as session:
        with house_batch(account.organisation, now) as batch:
            clients = batch.ledger.find_clients_of(account.id)
            for client in clients:
                _change_entries(batch, client, account.id, {"handing_over": True})
        session.merge(account).leaving = now
        log_administration(account)
        batch.ledger.ask_devices(account.id)
    return account, len(clients)


def finish_handovers(now: datetime) -> int:
    """End what has been handed in, and close the accounts of those who have left; how many of both."""
    with reading():
        organisations = [one.id for one in people.organisations()]
    return sum(_finish_in(organisation, now) for organisation in organisations)


def _finish_in(organisation: str, now: datetime) -> int:
    with reading() as session:
        ledger = Ledger(session, organisation)
        waiting = ledger.find_draining()
        left = [one.email for one in ledger.find_leaving() if _has_handed_in(ledger, one.id)]
    finished = 0
    if waiting:
        with writing(), house_batch(organisation, now) as batch:
            finished = sum(_finish(batch, account, client) for account, client in waiting)
    for email in left:
        close_account(email)
    return finished + len(left)


def _has_handed_in(ledger: Ledger, account: str) -> bool:
    """Whether nothing more comes; not while she is behind a door: her phone would forget the visit there."""
    return ledger.is_drained(account) and not watches.is_out(ledger.organisation, account)


def _finish(batch: Batch, account: str, client: str) -> bool:
    if not _entries(batch, client, account):
        return _let_go(batch, account, client)
    if not _has_handed_in(batch.ledger, account):
        return False
    _change_entries(batch, client, account, {"until": batch.now[:10]})
    return True


def _let_go(batch: Batch, account: str, client: str) -> bool:
    """Take a client from who has lost them already, and kept them for a visit there, once that is over."""
    if account in watches.visitors(batch.actor.organisation, client):
        return False
    share_client(batch, client, without={account})
    return True


def _entries(batch: Batch, client: str, worker: str) -> list[str]:
    entries = caseload_of(batch, client)
    return [entry for entry, data in entries.items() if data["worker"] == worker and batch.find(entry)]


def _change_entries(batch: Batch, client: str, worker: str, fields: dict[str, object]) -> None:
    for entry in _entries(batch, client, worker):
        record = batch.records[entry].record
        after = replace(record, version=record.version + 1, data={**record.data, **fields})
        cause = Change(batch.new_id(), 0, "caseload", entry, record.version, batch.now)
        batch.write_as_server(after, fields, cause)
        follow_record(batch, cause, batch.records[entry], set(fields))
    share_client(batch, client)
