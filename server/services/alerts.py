"""Moving alerts: every change of one is written here, with its timeline and its messages, or not at all."""

import json
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.safety import sentences as say
from server.safety.alert import Alert, Event, Move, Reaches, Tell, climb
from server.safety.apparent import NEWS
from server.safety.policy import Policy
from server.safety.raising import open_alert, raise_alert
from server.safety.words import GRAVITY, URGENT, AlertKind, AlertState, Channel, Group
from server.services.policies import policy_of
from server.services.roster import Roster, load_roster
from server.store import cases, messages, watches
from server.store.alerts import AlertEventRow, AlertRow
from server.store.cases import read_alert
from server.store.columns import write_time
from server.store.database import session
from server.store.locks import lock_subject
from server.store.watches import WatchRow

RED = frozenset((AlertKind.OVERDUE, AlertKind.PANIC, AlertKind.DURESS))
ABOUT_THE_WATCH = frozenset((AlertKind.NOBODY_WATCHING, AlertKind.ENGINE_DEGRADED))
FIRST = frozenset((Channel.BOARD, Channel.PUSH, Channel.EMAIL))
"""All that is used at the first step of what is not urgent."""
BEFORE = "before"
"""Where the line of a secret call keeps what stood before it, for the eyes of whom it is about."""
JUST_AFTER = timedelta(milliseconds=1)
CALM = frozenset((AlertState.DOWNGRADED, AlertState.STAND_DOWN, AlertState.RESOLVED))


def open_case(
    organisation: str,
    kind: AlertKind,
    now: datetime,
    *,
    subject: str,
    for_time: datetime,
    worker: str | None = None,
    worker_name: str = "",
    visit: str | None = None,
    flagged: bool = False,
    reason: str | None = None,
    roster: Roster | None = None,
    held: bool = False,
) -> AlertRow:
    """Open a case about the subject, or raise the one that is open, and take its first step.

    Inside the caller's `writing`: case, timeline and messages are committed with whatever is the cause.
    `held` says that the caller holds the subject already.
    """
    if not held:
        lock_subject(organisation, subject)
    row, roster = cases.open_case(organisation, subject), roster or load_roster(organisation, now)
    policy, is_new = rules_of(row, roster), row is None
    about: Any = {"for_time": for_time, "visit": visit, "flagged": flagged, "reason": reason}
    if row is None:
        own = world().new_id()
        move = open_alert(own, kind, now, policy, worker=worker, worker_name=worker_name, **about)
        row = AlertRow(organisation=organisation, id=move.alert.id, subject=subject)
        session().add(row)
    elif kind is AlertKind.NOBODY_WATCHING and row.state != AlertState.STAND_DOWN:
        return row  # that it goes on is no news
    else:
        move = raise_alert(read_alert(row), kind, now, policy, visit_ended=_visit_ended(row), **about)
        move = _for_her_own_eyes(row, move, {**about, "for_time": write_time(for_time)})
    apply_move(row, move, now, roster)
    if visit is not None and kind in RED:
        _note_alarm(row, visit, kind, now, is_new=is_new)
    climb_case(row, now, roster)
    return row


def _for_her_own_eyes(row: AlertRow, move: Move, news: dict[str, Any]) -> Move:
    """The move; once she has called in secret its lines keep what her own screens go on from.

    That is what stood before the call, and what has been raised since.
    """
    if move.alert.kind is not AlertKind.DURESS:
        return move
    kept = {NEWS: news} if row.kind == AlertKind.DURESS else {BEFORE: cases.freeze(read_alert(row))}
    return replace(move, events=tuple(replace(one, detail={**one.detail, **kept}) for one in move.events))


def _note_alarm(row: AlertRow, visit: str, kind: AlertKind, now: datetime, *, is_new: bool) -> None:
    # The signal that calls for help was received before its own alarm, and is judged without it.
    opened = now + JUST_AFTER if kind in URGENT else now
    cases.note_alarm(row, visit, kind, opened, is_new=is_new)


def note_in_case(organisation: str, subject: str, visit: str, words: str, now: datetime) -> None:
    """Write a line into the subject's open case, if it is about this visit; it moves nothing."""
    row = cases.look_at_open_case(organisation, subject)
    if row is not None and visit in {row.visit, *cases.alarmed_visits(organisation, row.id)}:
        _write_event(row, Event("signal", words), now)


def hold_case(organisation: str, id: str) -> AlertRow | None:
    """A case that nobody else moves until this transaction ends: call it before anything is decided."""
    subject = cases.subject_of(organisation, id)
    if subject is None:
        return None
    lock_subject(organisation, subject)
    return cases.case(organisation, id)


def climb_case(row: AlertRow, now: datetime, roster: Roster | None = None) -> None:
    """Do what is due in a case that the caller holds."""
    if row.next_action_at is not None and row.next_action_at <= now:
        roster = roster or load_roster(row.organisation, now)
        alert = read_alert(row)
        if alert.state is AlertState.STAND_DOWN and not alert.flagged:
            alert = replace(alert, flagged=_is_flagged(row))  # before it closes by itself
        apply_move(row, climb(alert, now, rules_of(row, roster), reaching(row, alert, roster)), now, roster)


def rules_of(row: AlertRow | None, roster: Roster) -> Policy:
    """The rules with which a case opened; those of now for one that opens."""
    if row is None or roster.ruled_since is None or roster.ruled_since <= row.opened:
        return roster.policy
    return policy_of(row.organisation, row.opened)


