"""What the phones said on the demo's visits: most were started and finished in the app, some were not."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from server.adapters.world import uuid7
from server.demo.timeline import Entry
from server.store import watches
from server.store.accounts import Account, Organisation
from server.store.database import session
from server.store.signals import SignalRow

FORGOTTEN = 5
"""One visit of so many was made without the timer, and the last but one is it."""
MINUTES = 45
DEVICE = "demo"


def say_signals(demo: Organisation, accounts: Mapping[str, Account], entries: Sequence[Entry]) -> None:
    """Write the signals of the visits that were made, in the caller's `writing`; what is there stays.

    The plans for the days to come alarm nobody: there is no one who would go, and a demo that was left alone
    would ring for ever.
    """
    made = [one for one in entries if one.kind == "visit" and one.data.get("state") == "done"]
    for number, visit in enumerate(made):
        if (len(made) - number) % FORGOTTEN != 2:
            for signal in _signals(demo, accounts[visit.author], visit, 2 * number):
                session().merge(signal)
    watches.forget_plans(demo.id)


def _signals(demo: Organisation, worker: Account, visit: Entry, seq: int) -> Iterator[SignalRow]:
    minutes = visit.data.get("minutes") or MINUTES
    began = datetime.fromisoformat(visit.data["planned_at"])
    ended = began + timedelta(minutes=minutes)
    for place, (type, at, content) in enumerate(
        (("start", began, {"minutes": minutes}), ("finish", ended, {}))
    ):
        yield SignalRow(
            organisation=demo.id, id=uuid7(at, seq + place), visit=visit.id, account=worker.id,
            name=worker.name, device=DEVICE, seq=seq + place, type=type, at=at, received=at, trust="live",
            content=json.dumps(content), digest="", receipt="{}",
        )  # fmt: skip
