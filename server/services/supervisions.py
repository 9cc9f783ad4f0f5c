"""Supervisions: with whom one may be held, who reads it, and how many there were."""

from datetime import timedelta
from typing import Any

from server.adapters.world import world
from server.services.batch import Batch, Stored
from server.store import people, reports
from server.store.database import reading
from sync.change import Actor, Change, Errors, Role
from sync.kinds import KINDS
from sync.reconcile import Record, read_fields
from sync.visibility import Access

ABOUT_NOBODY = {"client": ["A supervision belongs to nobody's case. Name the cases in it."]}
NOT_IN_TEAM = {"worker": ["Is not a colleague in your team."]}
STAYS = {"worker": ["A session stays with the worker with whom it was held."]}
YEAR = timedelta(days=365)


def check_supervision(batch: Batch, change: Change, stored: Stored | None) -> Errors | None:
    """Check what only the organisation knows of a supervision: that it is with a colleague of one's team."""
    if change.client is not None:
        return ABOUT_NOBODY
    said, errors = read_fields(KINDS["supervision"], change.set)
    if errors or "worker" not in said:
        return errors
    worker = said["worker"]
    if stored is not None:
        return None if worker == batch.before_deletion(stored.record).get("worker") else STAYS
    teams = batch.ledger.find_teams([batch.author.user])
    if worker == batch.author.user or not teams & batch.ledger.find_teams([worker]):
        return NOT_IN_TEAM
    return None


def share_supervision(batch: Batch, record: Record) -> None:
    """Let the two who were there hold it, and nobody else."""
    for account in (batch.author.user, record.data["worker"]):
        batch.grant(account, record.id, Access.HELD)


def count_supervisions(actor: Actor) -> dict[str, Any]:
    """Count the sessions of the last twelve months for each case manager, without a word of what was said."""
    with reading():
        held: dict[str, list[str]] = {}
        for data in reports.data_of(actor.organisation, "supervision"):
            held.setdefault(data["worker"], []).append(data["held_on"])
        everybody = [
            one
            for one in people.people(actor.organisation)
            if one.active and one.role == Role.CASE_MANAGER.value
        ]
    since = (world().now() - YEAR).date().isoformat()
    return {
        "people": [
            {
                "account": one.id,
                "name": one.name,
                "held": sum(day > since for day in held.get(one.id, ())),
                "last": max(held.get(one.id, ()), default=None),
            }
            for one in everybody
        ]
    }
