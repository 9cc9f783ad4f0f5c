"""An alert, and how it climbs by itself until a human being answers (SAFETY.md).

Every function gives a Move: the alert after it, what stands in the timeline for it, and who is told.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from server.safety import sentences as say
from server.safety.ladder import Rung, adds
from server.safety.policy import Policy
from server.safety.words import AlertKind, AlertState, Grade, Group, Outcome

NOTICEABLE = timedelta(seconds=60)
_DRILL_PATIENCE_S = 300
QUIETS: Mapping[AlertKind, str] = {
    AlertKind.OVERDUE: say.QUIET,
    AlertKind.NO_CONTACT: say.QUIET,
    AlertKind.NOBODY_WATCHING: say.ALL_WATCHED,
}
"""What closes by itself once it has been stood down and ten minutes were quiet, and the words for it."""
Reaches = Callable[[Group, int], bool]


@dataclass(frozen=True, slots=True)
class Alert:
    """One open case about a worker, or about the watch itself.

    `for_time`: the time for which it was raised (when the visit's grace ended, when a panic was pressed).
    `climb_from`: the time from which its steps are counted. `round` counts how often anyone was told.
    `paused_until`: until when its ladder rests; whoever takes one that its worker stood down leaves it so.
    `kind` is the gravest that it has been. `cause` is what it is about now, where its worker has stood that
    down and something else came since; `reason` says so where the kind alone does not.
    """

    id: str
    kind: AlertKind
    grade: Grade
    state: AlertState
    step: int
    worker: str | None
    worker_name: str
    visit: str | None
    opened: datetime
    for_time: datetime
    ladder: tuple[Rung, ...]
    climb_from: datetime
    flagged: bool = False
    owner: str | None = None
    owner_name: str | None = None
    owned_until: datetime | None = None
    paused_until: datetime | None = None
    paused: bool = False
    round: int = 0
    outcome: Outcome | None = None
    resolved: datetime | None = None
    next_action_at: datetime | None = None
    cause: AlertKind | None = None
    reason: str | None = None

    @property
    def about(self) -> AlertKind:
        """What it is about now."""
        return self.cause or self.kind

    @property
    def stood_down(self) -> bool:
        """Whether its worker has stood down all that it is about, also where somebody has taken it since."""
        taken = self.state is AlertState.OWNED and self.paused_until is not None
        return taken or self.state is AlertState.STAND_DOWN


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the timeline; `who` is the person who did it, None where it happened by itself."""

    type: str
    text: str
    who: str | None = None
    name: str | None = None
    detail: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tell:
    """Somebody has to be told. `siren` is for open boards; `also` are people beside the groups.

    With `earlier`, everyone who has been told of the alert before is told this too.
    """

    step: int
    round: int
    groups: tuple[Group, ...]
    sentence: str
    siren: bool
    also: tuple[str, ...] = ()
    earlier: bool = True


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of an alert."""

    alert: Alert
    events: tuple[Event, ...] = ()
    tells: tuple[Tell, ...] = ()


def climb(alert: Alert, now: datetime, policy: Policy, reaches: Reaches) -> Move:
    """Do what is due: take steps, end what has lapsed. Asked too early, it does nothing."""
    if alert.next_action_at is None or now < alert.next_action_at:
        return Move(alert)
    match alert.state:
        case AlertState.OWNED:
            return _lapse(alert, now, policy, reaches)
        case AlertState.DOWNGRADED:
            return _resume(alert, now, policy, reaches)
        case AlertState.STAND_DOWN:
            return _quiet(alert, now, policy)
        case _:
            return _step(alert, now, policy, reaches)


def downgrade(alert: Alert, words: str, now: datetime, policy: Policy) -> Move:
    """Hear a late or partial word of safety: amber, and the ladder pauses, once. All who were told hear."""
    event = Event("downgraded", words)
    if alert.state in (AlertState.RESOLVED, AlertState.STAND_DOWN):
        return Move(alert, (replace(event, type="signal"),))
    after = replace(alert, grade=Grade.AMBER, round=alert.round + 1)
    heard = tell(after, told(alert), words, siren=False, also=(alert.owner,) if alert.owner else ())
    if alert.state in (AlertState.OPEN, AlertState.BROADCAST) and not alert.paused:
        until = now + timedelta(seconds=policy.pause_s)
        after = replace(
            after, state=AlertState.DOWNGRADED, paused=True, paused_until=until, next_action_at=until
        )
    elif alert.state is not AlertState.OWNED:
        # It has paused once already: it goes on as it was.
        return Move(replace(after, grade=alert.grade), (replace(event, type="signal"),), (heard,))
    return Move(after, (event,), (heard,))


def stand_down(alert: Alert, words: str, now: datetime, policy: Policy) -> Move:
    """Hear from the worker herself, or see at the watch, that it is over: everyone told hears so."""
    if alert.state in (AlertState.RESOLVED, AlertState.STAND_DOWN):
        return Move(alert, (Event("signal", words),))
    after = replace(
        free(alert), state=AlertState.STAND_DOWN, grade=Grade.AMBER, round=alert.round + 1,
        next_action_at=now + timedelta(seconds=policy.stand_down_s),
    )  # fmt: skip
    heard = tell(after, told(alert), words, siren=False, also=(alert.owner,) if alert.owner else ())
    return Move(after, (Event("stand_down", words),), (heard,))


def _step(alert: Alert, now: datetime, policy: Policy, reaches: Reaches) -> Move:
    due = [one for one in alert.ladder if one.step > alert.step and _at(alert, one) <= now]
    if due:
        return _take(alert, due, now, policy, reaches)
    last = alert.ladder[-1]
    if alert.kind is AlertKind.DRILL:
        missed = replace(
            alert, state=AlertState.RESOLVED, outcome=Outcome.DRILL_MISSED, resolved=now, next_action_at=None
        )
        return Move(missed, (Event("resolved", say.DRILL_MISSED),))
    return _tell_rung(alert, last, now, say.still(alert.kind, alert.worker_name))


def _take(alert: Alert, due: list[Rung], now: datetime, policy: Policy, reaches: Reaches) -> Move:
    """Take every step that is due, together and once: the highest tells those of the lower ones too."""
    rung, lateness = due[-1], now - _at(alert, due[0])
    # A step whose own people cannot be reached is not waited for.
    waited_for = adds(alert.ladder, rung)
    while rung.step < alert.ladder[-1].step and not any(reaches(one, rung.step) for one in waited_for):
        rung = next(one for one in alert.ladder if one.step == rung.step + 1)
        waited_for |= adds(alert.ladder, rung)
        alert = replace(alert, climb_from=now - timedelta(seconds=rung.after_s))
    words = words_of(alert, policy)
    if lateness > NOTICEABLE:
        words = f"{words} {say.detected_late(lateness)}"
    return _tell_rung(alert, rung, now, words)


def _tell_rung(alert: Alert, rung: Rung, now: datetime, words: str) -> Move:
    following = [one for one in alert.ladder if one.step > rung.step]
    # After a lapse the clock of the steps may stand anywhere: the next one is never in the past.
    following_at = max(_at(alert, following[0]), now) if following else None
    again_at = now + timedelta(seconds=rung.every_s or _DRILL_PATIENCE_S)
    after = replace(
        alert,
        step=rung.step,
        round=alert.round + 1,
        state=AlertState.BROADCAST if Group.EVERYONE in rung.groups else AlertState.OPEN,
        next_action_at=following_at or again_at,
    )
    event = Event("step", words, detail={"step": rung.step, "groups": [one.value for one in rung.groups]})
    return Move(after, (event,), (tell(after, rung.groups, words),))


def _lapse(alert: Alert, now: datetime, policy: Policy, reaches: Reaches) -> Move:
    if alert.stood_down:
        return _wait_again(alert, now, policy)
    event = Event("lapsed", say.lapsed(alert.owner_name), detail={"owner": alert.owner})
    return _go_on(replace(free(alert), grade=_first_grade(alert)), event, now, policy, reaches)


def _wait_again(alert: Alert, now: datetime, policy: Policy) -> Move:
    """Back to where it was before it was taken: she has ended the visit, and a person confirms."""
    event = Event("lapsed", say.waits_again(alert.owner_name), detail={"owner": alert.owner})
    until = now + timedelta(seconds=policy.stand_down_s)
    again = replace(
        free(alert), state=AlertState.STAND_DOWN, round=alert.round + 1, next_action_at=until
    )  # fmt: skip
    words = say.confirm(alert.worker_name)
    return Move(again, (event,), (tell(again, (Group.MONITORS,), words, siren=False),))


def _resume(alert: Alert, now: datetime, policy: Policy, reaches: Reaches) -> Move:
    after = replace(alert, grade=_first_grade(alert), paused_until=None)
    return _go_on(after, Event("resumed", say.RESUMED), now, policy, reaches)


def _go_on(alert: Alert, event: Event, now: datetime, policy: Policy, reaches: Reaches) -> Move:
    """Go on with the step after the last one, at once, and with the later ones in their own time."""
    following = [one for one in alert.ladder if one.step > alert.step] or [alert.ladder[-1]]
    climbing = replace(
        alert,
        state=AlertState.OPEN,
        climb_from=now - timedelta(seconds=following[0].after_s),
        next_action_at=now,
    )
    move = _step(climbing, now, policy, reaches)
    return replace(move, events=(event, *move.events))


def _quiet(alert: Alert, now: datetime, policy: Policy) -> Move:
    if alert.kind in QUIETS and not alert.flagged:
        closed = replace(
            alert, state=AlertState.RESOLVED, outcome=Outcome.SELF_CLEARED, resolved=now, next_action_at=None
        )
        detail = {"outcome": Outcome.SELF_CLEARED.value}
        return Move(closed, (Event("resolved", QUIETS[alert.kind], detail=detail),))
    again = replace(alert, round=alert.round + 1, next_action_at=now + timedelta(seconds=policy.stand_down_s))
    words = say.confirm(alert.worker_name)
    # Whoever is on duty can close it: only they are asked again and again.
    asked = replace(tell(again, (Group.MONITORS,), words, siren=False), earlier=False)
    return Move(again, (Event("reminded", words),), (asked,))


def _first_grade(alert: Alert) -> Grade:
    return Grade.AMBER if alert.kind in (AlertKind.NO_CONTACT, AlertKind.DRILL) else Grade.RED


def words_of(alert: Alert, policy: Policy) -> str:
    """Say what an alert is about now."""
    expected = alert.for_time - policy.patience(alert.about, flagged=alert.flagged)
    return alert.reason or say.alarm(alert.about, alert.worker_name, expected, policy.time_zone)


def free(alert: Alert) -> Alert:
    """Give the alert as nobody's."""
    return replace(alert, owner=None, owner_name=None, owned_until=None, paused_until=None)


def _at(alert: Alert, rung: Rung) -> datetime:
    return alert.climb_from + timedelta(seconds=rung.after_s)


def told(alert: Alert) -> tuple[Group, ...]:
    """Give who has been told of it, or is about to be."""
    found = [one.groups for one in alert.ladder if one.step <= max(alert.step, 1)]
    return found[-1] if found else ()


def tell(
    alert: Alert,
    groups: tuple[Group, ...],
    words: str,
    *,
    siren: bool | None = None,
    also: tuple[str, ...] = (),
) -> Tell:
    """Tell these groups; aloud where it is red, unless it is said otherwise."""
    loud = alert.grade is Grade.RED if siren is None else siren
    return Tell(alert.step, alert.round, groups, words, loud, also)
