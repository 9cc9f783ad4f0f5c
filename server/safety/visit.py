"""A visit's state as a pure function of its plan, its signals and the server's clock (SAFETY.md)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.safety.order import in_order, is_later, newest
from server.safety.policy import Policy
from server.safety.signals import Signal, is_about_another_plan, made_at
from server.safety.words import Action, AlertKind, Ending, Pin, SignalType, Trust, VisitState

DEFAULT_MINUTES = 60.0
GUESSES = 5  # cold fingers mistype a PIN twice or three times; whoever guesses it goes on
ZERO = timedelta()
REMINDERS = frozenset((Action.WARN, Action.GRACE))


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a visit before it begins; `minutes` is its planned length."""

    start: datetime | None = None
    minutes: float | None = None
    flagged: bool = False
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A red alert about the visit: when the server opened it, and when a person resolved it."""

    kind: AlertKind
    opened: datetime
    resolved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """A time at which the engine has something to do."""

    at: datetime
    action: Action
    minutes_left: int | None = None


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit stands. `alert_at` is when a red alert opens if nothing more is heard."""

    state: VisitState
    started: datetime | None = None
    due: datetime | None = None
    alert_at: datetime | None = None
    ended: datetime | None = None
    ending: Ending | None = None
    last_heard: datetime | None = None
    position: Signal | None = None
    battery: float | None = None
    pin_needed: bool = False
    late_start: bool = False
    extended: timedelta = ZERO
    moments: tuple[Moment, ...] = ()


def fold_visit(
    plan: Plan, signals: Iterable[Signal], now: datetime, policy: Policy, cases: Sequence[Case] = ()
) -> Visit:
    """Give the visit as it stands at `now`. The order in which the signals are given does not matter.

    A call for help in secret changes nothing of it: her phone is told of it what it is told after the right
    PIN, which leaves no alert behind.
    """
    found = list(signals)
    run = _Run(plan, policy, [case for case in cases if case.kind is not AlertKind.DURESS])
    for signal in in_order(found):
        run.take(signal)
    run.close(now)
    heard = [signal.received for signal in found if not signal.by_monitor]
    return Visit(
        run.state(now, heard=bool(heard)),
        run.started,
        run.due(),
        run.alert_at(),
        run.ended,
        run.ending,
        max(heard, default=None),
        newest(signal for signal in found if signal.position is not None),
        getattr(newest(signal for signal in found if signal.battery is not None), "battery", None),
        run.needs_pin(now),
        run.late_start,
        run.extended,
        run.moments(heard=bool(heard)),
    )


def due_moments(visit: Visit, acted_until: datetime | None, now: datetime) -> tuple[Moment, ...]:
    """Give what has to be done now. Of the worker's reminders that were missed, only the last is sent."""
    due = [one for one in visit.moments if one.at <= now and (acted_until is None or one.at > acted_until)]
    reminders = [one for one in due if one.action in REMINDERS]
    return tuple(one for one in due if one.action not in REMINDERS or one is reminders[-1])


def next_moment(visit: Visit, acted_until: datetime | None) -> datetime | None:
    """Give when something has to be done next; None when nothing will be."""
    times = (one.at for one in visit.moments if acted_until is None or one.at > acted_until)
    return min(times, default=None)


