"""Cases: opened once, climbing by themselves, written with timeline and messages or not at all."""

import json
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from server.safety.answers import Person, resolve
from server.safety.words import AlertKind, Outcome
from server.services.alerts import apply_move, climb_case, hold_case, open_case
from server.store.alerts import AlertEventRow, AlertRow
from server.store.cases import read_alert
from server.store.database import reading, writing
from server.store.duty import DutyRow, PresenceRow
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow
from tests.server.house import House


@pytest.fixture
def watched(house: House) -> Iterator[House]:
    """Mo is on duty with a browser; Sam is the manager on call, with a browser and a telephone."""
    now, later = house.clock.now(), house.clock.now() + timedelta(hours=8)
    with house.app.app_context():
        with writing() as session:
            for name, post in (("mo", "monitor"), ("sam", "manager")):
                at = {"organisation": house.organisation, "account": house.accounts[name].id}
                session.add(DutyRow(**at, id=name, post=post, begins=now, ends=later, made_by="ann"))
                session.add(
                    PushEndpointRow(
                        **at, id=f"push-{name}", device=name, endpoint=name, p256dh="", auth="", created=now
                    )
                )
        yield house


def open_overdue(house: House) -> str:
    ada = house.accounts["ada"]
    with writing():
        return open_case(
            house.organisation, AlertKind.OVERDUE, house.clock.now(), subject=ada.id, worker=ada.id,
            worker_name="Ada", visit="visit-1", for_time=house.clock.now(),
        ).id  # fmt: skip


def told(house: House) -> list[tuple[str, str, int]]:
    names = {one.id: name for name, one in house.accounts.items()}
    with reading() as session:
        rows = session.scalars(select(MessageRow).order_by(MessageRow.created, MessageRow.step)).all()
    return [(names[row.account], row.channel, row.step) for row in rows]


def timeline(house: House) -> list[str]:
    with reading() as session:
        return list(session.scalars(select(AlertEventRow.type).order_by(AlertEventRow.id)))


def test_a_case_is_opened_with_the_first_messages_in_it(watched: House) -> None:
    open_overdue(watched)
    assert told(watched) == [("mo", "push", 1)]
    assert timeline(watched) == ["opened", "step"]
    with reading() as session:
        message = session.scalars(select(MessageRow)).one()
    payload = json.loads(message.payload)
    assert payload["title"] == "Overdue: Ada"
    assert payload["message"] == message.id
    assert message.next_attempt_at == watched.clock.now()


def test_there_is_one_open_case_for_each_worker(watched: House) -> None:
    first = open_overdue(watched)
    ada = watched.accounts["ada"]
    with writing():
        row = open_case(
            watched.organisation, AlertKind.PANIC, watched.clock.now(), subject=ada.id, worker=ada.id,
            worker_name="Ada", for_time=watched.clock.now(),
        )  # fmt: skip
        assert (row.id, row.kind) == (first, "panic")


def test_a_case_climbs_in_its_own_time_and_earlier_people_keep_being_told(watched: House) -> None:
    id = open_overdue(watched)
    watched.clock.pass_by(minutes=6)
    with writing():
        row = hold_case(watched.organisation, id)
        assert row
        climb_case(row, watched.clock.now())
    assert told(watched)[1:] == [("mo", "push", 3), ("sam", "push", 3)]


def test_nobody_is_told_about_herself(watched: House) -> None:
    mo = watched.accounts["mo"]
    with writing():
        open_case(
            watched.organisation, AlertKind.DURESS, watched.clock.now(), subject=mo.id, worker=mo.id,
            worker_name="Mo", for_time=watched.clock.now(),
        )  # fmt: skip
    assert {name for name, *_ in told(watched)} == {"sam"}


def test_when_nobody_can_be_told_the_timeline_says_so(house: House) -> None:
    with house.app.app_context():
        open_overdue(house)
        assert "nobody_told" in timeline(house)


def test_a_channel_that_is_not_set_up_is_not_counted_on(house: House) -> None:
    with house.app.app_context():
        with writing() as session:
            at = {"organisation": house.organisation, "account": house.accounts["mo"].id}
            session.add(ReachRow(**at, channel="text", address="+441315550000"))
        open_overdue(house)
        assert told(house) == []


def test_a_monitor_at_her_board_counts_as_told(house: House) -> None:
    now = house.clock.now()
    with house.app.app_context():
        with writing() as session:
            at = {"organisation": house.organisation, "account": house.accounts["mo"].id}
            session.add(PresenceRow(**at, seen=now))
            session.add(
                DutyRow(**at, id="mo", post="monitor", begins=now, ends=now + timedelta(hours=1), made_by="")
            )
        open_overdue(house)
        assert timeline(house) == ["opened", "step"]


def test_a_case_that_a_person_closes_leaves_room_for_another(watched: House) -> None:
    id = open_overdue(watched)
    with writing():
        row = hold_case(watched.organisation, id)
        assert row
        sam = Person(watched.accounts["sam"].id, "Sam")
        apply_move(
            row, resolve(read_alert(row), sam, watched.clock.now(), Outcome.OVERRAN), watched.clock.now()
        )
    with reading() as session:
        row = session.get(AlertRow, (watched.organisation, id))
        assert row
        assert (row.state, row.outcome, row.next_action_at) == ("resolved", "overran", None)
    assert open_overdue(watched) != id
