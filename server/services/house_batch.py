"""What the house writes by itself: nobody pressed a button for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from server.adapters.world import world
from server.services.batch import Author, Batch
from server.store.columns import write_time
from server.store.database import session
from server.store.ledger import Ledger
from sync.change import Actor, Role

HOUSE = Author("", "Doorstep", "")


@contextmanager
def house_batch(organisation: str, now: datetime) -> Iterator[Batch]:
    """A batch in the house's own name, in the caller's `writing`: holds the counter, and is written last."""
    ledger = Ledger(session(), organisation)
    counter = ledger.lock_counter()
    actor = Actor(organisation, HOUSE.user, HOUSE.name, Role.SUPERVISOR, None)
    batch = Batch(ledger, actor, HOUSE, write_time(now), world().new_id)
    yield batch
    ledger.raise_counter(batch.write(counter))