def reaching(row: AlertRow, alert: Alert, roster: Roster) -> Reaches:
    """Whether a step could be told to anybody of a group."""
    buddy = buddy_of(row)

    def reaches(group: Group, step: int) -> bool:
        if alert.kind is AlertKind.NOBODY_WATCHING and group is Group.MONITORS:
            return False  # it is about them: whoever they are, they do not look
        ways = _ways(alert.kind, step)
        return any(ways & {*one.channels} for one in roster.of((group,), alert.worker, buddy))

    return reaches


def _ways(kind: AlertKind, step: int) -> frozenset[Channel]:
    return FIRST if step <= 1 and kind not in URGENT | ABOUT_THE_WATCH else frozenset(Channel)


def apply_move(row: AlertRow, move: Move, now: datetime, roster: Roster | None = None) -> None:
    """Write what becomes of a case that the caller holds: its row, its timeline, and a message to each."""
    resolved = row.resolved
    cases.write_alert(row, move.alert)
    for event in move.events:
        _write_event(row, event, now)
    for tell in move.tells:
        _tell(row, move.alert, tell, now, roster or load_roster(row.organisation, now))
    if row.resolved != resolved:
        cases.close_alarms(row.organisation, row.id, row.resolved, now)
    if row.resolved is not None and resolved is None and row.account is not None:
        _look_again(row, row.account, now)


def _look_again(row: AlertRow, worker: str, now: datetime) -> None:
    """Another plan of hers that fell silent meanwhile was a line in this case: now it has one of its own."""
    for watch in watches.silent_since(row.organisation, worker, row.opened):
        if watch.visit != row.visit:
            watch.acted_until, watch.next_action_at = row.opened - JUST_AFTER, now


def buddy_of(row: AlertRow) -> str | None:
    """The colleague whom the worker named for the visit."""
    watch = _watch_of(row)
    return watch.buddy if watch else None


def _visit_ended(row: AlertRow) -> bool:
    """Whether the visit that a case names has ended, or is somebody else's by now."""
    watch = _watch_of(row)
    return watch is not None and (watch.ended is not None or watch.account != row.account)


def _is_flagged(row: AlertRow) -> bool:
    """Whether one of the visits that a case is about is flagged by now."""
    visits = [_watch_of(row), *cases.alarmed_visits(row.organisation, row.id).values()]
    return any(one.flagged for one in visits if one is not None)


def _watch_of(row: AlertRow) -> WatchRow | None:
    return session().get(WatchRow, (row.organisation, row.visit)) if row.visit else None


def _write_event(row: AlertRow, event: Event, now: datetime) -> None:
    session().add(
        AlertEventRow(
            organisation=row.organisation, id=world().new_id(), alert=row.id, at=now, type=event.type,
            who=event.who, name=event.name, text=event.text, detail=json.dumps(event.detail),
        )
    )  # fmt: skip


def _tell(row: AlertRow, alert: Alert, tell: Tell, now: datetime, roster: Roster) -> None:
    people = roster.of(tell.groups, alert.worker, buddy_of(row), tell.also)
    # Somebody has to do something; to hear that it is over, nobody has.
    asking = tell.groups and (alert.state not in CALM or not tell.earlier)
    if asking and alert.kind in GRAVITY and not any(person.channels for person in people):
        people = roster.of((Group.EVERYONE,), alert.worker, buddy_of(row), tell.also)  # nobody is on duty
    if tell.groups and tell.earlier and tell.round > 1:
        # A shift may have ended meanwhile, another visit be named, or nobody have been on duty then.
        also = (*(person.account for person in people), *messages.told(row.organisation, row.id))
        people = roster.of(tell.groups, alert.worker, buddy_of(row), also)
    ways = _ways(alert.kind, tell.step)
    messages.add(
        [
            _message(row, alert, tell, (person.account, channel, endpoint), now)
            for person in people
            for channel, endpoint in person.addresses
            if channel in ways
        ]
    )
    if asking and not any(person.channels for person in people):
        _write_event(row, Event("nobody_told", say.NOBODY_TOLD), now)


def _message(
    row: AlertRow, alert: Alert, tell: Tell, address: tuple[str, Channel, str], now: datetime
) -> dict[str, Any]:
    account, channel, endpoint = address
    id = world().new_secret()  # whoever knows it may say that the message was shown
    return {
        "organisation": row.organisation,
        "id": id,
        "alert": alert.id,
        "visit": alert.visit,
        "step": tell.step,
        "round": tell.round,
        "account": account,
        "channel": channel.value,
        "endpoint": endpoint,
        "payload": json.dumps({**_words(alert, tell), "message": id}),
        "created": now,
        "next_attempt_at": now,
    }


def _words(alert: Alert, tell: Tell) -> dict[str, Any]:
    calm = alert.kind is not AlertKind.DRILL and alert.state in CALM
    return {
        "alert": alert.id,
        "kind": alert.kind.value,
        "grade": alert.grade.value,
        "drill": alert.kind is AlertKind.DRILL,
        "number": tell.round,
        "title": say.title(alert.about, alert.worker_name, calm=calm, reason=alert.reason),
        "body": tell.sentence,
        "url": f"/alerts/{alert.id}",
        "siren": tell.siren,
        "calm": calm,
    }
