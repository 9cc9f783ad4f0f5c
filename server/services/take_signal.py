"""Take one signal, in the caller's transaction: write it, do what it means, and give its receipt."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from server.safety import sentences as say
from server.safety.alert import Alert, Event, Move, downgrade, stand_down
from server.safety.apparent import MEANT
from server.safety.evidence import ENDS, is_guessed_at, meaning_of, receipt_status
from server.safety.policy import Policy
from server.safety.said import CALLS, Said
from server.safety.signals import Signal, alarm_of, made_at
from server.safety.visit import Plan, Visit, fold_visit
from server.safety.words import Action, AlertKind, Ending, Meaning, Pin, SignalType, Trust, VisitState
from server.services.alerts import apply_move, open_case
from server.services.attend import attend, fold
from server.services.own_alert import shown_alert
from server.services.plans import follow_late, holds
from server.services.policies import policy_of
from server.services.roster import load_roster
from server.store import cases, risks, signals, watches
from server.store.alerts import AlertRow
from server.store.columns import write_time
from server.store.database import session
from server.store.signals import SignalRow
from server.store.watches import WatchRow
from sync.change import Actor

Errors = dict[str, list[str]]

REFUSED = "refused"
NOT_YOURS = {"visit": ["This visit is somebody else's."]}
COMMITTED_WITHIN = timedelta(seconds=5)
"""So long after an alert was due it is written, while an engine runs."""
JUST_AFTER = timedelta(milliseconds=1)
SAID_ALREADY = frozenset((Action.LATE_START, Action.UNVERIFIED, Action.GUESSED, Action.OVERDUE))


def take_signal(
    actor: Actor,
    signal: Signal,
    said: Said,
    digest: str,
    watching: Sequence[dict[str, Any]],
    errors: Errors | None = None,
) -> dict[str, Any]:
    """Write the signal with all its effects; its receipt. The caller holds all that is about its sender.

    With `errors` it is refused, and counts as the call for help that is hidden in it, and as nothing else.
    """
    row = watches.hold(actor.organisation, signal.visit) if signal.visit else None
    if row is not None and row.account != actor.user and not signal.by_monitor:
        errors = NOT_YOURS if signal.type not in CALLS else None
        if errors and alarm_of(signal) is None:
            if signal.type is SignalType.START:
                _tell_of_unwatched(actor, signal, row)
            return refusal(signal.id, errors)
        row, signal = None, replace(signal, visit=None)
    if errors:
        signal = replace(signal, type=SignalType.DURESS)
    if row is None and signal.type is SignalType.START and signal.visit:
        row = follow_late(actor, signal.visit) or _begin(actor, signal.visit, said)
    if row is not None:
        if _has_missed_its_alert(row, signal.received):
            attend(row, signal.received)  # else what came after the alert would be taken for earlier
        if row.acted_until is not None and signal.received <= row.acted_until:
            signal = replace(signal, received=row.acted_until + JUST_AFTER)
        _note_what_is_new(row, said, signal)
        if signal.by_monitor or signal.type in ENDS:
            signal = replace(signal, planned=row.planned_start)
    return _settle(actor, row, signal, (digest, said, watching), errors)


def _tell_of_unwatched(actor: Actor, signal: Signal, row: WatchRow) -> None:
    """Have somebody ring whoever has begun what is a colleague's by now: nothing else alarms about her."""
    made, now, zone = made_at(signal), signal.received, policy_of(actor.organisation).time_zone
    open_case(
        actor.organisation, AlertKind.NO_CONTACT, now, subject=actor.user, for_time=made, worker=actor.user,
        worker_name=actor.name, visit=row.visit, flagged=row.flagged,
        reason=say.begun_unwatched(actor.name, row.worker_name, made, now, zone), held=True,
    )  # fmt: skip


def refusal(id: str, errors: Errors) -> dict[str, Any]:
    """The receipt of a signal that is refused: the same whichever PIN was entered."""
    return {"id": id, "status": REFUSED, "errors": errors}


def _has_missed_its_alert(row: WatchRow, now: datetime) -> bool:
    """Whether an alert was due for it and nobody has written it: no engine runs."""
    if row.ended is not None or row.alert_at is None or row.alert_at >= now - COMMITTED_WITHIN:
        return False
    return row.acted_until is None or row.acted_until < row.alert_at