@dataclass(slots=True)
class _Run:
    """The fold on its way through the signals."""

    plan: Plan
    policy: Policy
    cases: Sequence[Case]
    start: Signal | None = None
    started: datetime | None = None
    length: timedelta = ZERO
    extended: timedelta = ZERO
    agreed: timedelta = ZERO
    called: datetime | None = None
    late_start: bool = False
    arrived: datetime | None = None
    ended: datetime | None = None
    ending: Ending | None = None
    finish: Signal | None = None
    guesses: tuple[datetime, ...] = ()

    def take(self, signal: Signal) -> None:
        if self.started is None and is_about_another_plan(signal, self.plan.start):
            return
        match signal.type:
            case SignalType.START:
                self._start(signal)
            case SignalType.EXTEND:
                self._extend(signal)
            case SignalType.FINISH | SignalType.CANCEL:
                self._finish(signal)

    def _start(self, signal: Signal) -> None:
        made = made_at(signal)
        if self.finish is not None and not is_later(signal, self.finish):
            return  # it was overtaken by the end of its own visit
        if self.started is not None and self.ended is None:
            return
        until = self.due() if self.agreed and self.ended is None else None
        self.start, self.started, self.arrived = signal, made, signal.received
        self.length = _minutes(signal.minutes or self.plan.minutes or DEFAULT_MINUTES)
        over = made + self.length
        self.extended, self.agreed = ZERO, max(until - over, ZERO) if until else ZERO
        self.ended = self.ending = self.finish = None
        self.guesses = ()
        self.late_start = signal.received >= over + self.agreed

    def _extend(self, signal: Signal) -> None:
        if self.ended is not None or not signal.minutes or signal.minutes <= 0:
            return
        if signal.by_monitor:
            # Whoever says "30 more minutes" on the phone means from now, if the time is up or there is none.
            self.called = self.called or signal.received
            due = self.due() or signal.received
            self.agreed += max(ZERO, signal.received - due) + _minutes(signal.minutes)
        elif self.started is not None and not self.under_alert(signal) and not self._may_be_older(signal):
            self.extended += min(_minutes(signal.minutes), self._room())

    def _room(self) -> timedelta:
        """By how much the worker may extend once more: an hour at most, and the visit doubled at most."""
        return max(ZERO, min(_minutes(self.policy.extend_most_min), self.length - self.extended))

    def _finish(self, signal: Signal) -> None:
        too_late = signal.type is SignalType.CANCEL and self.started is not None
        if self.ended is not None or too_late or self._may_be_older(signal):
            return
        ending = self._ending(signal)
        if ending is not None:
            self.ended, self.ending, self.finish = made_at(signal), ending, signal
        elif signal.pin is Pin.WRONG:
            self.guesses += (signal.received,)

    def _may_be_older(self, signal: Signal) -> bool:
        """Tell whether it may be from before the start: it comes late, from another phone of hers."""
        start = self.start
        if start is None or signal.by_monitor or signal.trust is Trust.LIVE or signal.device == start.device:
            return False
        begun = start.received if start.trust is Trust.UNTRUSTED else made_at(start)
        return signal.trust is Trust.UNTRUSTED or made_at(signal) <= begun

    def _ending(self, signal: Signal) -> Ending | None:
        if signal.by_monitor:
            return Ending.MONITOR
        live = signal.trust is Trust.LIVE
        if signal.trust is Trust.UNTRUSTED and self.under_alert(signal):
            return None
        if not self._is_verified(signal):
            return None if live else Ending.UNVERIFIED
        if signal.type is SignalType.CANCEL:
            return Ending.CANCELLED
        return Ending.LIVE if live else Ending.LATE

    def _is_verified(self, signal: Signal) -> bool:
        if signal.pin is not Pin.NONE:
            return signal.pin is not Pin.WRONG
        # A live time may be a minute off, and the alert as old as that.
        when = made_at(signal) if signal.trust is Trust.TRUSTED else signal.received
        return not self.needs_pin(when)

    def needs_pin(self, when: datetime) -> bool:
        """Tell whether ending at this time wants the PIN: flagged, past due, or an alert raised by then."""
        due, alerted = self.due(), len(self.guesses) >= GUESSES
        past = due is not None and when >= due
        return self.plan.flagged or past or alerted or any(case.opened <= when for case in self.cases)

    def under_alert(self, signal: Signal) -> bool:
        """Tell whether a red alert was open when it was received: only then does its clock matter."""
        return any(
            case.opened <= signal.received and (case.resolved is None or signal.received < case.resolved)
            for case in self.cases
        )

    def close(self, now: datetime) -> None:
        """End what a person has ended: by resolving its alert, or by taking the plan back before it began."""
        alert_at = self.alert_at()
        settled = [case.resolved for case in self.cases if case.resolved and case.kind is AlertKind.OVERDUE]
        if self.ended is None and settled and not self._open_cases() and alert_at is not None:
            last = max(settled)
            if alert_at <= last <= now:
                self.ended, self.ending = last, Ending.MONITOR
        if self.ended is None and self.started is None and self.plan.cancelled and not self._open_cases():
            self.ended, self.ending = now, Ending.CANCELLED

    def due(self) -> datetime | None:
        if self.started is not None:
            return self.started + self.length + self.extended + self.agreed
        if self.plan.start is None:
            return None if self.called is None else self.called + self.agreed
        return self.plan.start + _minutes(self.plan.minutes or DEFAULT_MINUTES) + self.agreed

    def alert_at(self) -> datetime | None:
        due, grace = self.due(), timedelta(seconds=self.policy.grace(flagged=self.plan.flagged))
        if due is None:
            return None
        return max(due, self.arrived or due) + grace  # later only where the start came after its own due

    def state(self, now: datetime, *, heard: bool) -> VisitState:
        due, alert_at = self.due(), self.alert_at()
        if self.ended is not None:
            return VisitState.ENDED
        if due is None or alert_at is None:
            return VisitState.PLANNED
        if now >= alert_at or any(case.kind is AlertKind.OVERDUE for case in self._open_cases()):
            return VisitState.OVERDUE
        if self.started is None:
            missed = self._no_contact_at()
            silent = not heard and missed is not None and now >= missed
            return VisitState.NO_CONTACT if silent else VisitState.PLANNED
        if now >= due:
            return VisitState.GRACE
        soon = now >= due - timedelta(seconds=max(self.policy.warnings_s))
        return VisitState.DUE_SOON if soon else VisitState.ARMED

    def _open_cases(self) -> list[Case]:
        return [case for case in self.cases if case.resolved is None]

    def _no_contact_at(self) -> datetime | None:
        start = self.plan.start
        return None if start is None else start + timedelta(seconds=self.policy.no_contact_s)

    def moments(self, *, heard: bool) -> tuple[Moment, ...]:
        """Everything that is to be done at some time, if nothing more is heard."""
        due, alert_at = self.due(), self.alert_at()
        if self.ended is not None:
            unsure = self.ending is Ending.UNVERIFIED and self.finish is not None
            return (Moment(self.finish.received, Action.UNVERIFIED),) if unsure and self.finish else ()
        found = [Moment(at, Action.GUESSED) for at in sorted(self.guesses)[GUESSES - 1 :: GUESSES]]
        if due is None or alert_at is None:
            return tuple(found)
        found.append(Moment(alert_at, Action.OVERDUE))
        if self.started is None:
            missed = self._no_contact_at()
            if not heard and missed is not None and missed < alert_at:
                found.append(Moment(missed, Action.NO_CONTACT))
        elif self.late_start and self.arrived is not None:
            found.append(Moment(self.arrived, Action.LATE_START))
        else:
            found += self._reminders(due)
        return tuple(sorted(found, key=lambda one: one.at))

    def _reminders(self, due: datetime) -> list[Moment]:
        """What the worker's phone is told before and at the end of her time."""
        before = [
            Moment(due - timedelta(seconds=left), Action.WARN, round(left / 60))
            for left in self.policy.warnings_s
        ]
        begun = self.started or due
        return [one for one in before if one.at > begun] + [Moment(due, Action.GRACE, 0)]


def _minutes(number: float) -> timedelta:
    """A length; beyond a week nothing is meant, and the calendar must not overflow."""
    return timedelta(minutes=min(max(number, 0.0), 7 * 24 * 60))
