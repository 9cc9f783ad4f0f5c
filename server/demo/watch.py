"""Who watches in the demo: the monitor for ever, the supervisor on call, and what the last weeks brought."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from server.adapters.world import uuid7
from server.demo.diary import LONDON
from server.demo.staff import ADMINISTRATOR, MONITOR, SUPERVISOR, WORKER, WORKER2, Colleague
from server.safety.ladder import ladder_for, write_ladder
from server.safety.policy import Policy, write_policy
from server.safety.words import AlertKind, AlertState, Channel, Grade, Outcome
from server.store.accounts import Account, Organisation
from server.store.alerts import AlertEventRow, AlertRow
from server.store.database import session
from server.store.drills import subject_of
from server.store.duty import DutyRow, Post
from server.store.policies import PolicyRow
from server.store.reach import ReachRow

FRIDAY = 4
FOR_EVER = datetime(9999, 12, 31, tzinfo=UTC)
# Ofcom keeps these for drama: no such number is ever given to anybody.
PHONES = {WORKER: "07700 900461", WORKER2: "07700 900462", SUPERVISOR: "07700 900463"}
DESK = Policy(monitor_name="Monitoring desk", monitor_phone="0131 496 0460", monitor_sms="07700 900460")


@dataclass(frozen=True, slots=True)
class Past:
    """An alert of the last weeks: so many days ago, at that hour, taken and ended after so many seconds."""

    days: int
    hour: int
    who: Colleague
    kind: AlertKind
    taken: int
    ended: int
    outcome: Outcome
    note: str


OVERDUE, NO_CONTACT, PANIC = AlertKind.OVERDUE, AlertKind.NO_CONTACT, AlertKind.PANIC
PASTS = (
    Past(52, 15, WORKER, OVERDUE, 48, 190, Outcome.FORGOT_TO_FINISH, "Back at the office. Rang her there."),
    Past(47, 11, WORKER2, OVERDUE, 75, 420, Outcome.OVERRAN, "The visit ran on. He extends by half an hour."),
    Past(
        44,
        16,
        WORKER2,
        NO_CONTACT,
        130,
        600,
        Outcome.NO_SIGNAL,
        "He was inside, with no signal in the close.",
    ),
    Past(38, 10, WORKER, OVERDUE, 31, 145, Outcome.FORGOT_TO_FINISH, "On the bus. She has finished it now."),
    Past(33, 14, WORKER, OVERDUE, 55, 380, Outcome.PHONE_DEAD, "Battery flat. Rang the client's landline."),
    Past(26, 12, WORKER2, OVERDUE, 40, 210, Outcome.FORGOT_TO_FINISH, "He is in the car, all is well."),
    Past(
        19, 15, WORKER, PANIC, 14, 260, Outcome.PRESSED_BY_ACCIDENT, "Pressed in her bag. She said the word."
    ),
    Past(12, 11, WORKER, OVERDUE, 62, 300, Outcome.OVERRAN, "She was waiting for the housing officer."),
    Past(5, 16, WORKER2, OVERDUE, 37, 175, Outcome.FORGOT_TO_FINISH, "Home already. He finishes it now."),
)
DRILLS = tuple(
    Past(days, 9, MONITOR, AlertKind.DRILL, 25 + days % 11, 60 + days % 17, Outcome.DRILL, "")
    for days in range(50, 0, -7)
)
MISSED = DRILLS[2].days


def set_up_watch(demo: Organisation, accounts: Mapping[str, Account], today: date) -> None:
    """Put the demo's people on duty, unless they have been. In the caller's `writing`."""
    if session().get(PolicyRow, (demo.id, 1)) is None:
        session().add_all(_rules(demo, accounts))
        for past in (*PASTS, *DRILLS):
            session().add_all(_happened(demo, accounts, past, today))


def _rules(demo: Organisation, accounts: Mapping[str, Account]) -> Iterator[Any]:
    """The rota, the numbers of the desk, and those of whoever visits."""
    for colleague, post in ((MONITOR, Post.MONITOR), (SUPERVISOR, Post.MANAGER)):
        account = accounts[colleague.key].id
        yield DutyRow(
            organisation=demo.id, id=f"demo {post}", account=account, post=post, begins=demo.created,
            ends=FOR_EVER, made_by=account,
        )  # fmt: skip
    for colleague, number in PHONES.items():
        account = accounts[colleague.key].id
        yield ReachRow(organisation=demo.id, account=account, channel=Channel.VOICE.value, address=number)
    yield PolicyRow(
        organisation=demo.id, version=1, policy=json.dumps(write_policy(DESK)), less_safe="[]",
        made_by=accounts[ADMINISTRATOR.key].id, made_at=demo.created, in_force_from=demo.created,
    )  # fmt: skip


def _happened(
    demo: Organisation, accounts: Mapping[str, Account], past: Past, today: date
) -> Iterator[AlertRow | AlertEventRow]:
    """An alert as it stands when all is over, and its timeline."""
    day = today - timedelta(days=past.days)
    day -= timedelta(days=max(0, day.weekday() - FRIDAY))
    opened = datetime.combine(day, time(past.hour, 7), LONDON).astimezone(UTC)
    ended = opened + timedelta(seconds=past.ended)
    missed = past.kind is AlertKind.DRILL and past.days == MISSED
    monitor, about = accounts[MONITOR.key], accounts[past.who.key]
    alert = AlertRow(
        organisation=demo.id, id=uuid7(opened, 0), kind=past.kind.value, state=AlertState.RESOLVED.value,
        subject=subject_of(about.id) if past.kind is AlertKind.DRILL else about.id, step=1, round=1,
        grade=(Grade.RED if past.kind in (OVERDUE, PANIC) else Grade.AMBER).value, account=about.id,
        worker_name=about.name, opened=opened, for_time=opened, climb_from=opened, flagged=False,
        ladder=json.dumps(write_ladder(ladder_for(past.kind, DESK))), paused=False, version=1,
        owner=None if missed else monitor.id, owner_name=None if missed else monitor.name, resolved=ended,
        outcome=(Outcome.DRILL_MISSED if missed else past.outcome).value,
    )  # fmt: skip
    yield alert
    lines = [("opened", opened, "", None), ("resolved", ended, past.note, None if missed else monitor)]
    if not missed:
        lines.insert(1, ("acknowledged", opened + timedelta(seconds=past.taken), "", monitor))
    for place, (type, at, text, who) in enumerate(lines):
        yield AlertEventRow(
            organisation=demo.id, id=uuid7(at, place), alert=alert.id, at=at, type=type, text=text,
            detail="{}", who=who.id if who else None, name=who.name if who else None,
        )  # fmt: skip
