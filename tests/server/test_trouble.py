"""What is wrong with the watch itself, said at the board in sentences."""

import json

from sqlalchemy import update

from server.engine import Engine
from server.services.health import STALE_AFTER
from server.store.alerts import AlertRow
from server.store.database import session, writing
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow
from server.store.watches import WatchRow
from server.store.wrong_rows import WrongRow
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, messages
from tests.server.watching import board, put, put_on_duty, raise_case, say, work


def test_an_engine_that_stands_still_is_told_within_a_minute(house: House) -> None:
    mo = house.browser_of("mo")
    assert board(mo)["engine"] == {"ok": False, "heartbeat_age_s": None}
    work(house)
    house.clock.pass_by(seconds=STALE_AFTER.total_seconds() - 1)
    found = board(mo)
    assert found["engine"] == {"ok": True, "heartbeat_age_s": 59}
    assert not any("engine" in one for one in found["trouble"])
    house.clock.pass_by(seconds=1)
    found = board(mo)
    assert not found["engine"]["ok"]
    assert (
        "The engine has not worked for 60 seconds: no alert is raised. Watch the times." in found["trouble"]
    )
    house.clock.pass_by(minutes=9)
    assert any("10 minutes" in one for one in board(mo)["trouble"])


def test_when_all_is_well_nothing_is_wrong(house: House) -> None:
    work(house)
    put_on_duty(house, house.accounts["mo"])
    put_on_duty(house, house.accounts["sam"], "manager")
    assert board(house.browser_of("sam"))["trouble"] == [
        (
            "You are on duty, and no notification can reach you. "
            "Under “This phone”, turn notifications on or send a test, and keep this board open."
        )
    ]
    now, account = house.clock.now(), house.accounts["sam"].id
    put(
        house,
        PushEndpointRow(
            organisation=house.organisation, id="1", account=account, device="d", endpoint="a", p256dh="",
            auth="", created=now,
        ),
    )  # fmt: skip
    assert board(house.browser_of("sam"))["trouble"] == []


def test_what_is_wrong_is_said_in_sentences(house: House) -> None:
    alert = raise_case(house)
    now = house.clock.now()
    failed = {"alert": alert, "step": 1, "round": 9, "payload": "{}", "account": house.accounts["mo"].id}
    put(
        house,
        WrongRow(organisation=house.organisation, table="watch", key="1", at=now, error="", retry_at=now),
        MessageRow(
            organisation=house.organisation, id="1", **failed, channel="email", endpoint="", state="failed",
            created=now,
        ),
    )  # fmt: skip
    found = board(house.browser_of("mo"))["trouble"]
    assert "The engine has not worked yet: no alert is raised. Watch the times." in found
    assert (
        "One visit or alert could not be worked out. It is tried again every minute; tell your administrator."
        in found
    )
    assert "Mo could not be reached by e-mail." in found
    assert "Nobody is on duty as monitor." in found
    put(
        house,
        WrongRow(organisation=house.organisation, table="alert", key="1", at=now, error="", retry_at=now),
    )
    assert any(one.startswith("2 visits or alerts") for one in board(house.browser_of("mo"))["trouble"])


def forget(house: House, table: type[AlertRow | WatchRow], name: str) -> None:
    """Let nothing happen next about somebody."""
    with house.app.app_context(), writing():
        session().execute(update(table).where(table.worker_name == name).values(next_action_at=None))


def test_another_trouble_is_told_where_somebody_has_taken_the_first_and_the_same_is_not(
    engine: Engine, house: House
) -> None:
    Walker(house).start(minutes=60)
    forget(house, WatchRow, "Ada")
    engine.audit(first=True)
    [first] = alerts(house)
    assert say(house.browser_of("mo"), first.id, "acknowledge").status_code == 200
    Walker(house, "eve").say("panic")
    before, lines = {one.id for one in messages(house)}, len(events(house))
    forget(house, WatchRow, "Ada")
    engine.audit(first=True)
    assert ({one.id for one in messages(house)}, len(events(house))) == (before, lines), "the same is no news"
    forget(house, AlertRow, "Eve")
    engine.audit(first=True)
    degraded = next(one for one in alerts(house) if one.id == first.id)
    assert (degraded.state, degraded.step, degraded.owner) == ("open", 1, None)
    words = (
        "The watch itself is not working as it should. "
        "Alerts found with nothing to happen next: 1. They go on now."
    )
    assert ("raised", words) in events(house)
    new = [one for one in messages(house) if one.alert == first.id and one.id not in before]
    assert {json.loads(one.payload)["body"] for one in new} == {words}
