"""What a person does about an alert: take it, say how it goes, end it, open it again."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.safety.alert import Alert, Event, Move
from server.safety.policy import Policy
from server.safety.words import GRAVITY, URGENT, AlertKind, AlertState, Grade, Outcome

REOPEN_WITHIN = timedelta(hours=24)
DRILLS = frozenset((Outcome.DRILL, Outcome.DRILL_MISSED))


@dataclass(frozen=True, slots=True)
class Person:
    """Who answers."""

    id: str
    name: str


class NotYours(Exception):
    """Nobody answers an alert about themselves."""


class Taken(Exception):
    """Somebody else has it; `owner` is their name."""

    def __init__(self, owner: str) -> None:
        super().__init__(f"{owner} has it.")
        self.owner = owner


class Graver(Exception):
    """It has become graver than whoever ends it has seen."""


class Closed(Exception):
    """It is not in a state in which this can be done; the text says why."""


def acknowledge(alert: Alert, person: Person, now: datetime, policy: Policy, note: str = "") -> Move:
    """Take an alert that nobody has. Raises Taken, NotYours, Closed."""
    _check(alert, person)
    _check_owner(alert, person)
    if alert.owner == person.id:
        return Move(alert)
    return _own(alert, person, now, policy, Event("acknowledged", note, person.id, person.name))


def take_over(alert: Alert, person: Person, now: datetime, policy: Policy, note: str = "") -> Move:
    """Take an alert from whoever has it; from oneself it is no progress. Raises NotYours, Closed."""
    _check(alert, person)
    if alert.state is AlertState.OWNED and alert.owner == person.id:
        return Move(alert)
    event = Event("taken_over", note, person.id, person.name, {"from": alert.owner_name})
    return _own(alert, person, now, policy, event)


def progress(alert: Alert, person: Person, now: datetime, policy: Policy, note: str) -> Move:
    """Record how it goes; an owner keeps the alert for as long again. Raises NotYours, Closed."""
    _check(alert, person)
    event = Event("progress", note, person.id, person.name)
    if alert.owner != person.id:
        return Move(alert, (event,))
    return _own(alert, person, now, policy, event)


def resolve(
    alert: Alert,
    person: Person,
    now: datetime,
    outcome: Outcome,
    note: str = "",
    *,
    seen: AlertKind | None = None,
) -> Move:
    """End an alert with what it turned out to be; `seen` is as what it was shown to whoever ends it.

    Raises Taken, NotYours, Closed, and Graver: what was agreed about an overdue visit ends no call for help.
    """
    _check(alert, person)
    _check_owner(alert, person)
    if not _has_seen(alert, person, seen):
        raise Graver
    if (alert.kind is AlertKind.DRILL) != (outcome in DRILLS):
        raise Closed("A drill ends as a drill, and nothing else does.")
    after = replace(
        alert, state=AlertState.RESOLVED, outcome=outcome, resolved=now, next_action_at=None,
        owner=person.id, owner_name=person.name, owned_until=None, paused_until=None,
    )  # fmt: skip
    return Move(after, (Event("resolved", note, person.id, person.name, {"outcome": outcome.value}),))


def reopen(alert: Alert, person: Person, now: datetime, note: str = "") -> Move:
    """Open a resolved alert again within a day; its ladder starts anew. Raises NotYours, Closed."""
    if alert.worker == person.id:
        raise NotYours
    if alert.state is not AlertState.RESOLVED or alert.resolved is None:
        raise Closed("It is open already.")
    if now - alert.resolved > REOPEN_WITHIN:
        raise Closed("It was closed more than a day ago.")
    amber = alert.kind in (AlertKind.NO_CONTACT, AlertKind.DRILL)
    after = replace(
        alert, state=AlertState.OPEN, grade=Grade.AMBER if amber else Grade.RED, step=0, climb_from=now,
        outcome=None, resolved=None, owner=None, owner_name=None, paused=False, next_action_at=now,
    )  # fmt: skip
    return Move(after, (Event("reopened", note, person.id, person.name),))


def _own(alert: Alert, person: Person, now: datetime, policy: Policy, event: Event) -> Move:
    seconds = policy.urgent_owned_s if alert.kind in URGENT else policy.owned_s
    until = now + timedelta(seconds=seconds)
    rests = (alert.paused_until or alert.next_action_at) if alert.stood_down else None
    after = replace(
        alert, state=AlertState.OWNED, owner=person.id, owner_name=person.name, owned_until=until,
        paused_until=rests, next_action_at=until,
    )  # fmt: skip
    return Move(after, (event,))


def _check(alert: Alert, person: Person) -> None:
    if alert.worker == person.id and alert.kind is not AlertKind.DRILL:
        raise NotYours
    if alert.state is AlertState.RESOLVED:
        by = f" by {alert.owner_name}" if alert.owner_name else ""
        raise Closed(f"It has been closed{by}.")


def _has_seen(alert: Alert, person: Person, seen: AlertKind | None) -> bool:
    if alert.kind not in GRAVITY:
        return True
    if seen is None:
        # It became a call for help, and nobody says whether they saw that: whoever has taken it has. What was
        # one from the first has been seen as one, and what she has stood down waits for anybody's word.
        unseen = (
            alert.about in URGENT and alert.cause is not None and alert.state is not AlertState.STAND_DOWN
        )
        return not unseen or alert.owner == person.id
    return seen in GRAVITY and GRAVITY.index(alert.about) <= GRAVITY.index(seen)


def _check_owner(alert: Alert, person: Person) -> None:
    if alert.state is AlertState.OWNED and alert.owner not in (None, person.id):
        raise Taken(alert.owner_name or "")
