"""Who does something now, through which door, and what the audit log tells of it.

A change is logged in the transaction that makes it, a look before its answer goes out. Where a service says
nothing of what it is about, the door's own words stand: nothing that is done leaves no entry.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from flask import g

from server.adapters.json import dump
from server.adapters.world import world
from server.audit.words import DONE, LOOKING, Purpose, Verb
from server.store import audit
from server.store.accounts import Account
from server.store.columns import write_time
from server.store.database import session
from sync.change import Actor

Entry = dict[str, Any]


@dataclass(slots=True)
class Acting:
    """Somebody at a door of the house: a route, a command, or the house itself.

    `verb` is what every transaction and every answer here means. With `by_itself` only what the service logs
    counts, because much that comes in does nothing.
    """

    act: str
    purpose: Purpose
    verb: Verb = Verb.CHANGED
    by: Actor | None = None
    device: str | None = None
    kind: str | None = None
    record: str | None = None
    by_itself: bool = False
    looks: list[Entry] = field(default_factory=list)
    told: object = None
    written: int = 0

    def entry(self, verb: Verb, by: Actor | None = None, **more: Any) -> Entry:
        """An entry with what is known at this door."""
        now, by = world().now(), by or self.by
        return {
            "organisation": by and by.organisation,
            "id": world().new_id(),
            "at": write_time(now),
            "account": by and by.user,
            "role": by and by.role.value,
            "device": self.device,
            "act": self.act,
            "verb": verb.value,
            "purpose": self.purpose.value,
            "kind": self.kind,
            "record": self.record,
            "happened": None,
            "outcome": DONE,
            "clients": (),
            "what": {},
            **more,
        }

    def write(self, entry: Entry) -> None:
        """Write an entry in the running transaction, as what that transaction is about."""
        clients = sorted(entry["clients"])
        audit.add({**entry, "clients": dump(clients), "what": dump(entry["what"])}, clients)
        self.told = session().get_transaction()
        self.written += 1


def come_in(acting: Acting) -> None:
    """From here on, all that is done in this app context is done at this door."""
    g.acting = acting


def leave() -> Acting | None:
    """Give whoever came in, and let nobody be there any more."""
    found: Acting | None = g.pop("acting", None)
    return found


def acting() -> Acting:
    """Who acts; the house itself where nobody came in by a door."""
    found: Acting = g.get("acting") or Acting("house", Purpose.CASEWORK)
    return found


def speak_for(device: str) -> None:
    """Say from which device it is done, as the device itself says."""
    acting().device = device


def log_change(verb: Verb = Verb.CHANGED, by: Actor | None = None, **more: Any) -> None:
    """Log, in the caller's `writing`, what it does; `more` are columns of the entry."""
    here = acting()
    here.write(here.entry(verb, by, **more))


def log_administration(account: Account, kind: str = "account", record: str | None = None) -> None:
    """Log, in the caller's `writing`, what somebody does about a person or what is hers."""
    log_change(Verb.ADMINISTERED, organisation=account.organisation, kind=kind, record=record or account.id)


def log_look(
    verb: Verb = Verb.VIEWED, clients: Collection[str] = (), what: Mapping[str, Any] | None = None
) -> None:
    """Say what the coming answer shows; it is logged before it goes out."""
    here = acting()
    here.looks.append(here.entry(verb, clients=set(clients), what=what or {}))


def log_looks() -> None:
    """Log, in the caller's `writing`, what the coming answer shows so far: that needs no transaction then."""
    here = acting()
    for entry in here.looks:
        here.write(entry)
    here.looks.clear()


def log_transaction() -> None:
    """Log a transaction at its end, where its service has not done so and its door asks for it."""
    here: Acting | None = g.get("acting")
    if here is None or here.by_itself or here.verb in LOOKING:
        return
    if here.told is not session().get_transaction():
        here.write(here.entry(here.verb))


def entries_of_answer(acting: Acting, refused: str | None = None) -> list[Entry]:
    """Give what has to be written before an answer goes out; `refused` is the code of a refusal."""
    if refused is not None:
        return [acting.entry(acting.verb, outcome=refused)] if acting.by else []
    if acting.looks or acting.by_itself or acting.written:
        return acting.looks
    return [acting.entry(acting.verb)]
