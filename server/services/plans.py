"""A planned visit is watched: what the records say of it is followed by its watch, in one transaction."""

from datetime import datetime, timedelta

from server.safety import sentences as say
from server.safety.words import VisitState
from server.services.alerts import note_in_case
from server.services.batch import Batch
from server.services.policies import policy_of
from server.store import risks, signals, watches
from server.store.columns import read_time
from server.store.database import session
from server.store.ledger import Ledger
from server.store.people import account as find_account
from server.store.watches import WatchRow
from sync.change import Actor
from sync.reconcile import Record

NO_RISK = {"none_known"}


def follow_plan(batch: Batch, record: Record) -> None:
    """Let the watch follow a visit, or a risk at whose client there are visits.

    One that began with a flag keeps it: whoever has her phone could take that away, and end it with no PIN.
    """
    if record.kind == "visit":
        _follow_visit(batch, record)
    elif record.kind == "risk" and record.client:
        for row in watches.of_client(batch.actor.organisation, record.client):
            begun = signals.has_begun(row.organisation, row.visit)
            row.flagged = (begun and row.flagged) or is_flagged(batch, record.client)
            row.next_action_at = read_time(batch.now)


def follow_late(actor: Actor, visit: str) -> WatchRow | None:
    """Watch a visit that its own worker begins, by its plan that the records hold and no watch follows yet.

    Its time had passed when it was planned, or nobody was to be alarmed about it. None where there is none.
    """
    known = Ledger(session(), actor.organisation).find_bodies([visit]).get(visit)
    if known is None or known["kind"] != "visit" or known["data"].get("worker") != actor.user:
        return None
    data = known["data"]
    row = WatchRow(
        organisation=actor.organisation, visit=visit, account=actor.user, worker_name=actor.name,
        unplanned=False, flagged=False, cancelled=False, state=VisitState.PLANNED.value,
        client=known["client"], place=data.get("place"), buddy=data.get("buddy"),
    )  # fmt: skip
    session().add(row)
    return row


def is_flagged(batch: Batch, client: str) -> bool:
    """Tell whether somebody has said that there is a risk at this client's, which still holds."""
    known = risks.risks_of(batch.actor.organisation, client)
    for id, stored in batch.records.items():
        if stored.record.kind == "risk" and stored.record.client == client:
            known[id] = {} if stored.record.deleted else dict(stored.record.data)
    return any(holds(risk, batch.now[:10]) for risk in known.values())


def holds(risk: dict[str, object], today: str) -> bool:
    """Tell whether a risk is one, today."""
    flags, expires = risk.get("flags"), risk.get("expires_on")
    some = bool(set(flags) - NO_RISK) if isinstance(flags, list | tuple) else False
    return some and (not isinstance(expires, str) or expires >= today)


def _follow_visit(batch: Batch, record: Record) -> None:
    house, data, now = batch.actor.organisation, record.data, read_time(batch.now)
    worker, planned = data.get("worker"), data.get("planned_at")
    over = record.deleted or data.get("state") in ("cancelled", "done")
    row = watches.hold(house, record.id)
    if row is None:
        if not worker or not planned or over:
            return
        ends = read_time(planned) + timedelta(minutes=data.get("minutes") or 60)
        if ends < now:
            return  # nobody was promised anything about a time that had passed already
        row = WatchRow(organisation=house, visit=record.id, state="planned", worker_name="")
    if over:
        row.cancelled = True
    elif worker and planned:
        begun = signals.has_begun(house, record.id)
        promised = begun or (row.account == worker and row.planned_start is not None)
        if not begun:  # whoever has begun a visit is the one who is behind the door
            _give(row, record, now)
        row.cancelled, row.unplanned = False, False
        row.planned_start, row.planned_minutes = read_time(planned), data.get("minutes")
        row.client, row.place, row.buddy = record.client, data.get("place"), data.get("buddy")
        kept = begun and row.flagged
        row.flagged = kept or (record.client is not None and is_flagged(batch, record.client))
        if not promised and _is_past(row, now):
            row.planned_start = None  # she is watched on it once she begins
    row.next_action_at = now
    batch.ledger.session.add(row)  # at the end: a query on the way must not write half of it


def _give(row: WatchRow, record: Record, now: datetime) -> None:
    """Let the watch be over whoever is to go; an alert about whoever was to go before stays about her."""
    worker = record.data["worker"]
    person = find_account(row.organisation, worker)
    name = person.name if person else record.data.get("worker_name") or ""
    if row.account not in (None, worker):
        words = say.given_on(row.worker_name, name)
        note_in_case(row.organisation, row.account, row.visit, words, now)
    row.account, row.worker_name = worker, name


def _is_past(row: WatchRow, now: datetime) -> bool:
    """Tell whether the time at which its silence would be an alert has passed."""
    if row.planned_start is None:
        return False
    grace = policy_of(row.organisation).grace(flagged=row.flagged)
    return row.planned_start + timedelta(minutes=row.planned_minutes or 60, seconds=grace) < now