def _settle(
    actor: Actor, row: WatchRow | None, signal: Signal, about: Any, errors: Errors | None
) -> dict[str, Any]:
    digest, said, watching = about
    earlier = signals.of_visit(actor.organisation, signal.visit) if signal.visit else []
    heard, now = [*earlier, signal], signal.received
    before, after = _fold(row, earlier, now), _fold(row, heard, now)
    receipt: dict[str, Any] = {"id": signal.id, "status": receipt_status(signal, before, after)}
    written = _write(actor, signal, said, digest)
    visit = _do(row, signal, heard, (before, after), actor)
    if row is not None:
        receipt["visit"] = show(row.visit, visit or after)
    receipt["watching"] = list(watching)
    if errors:
        receipt = refusal(signal.id, errors)
    written.receipt = json.dumps(receipt)
    session().add(written)
    return receipt


def _do(
    row: WatchRow | None, signal: Signal, heard: list[Signal], folds: tuple[Visit, Visit], actor: Actor
) -> Visit | None:
    """Raise what it raises; else say to an open case what it means. The visit as it then stands."""
    house, now = actor.organisation, signal.received
    case = cases.open_case(house, signal.account)
    alarm = alarm_of(signal)
    if alarm is not None:
        call(house, signal, row, alarm, actor.name)
    visit, moments = attend(row, now, heard) if row is not None else (None, ())
    spoke = alarm is None or (alarm is AlertKind.DURESS and signal.type is not SignalType.DURESS)
    if spoke and case is not None and not any(one.action in SAID_ALREADY for one in moments):
        _answer(case, signal, *folds)
    return visit


def call(house: str, signal: Signal, row: WatchRow | None, alarm: AlertKind, name: str) -> None:
    """Open or raise the case of somebody who calls for help, in the open or in secret."""
    open_case(
        house, alarm, signal.received, subject=signal.account, for_time=made_at(signal),
        worker=signal.account, worker_name=row.worker_name if row else name, visit=signal.visit,
        flagged=row.flagged if row else False, held=True,
    )  # fmt: skip


def _answer(case: AlertRow, signal: Signal, before: Visit, after: Visit) -> None:
    """Let an open case hear a signal that came after it had opened."""
    now, alert = signal.received, cases.read_alert(case)
    move = _heard(case, alert, signal, before, after)
    if alert.kind is AlertKind.DURESS:
        move = _with_what_it_would_mean(case, move, signal, before, after)
    apply_move(case, move, now)


def _with_what_it_would_mean(case: AlertRow, move: Move, signal: Signal, before: Visit, after: Visit) -> Move:
    """The move of a secret call, noting what this had meant without it: her own phone goes by that."""
    now = signal.received
    shown = shown_alert(case, now, load_roster(case.organisation, now))
    if shown is None or shown.resolved is not None:
        return move
    right = replace(signal, pin=Pin.RIGHT) if signal.pin is Pin.DURESS else signal
    meant = [one.type for one in _heard(case, shown, right, before, after).events]
    return replace(
        move, events=tuple(replace(one, detail={**one.detail, MEANT: meant[0]}) for one in move.events)
    )


def _heard(case: AlertRow, alert: Alert, signal: Signal, before: Visit, after: Visit) -> Move:
    """What a signal does to an alert."""
    now, policy = signal.received, policy_of(case.organisation, case.opened)
    alarmed = cases.alarmed_visits(case.organisation, case.id)
    others = [row for visit, row in alarmed.items() if row.ended is None and visit != signal.visit]
    about: Any = {
        "settles": signal.visit in {*alarmed, alert.visit} and not others,
        "overdue": cases.last_overdue(case.organisation, case.id),
        "guessed": is_guessed_at(before) or _is_another_guessed_at(case.organisation, signal),
    }
    meaning = meaning_of(signal, before, after, alert.about, alert.for_time, **about)
    if alert.about is AlertKind.NO_CONTACT and watches.ended_unverified(
        case.organisation, signal.account, alert.opened
    ):
        meaning = Meaning.LINE  # whoever has her phone may press what they like: a person has to look
    if after.state is VisitState.ENDED and others:
        alert = _about_another(alert, signal, others)
    if meaning is Meaning.LINE:
        if signal.type is SignalType.POSITION:
            return Move(alert)
        line = say.heard(say.SIGNALS[signal.type], _made(signal), now, policy.time_zone)
        return Move(alert, (Event("signal", line, detail={"signal": signal.type.value}),))
    words = _words(alert.worker_name, signal, after, policy.time_zone, alone=not others)
    lower = stand_down if meaning is Meaning.STAND_DOWN and not others else downgrade
    return lower(alert, words, now, policy)


