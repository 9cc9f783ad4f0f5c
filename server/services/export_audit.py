"""The audit log as lines of JSON, to be kept and verified elsewhere."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from server.adapters.json import dump
from server.adapters.world import world
from server.audit.chain import Checkpoint, Fault, verify
from server.audit.words import Verb
from server.services.acting import log_change
from server.services.seal_audit import seal_house
from server.store import audit
from server.store.columns import write_time
from server.store.database import reading, writing

FORM = "doorstep-audit-export"
NO_EXPORT = "This is no file of `doorstep audit export`."


def export_audit(organisation: str) -> Iterator[str]:
    """Give a line that says what this is, and one for each entry; the last is this export itself."""
    with writing():
        log_change(Verb.EXPORTED, organisation=organisation, kind="audit", record=None)
    seal_house(organisation)
    yield dump({"form": FORM, "organisation": organisation, "at": write_time(world().now())})
    with reading():
        for part in audit.sealed(organisation):
            yield from map(dump, part)


def verify_export(lines: Iterable[str], checkpoint: Checkpoint | None = None) -> list[Fault]:
    """Say what is wrong with an exported log. Raises ValueError for what is none."""
    rows = _read(lines)
    head = next(rows, {})
    if head.get("form") != FORM:
        raise ValueError(NO_EXPORT)
    if checkpoint and checkpoint.organisation != head["organisation"]:
        raise ValueError("This checkpoint is of another organisation.")
    try:
        return list(verify(rows, checkpoint))
    except (KeyError, TypeError) as odd:
        raise ValueError("A line of this file is no entry.") from odd


def _read(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        try:
            yield dict(json.loads(line))
        except (TypeError, ValueError) as odd:
            raise ValueError(NO_EXPORT) from odd
