"""Filing a near miss that a monitor found at the end of an alert: she holds no case record herself."""

from datetime import datetime

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.services.batch import Author, Batch
from server.store import boards
from server.store.alerts import AlertRow
from server.store.columns import write_time
from server.store.database import session
from server.store.ledger import Ledger
from sync.change import Actor, Change
from sync.reconcile import Record

LONGEST_PLACE = 200
NOWHERE = "This alert is about no client, so a near miss has no record to go to. Say it in the note instead."


def file_near_miss(actor: Actor, alert: AlertRow, what: str, now: datetime) -> str:
    """Write a near miss where the client's people read it, and give its id. In the caller's transaction.

    Raises Refusal not_valid for an alert that is about no client: nobody would ever read it.
    """
    watch = boards.watch(actor.organisation, alert.visit) if alert.visit else None
    if watch is None or watch.client is None:
        raise Refusal("not_valid", errors={"outcome": [NOWHERE]})
    ledger = Ledger(session(), actor.organisation)
    counter = ledger.lock_counter()
    batch = Batch(ledger, actor, Author(actor.user, actor.name, ""), write_time(now), world().new_id)
    found = {
        "happened_at": write_time(alert.for_time),
        "what": what,
        "place": " ".join(watch.place.split())[:LONGEST_PLACE] if watch.place else None,
        "visit": None if watch.unplanned else watch.visit,
    }
    data = {name: value for name, value in found.items() if value is not None}
    record = Record("near_miss", batch.new_id(), watch.client, 1, data)
    cause = Change(batch.new_id(), 0, record.kind, record.id, 0, batch.now, client=record.client)
    batch.write_as_server(record, data, cause)
    ledger.raise_counter(batch.write(counter))
    return record.id