def _is_another_guessed_at(house: str, signal: Signal) -> bool:
    """Whether somebody was guessing at the PIN of another visit of hers that goes on."""
    rows = [one for one in watches.with_wrong_pins(house, signal.account) if one.visit != signal.visit]
    return any(is_guessed_at(_fold(one, signals.of_visit(house, one.visit), signal.received)) for one in rows)


def _about_another(alert: Alert, signal: Signal, others: Sequence[WatchRow]) -> Alert:
    """The alert, naming a visit that is overdue still once the one that it named has ended."""
    newest = max(others, key=lambda row: row.alert_at or alert.for_time)
    if alert.about is not AlertKind.OVERDUE or alert.visit != signal.visit:
        return alert
    return replace(alert, visit=newest.visit, for_time=newest.alert_at or alert.for_time)


def _words(name: str, signal: Signal, after: Visit, zone: str, *, alone: bool) -> str:
    if after.ending is Ending.LATE and alone:
        return say.late_finish(made_at(signal), signal.received, zone)
    if after.state is VisitState.ENDED and alone:
        said = say.ended_herself if signal.pin is Pin.RIGHT else say.ended_without_pin
        return said(name, signal.received, zone)
    return say.signs_of_life(name, _made(signal), signal.received, zone)


def _made(signal: Signal) -> datetime:
    """When it was made, where its own time says more than when it was received."""
    return made_at(signal) if signal.trust is Trust.TRUSTED else signal.received


def _begin(actor: Actor, visit: str, said: Said) -> WatchRow:
    """Watch a visit that nobody had planned."""
    row = WatchRow(
        organisation=actor.organisation, visit=visit, account=actor.user, worker_name=actor.name,
        unplanned=True, flagged=said.flagged, cancelled=False, state=VisitState.PLANNED.value,
    )  # fmt: skip
    session().add(row)
    return row


def _note_what_is_new(row: WatchRow, said: Said, signal: Signal) -> None:
    """What the start knows better than the plan; a flag is only ever added by it."""
    if signal.type is SignalType.START:
        row.client = row.client or said.client
        row.place = row.place or said.place
        today = write_time(signal.received)[:10]
        known = risks.risks_of(row.organisation, row.client).values() if row.client else ()
        row.flagged = row.flagged or said.flagged or any(holds(risk, today) for risk in known)


def _fold(row: WatchRow | None, heard: list[Signal], now: datetime) -> Visit:
    if row is None:
        return fold_visit(Plan(), heard, now, Policy())
    return fold(row, heard, now, policy_of(row.organisation))


def _write(actor: Actor, signal: Signal, said: Said, digest: str) -> SignalRow:
    content = {
        "minutes": signal.minutes,
        "pin": None if signal.pin is Pin.NONE else signal.pin.value,
        "position": dict(signal.position) if signal.position else None,
        "battery": signal.battery,
        "text": signal.text,
        "by_monitor": signal.by_monitor or None,
        "planned": signal.planned and write_time(signal.planned),
        "client": said.client,
        "place": said.place,
        "with": said.with_,
        "briefed_at": said.briefed_at,
        "flagged": said.flagged or None,
    }
    return SignalRow(
        organisation=actor.organisation, id=signal.id, visit=signal.visit, account=signal.account,
        name=actor.name, device=signal.device, seq=signal.seq, type=signal.type.value, at=signal.at,
        received=signal.received, offset_ms=None if signal.offset_ms is None else round(signal.offset_ms),
        offset_age_s=signal.offset_age_s, trust=signal.trust.value, digest=digest,
        content=json.dumps({name: value for name, value in content.items() if value is not None}),
    )  # fmt: skip


def show(id: str, visit: Visit) -> dict[str, Any]:
    """How a visit stands, as its worker's phone is told."""
    times = {"due": visit.due, "alert_at": visit.alert_at}
    return {
        "id": id,
        "state": visit.state.value,
        **{name: time and write_time(time) for name, time in times.items()},
    }
