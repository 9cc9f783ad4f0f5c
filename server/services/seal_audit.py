"""The sealer: it comes behind those who write, so that they never wait for one another."""

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.adapters.world import world
from server.audit.chain import BEGINNING, Checkpoint, seal
from server.services.ask_questions import ask_questions
from server.store import audit, people
from server.store.columns import write_time
from server.store.database import Busy, nested, reading, writing
from server.store.locks import lock_subject

log = logging.getLogger(__name__)


def seal_audit(_now: datetime) -> int:
    """Give every entry that has none its number and its hash; how many."""
    with reading():
        houses = [one.id for one in people.organisations()]
    return sum(seal_house(house) for house in houses)


def seal_house(organisation: str) -> int:
    """Seal one organisation's entries, a few hundred in a transaction; how many."""
    done = 0
    while part := _seal_part(organisation):
        done += part
    return done


def _seal_part(organisation: str) -> int:
    with reading():
        if not audit.count_unsealed(organisation):
            return 0
    with writing():
        lock_subject(organisation, "audit")
        number, before = audit.last_sealed(organisation) or (0, BEGINNING)
        sealed = list(seal(audit.unsealed(organisation), number, before))
        audit.put_seals(sealed)
        _ask(organisation, sealed)
        return len(sealed)


def _ask(organisation: str, sealed: Sequence[dict[str, Any]]) -> None:
    try:
        with nested():
            ask_questions(organisation, sealed, world().now())
    except Busy:
        raise
    except Exception:  # a rule that fails must not keep the log from being sealed
        log.exception("the questions about entries of %s could not be asked", organisation)


def make_checkpoint(organisation: str) -> Checkpoint:
    """How the log stands now, down to its last entry."""
    seal_house(organisation)
    with reading():
        number, sealed = audit.last_sealed(organisation) or (0, BEGINNING)
    return Checkpoint(organisation, number, sealed, write_time(world().now()))


def tell_checkpoints() -> None:
    """Write how each organisation's log stands into the process's own log, which lies elsewhere."""
    with reading():
        houses = [one.id for one in people.organisations()]
    for house in houses:
        log.info("%s", make_checkpoint(house).line())
