"""How an alert opens, and what becomes of one that is open when something more happens."""

from dataclasses import dataclass, replace
from datetime import datetime

from server.safety import sentences as say
from server.safety.alert import NOTICEABLE, Alert, Event, Move, free, tell, told, words_of
from server.safety.ladder import ladder_for
from server.safety.policy import Policy
from server.safety.words import GRAVITY, URGENT, AlertKind, AlertState, Grade


@dataclass(frozen=True, slots=True)
class _News:
    """What happened, and when and where; `words` say so."""

    kind: AlertKind
    for_time: datetime
    visit: str | None
    reason: str | None
    words: str


def open_alert(
    id: str,
    kind: AlertKind,
    now: datetime,
    policy: Policy,
    *,
    for_time: datetime,
    worker: str | None = None,
    worker_name: str = "",
    visit: str | None = None,
    flagged: bool = False,
    reason: str | None = None,
) -> Move:
    """Open an alert; its first step is due at once, and is taken by `climb`."""
    grade = Grade.AMBER if kind in (AlertKind.NO_CONTACT, AlertKind.DRILL) else Grade.RED
    ladder = ladder_for(kind, policy)
    alert = Alert(
        id, kind, grade, AlertState.OPEN, 0, worker, worker_name, visit, now, for_time, ladder, now, flagged,
        next_action_at=now, reason=reason if kind in GRAVITY else None,
    )  # fmt: skip
    expected = for_time - policy.patience(kind, flagged=flagged)
    words = reason or say.alarm(kind, worker_name, expected, policy.time_zone)
    late = now - for_time
    if late > NOTICEABLE and kind is not AlertKind.DRILL:
        words = f"{words} {say.detected_late(late)}"
    return Move(alert, (Event("opened", words, detail={"kind": kind.value}),))


def raise_alert(
    alert: Alert,
    kind: AlertKind,
    now: datetime,
    policy: Policy,
    *,
    for_time: datetime,
    visit: str | None = None,
    flagged: bool = False,
    reason: str | None = None,
    visit_ended: bool = False,
) -> Move:
    """Let a graver thing be told, of where she is now: the ladder starts again. Else its owner is told.

    Whatever comes after she had stood it down wakes it, and is what it is about from then on.
    """
    alert, again = replace(alert, flagged=alert.flagged or flagged), kind is alert.kind
    expected = for_time - policy.patience(kind, flagged=flagged)
    words = reason or say.alarm(kind, alert.worker_name, expected, policy.time_zone, again=again)
    news, had = _News(kind, for_time, visit, reason, words), (alert.owner,) if alert.owner else ()
    if alert.kind not in GRAVITY or GRAVITY.index(kind) > GRAVITY.index(alert.about):
        risen = _rise(alert, news, now, policy)
        event = Event("raised", words, detail={"kind": kind.value, "from": alert.kind.value})
        return Move(risen, (event,), (tell(risen, (), words, also=had),) if had else ())
    stood_down, grave = alert.stood_down, kind is not AlertKind.NO_CONTACT
    moved = visit is not None and (kind in URGENT or stood_down or (visit_ended and grave))
    after = replace(alert, round=alert.round + 1, visit=visit if moved else alert.visit)
    if kind is alert.about and visit in (None, after.visit):
        after = replace(after, for_time=max(for_time, alert.for_time))
    if stood_down and alert.owner:
        after = replace(_about(after, news), grade=_grade(news), paused_until=None)
    elif stood_down:
        after = _wake(_about(after, news), news, now)
    elif grave and alert.state is AlertState.DOWNGRADED:
        # What it was about has not been stood down, so both are so.
        both = None if kind is alert.about else f"{words_of(alert, policy)} {words}"
        after = _wake(replace(after, reason=both), news, now)
    groups = told(alert) if kind in URGENT else ()
    tells = (tell(after, groups, words, also=had),) if groups or had else ()
    return Move(after, (Event("signal", words, detail={"kind": kind.value}),), tells)


def _rise(alert: Alert, news: _News, now: datetime, policy: Policy) -> Alert:
    """The alert about a graver thing; a call for help that was stood down before waits for a person still."""
    gravest = max(news.kind, alert.kind, key=GRAVITY.index) if alert.kind in GRAVITY else news.kind
    where = None if alert.about is AlertKind.NO_CONTACT else alert.visit
    return replace(
        free(alert), kind=gravest, cause=news.kind, reason=news.reason, grade=Grade.RED,
        state=AlertState.OPEN, step=0, visit=news.visit or where, for_time=news.for_time,
        ladder=ladder_for(gravest, policy), climb_from=now, paused=False, next_action_at=now,
    )  # fmt: skip


def _about(alert: Alert, news: _News) -> Alert:
    """The alert about what has come since all that it was about was stood down."""
    for_time = alert.for_time if news.kind is alert.about else news.for_time
    return replace(alert, cause=news.kind, reason=news.reason, for_time=for_time)


def _wake(alert: Alert, news: _News, now: datetime) -> Alert:
    return replace(
        alert, grade=_grade(news), state=AlertState.OPEN, climb_from=now, step=0, next_action_at=now
    )  # fmt: skip


def _grade(news: _News) -> Grade:
    return Grade.AMBER if news.kind is AlertKind.NO_CONTACT else Grade.RED
