"""The board: who is behind which door and until when, and nothing of the case record."""

import json
from datetime import timedelta
from typing import Any

import pytest

from server.safety.words import AlertKind
from server.store.columns import write_time
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow
from server.store.records import RecordRow
from server.store.signals import SignalRow
from server.store.wrong_rows import WrongRow
from tests.server.house import House
from tests.server.post import Post
from tests.server.watching import (
    add_watch,
    board,
    hire_mel,
    hire_zoe,
    put,
    put_on_duty,
    raise_case,
    say,
    work,
)

PATH = "/api/v1/board"


def signal(house: House, id: str, visit: str | None, about: str = "ada", **content: Any) -> SignalRow:
    account = house.accounts[about]
    return SignalRow(
        organisation=house.organisation, id=id, visit=visit, account=account.id, name=account.name,
        device="phone", seq=int(id), type="position", at=house.clock.now(), received=house.clock.now(),
        trust="live", content=json.dumps(content), digest="", receipt="{}",
    )  # fmt: skip


def risk(house: House, id: str, client: str, **data: Any) -> RecordRow:
    body = json.dumps({"kind": "risk", "id": id, "client": client, "data": data})
    return RecordRow(
        organisation=house.organisation, id=id, kind="risk", scope=client, version=1, seq=int(id),
        deleted=False, body=body,
    )  # fmt: skip


def test_visits_stand_by_time_left_and_those_with_an_alert_first(house: House) -> None:
    now = house.clock.now()
    for visit, minutes in (("later", 90), ("soon", 5), ("alarm", 60)):
        due = now + timedelta(minutes=minutes)
        add_watch(house, visit, due=due, alert_at=due + timedelta(minutes=5))
    new = {"state": "planned", "due": None, "alert_at": None}
    add_watch(house, "some time today", **new)
    add_watch(house, "just planned", **new, planned_start=now + timedelta(minutes=20))
    alert = raise_case(house, AlertKind.PANIC, visit="alarm")
    found = board(house.browser_of("mo"))["visits"]
    order = ["alarm", "soon", "just planned", "later", "some time today"]
    assert [one["id"] for one in found] == order
    assert [one["alert"] for one in found] == [alert, None, None, None, None]


def test_what_is_over_and_what_is_planned_for_tomorrow_is_left_out(house: House) -> None:
    now = house.clock.now()
    add_watch(house, "over", state="ended", ended=now)
    add_watch(house, "tomorrow", state="planned", planned_start=now + timedelta(days=1))
    add_watch(house, "today", state="planned", planned_start=now + timedelta(hours=3))
    assert [one["id"] for one in board(house.browser_of("mo"))["visits"]] == ["today"]


def test_a_visit_says_where_and_when_she_was_last_heard(house: House) -> None:
    add_watch(house, "visit", flagged=True)
    ada = house.accounts["ada"].id
    put(
        house,
        ReachRow(organisation=house.organisation, account=ada, channel="voice", address="07700 900111"),
        ReachRow(organisation=house.organisation, account=ada, channel="text", address="07700 900222"),
        signal(house, "1", "visit", position={"lat": 55.9, "lon": -3.1, "accuracy_m": 20}, battery=0.4),
    )
    house.clock.pass_by(minutes=3)
    put(house, signal(house, "2", "visit", battery=0.3))
    [found] = board(house.browser_of("mo"))["visits"]
    heard = write_time(house.clock.now() - timedelta(minutes=3))
    assert found["position"] == {"lat": 55.9, "lon": -3.1, "accuracy_m": 20, "at": heard}
    assert (found["battery"], found["phone"], found["last_heard"]) == (0.3, "07700 900111", heard)
    assert (found["worker"], found["place"], found["flagged"]) == ("Ada", "12 Larch Lane", True)


def test_a_fix_that_came_late_is_as_old_as_it_is(house: House) -> None:
    add_watch(house, "visit")
    late = signal(house, "1", "visit", position={"lat": 55.9, "lon": -3.1})
    late.at = house.clock.now() - timedelta(minutes=10, seconds=5)
    late.offset_ms = 5000
    put(house, late)
    [found] = board(house.browser_of("mo"))["visits"]
    assert found["position"]["at"] == write_time(house.clock.now() - timedelta(minutes=10))


def test_the_state_follows_the_clock_where_nobody_has_worked_it_out(house: House) -> None:
    add_watch(house, "visit")
    mo, states = house.browser_of("mo"), []
    for _ in range(3):
        [found] = board(mo)["visits"]
        states.append(found["state"])
        house.clock.pass_by(minutes=30 if states == ["armed"] else 14)
        house.clock.pass_by(minutes=12 if states == ["armed"] else 0)
    assert states == ["armed", "grace", "overdue"]


def test_flags_are_told_with_who_said_so_and_nothing_of_the_case_record(house: House) -> None:
    today = house.clock.now().date()
    add_watch(house, "visit", client="jean", flagged=True)
    put(
        house,
        risk(
            house, "1", "jean", flags=["dogs"], detail="Jean's dog bites.", said_by="Ada",
            said_on="2026-11-01", expires_on=today.isoformat(),
        ),
        risk(house, "2", "jean", flags=["violence"], said_by="Sam", expires_on="2026-11-22"),
        risk(house, "3", "somebody else", flags=["weapons"], said_by="Sam"),
    )  # fmt: skip
    raise_case(house, visit="visit")
    answer = house.browser_of("mo").get(PATH)
    known = {
        "flags": ["dogs"], "said_by": "Ada", "said_on": "2026-11-01", "review_on": None,
        "expires_on": today.isoformat(),
    }  # fmt: skip
    found: Any = answer.json
    assert found["visits"][0]["risk"] == found["alerts"][0]["risk"] == [known]
    assert "ean" not in answer.text


def test_alerts_stand_by_gravity_and_what_was_closed_today_below(house: House) -> None:
    hire_mel(house)
    mo = house.browser_of("mo")
    closed = raise_case(house, AlertKind.OVERDUE, "eve")
    say(mo, closed, "resolve", outcome="overran")
    drill = raise_case(house, AlertKind.DRILL, "mo")
    amber = raise_case(house, AlertKind.NO_CONTACT, "eve")
    red = raise_case(house, AlertKind.OVERDUE, "ada")
    panic = raise_case(house, AlertKind.PANIC, "sam")
    found = board(mo)
    assert [one["id"] for one in found["alerts"]] == [panic, red, amber, drill]
    assert [(one["id"], one["resolved_by"]) for one in found["closed"]] == [(closed, "Mo")]
    house.clock.pass_by(hours=24, seconds=1)
    assert board(mo)["closed"] == []


def test_an_alert_says_all_that_whoever_answers_it_has_to_know(house: House) -> None:
    add_watch(house, "visit")
    alert = raise_case(house, visit="visit", flagged=True)
    [found] = board(house.browser_of("mo"))["alerts"]
    assert (found["id"], found["kind"], found["grade"], found["script"]) == (
        alert,
        "overdue",
        "red",
        "overdue",
    )
    assert (found["worker"], found["place"], found["flagged"]) == ("Ada", "12 Larch Lane", True)
    assert (found["drill"], found["mine"], found["owner"]) == (False, False, None)
    first = found["events"][0]
    assert (first["type"], first["name"], first["at"]) == ("opened", None, write_time(house.clock.now()))
    assert "Ada is overdue" in first["text"]


def test_whom_it_is_about_sees_that_she_cannot_answer_it(house: House) -> None:
    raise_case(house, about="sam")
    [found] = board(house.browser_of("sam"))["alerts"]
    assert found["mine"]
    raise_case(house, AlertKind.DRILL, "mo")
    assert not any(one["mine"] for one in board(house.browser_of("mo"))["alerts"])


def test_of_a_silent_call_for_help_the_board_says_not_to_ring(house: House) -> None:
    raise_case(house)
    alert = raise_case(house, AlertKind.DURESS)
    mo = house.browser_of("mo")
    [found] = board(mo)["alerts"]
    assert (found["id"], found["kind"], found["script"]) == (alert, "duress", "duress")
    assert any("Do not ring" in line["text"] for line in found["events"])
    assert say(mo, alert, "acknowledge").json["script"] == "duress"


def test_a_panic_outside_any_visit_has_the_place_that_followed_it(house: House) -> None:
    put(house, signal(house, "1", None, position={"lat": 1, "lon": 2}))
    house.clock.pass_by(hours=2)
    raise_case(house, AlertKind.PANIC)
    [found] = board(house.browser_of("mo"))["alerts"]
    assert (found["position"], found["last_heard"]) == (None, None)
    put(house, signal(house, "2", None, position={"lat": 55.9, "lon": -3.1, "accuracy_m": 9}))
    [found] = board(house.browser_of("mo"))["alerts"]
    assert found["position"]["lat"] == 55.9
    assert found["last_heard"] == write_time(house.clock.now())


def test_only_who_was_really_sent_a_message_is_named_as_told(house: House) -> None:
    alert = raise_case(house)
    key = {"organisation": house.organisation, "alert": alert, "step": 1, "round": 9, "payload": "{}"}
    for name, sent in (("mo", house.clock.now()), ("sam", None)):
        put(
            house,
            MessageRow(
                **key, id=name, account=house.accounts[name].id, channel="email", endpoint=name,
                created=house.clock.now(), sent=sent,
            ),
        )  # fmt: skip
    [found] = board(house.browser_of("mo"))["alerts"]
    assert found["told"] == ["Mo"]


def test_the_board_tells_nobody_the_id_by_which_a_phone_says_that_it_has_shown_a_message(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = 503
    message = post.write("mo")
    post.deliver()
    browser = post.house.browser_of("sam")
    [line] = [one for alert in board(browser)["alerts"] for one in alert["events"]]
    assert line["text"].startswith("Mo has not been reached by push yet.")
    assert line["detail"]["channel"] == "push"
    assert message not in browser.get(PATH).text


def test_who_watches_is_named_with_how_she_is_reached(house: House) -> None:
    put_on_duty(house, house.accounts["mo"], hours=1)
    mo = house.browser_of("mo")
    found = board(mo)
    assert found["watching"] == [{"name": "Mo", "channels": ["board"]}]
    assert (found["me"]["on_duty"], found["me"]["post"]) == (True, "monitor")
    assert found["me"]["until"] == write_time(house.clock.now() + timedelta(hours=12))
    assert not board(house.browser_of("sam"))["me"]["on_duty"]


def test_me_says_whether_i_would_hear(house: House) -> None:
    account = house.accounts["mo"].id
    mo = house.browser_of("mo")
    assert board(mo)["me"]["endpoints"] == 0
    mo.post("/api/v1/duty/test", json={"sound": True})
    keys = {"organisation": house.organisation, "account": account, "device": "d", "p256dh": "", "auth": ""}
    now = house.clock.now()
    put(
        house,
        PushEndpointRow(**keys, id="1", endpoint="a", created=now),
        PushEndpointRow(**keys, id="2", endpoint="b", created=now, dead=now),
    )
    me = board(mo)["me"]
    assert (me["endpoints"], me["sound_tested"], me["push_tested"]) == (1, write_time(now), None)


def test_a_stranger_organisation_sees_nothing(house: House) -> None:
    hire_zoe(house)
    add_watch(house, "visit", client="jean")
    raise_case(house, visit="visit")
    put_on_duty(house, house.accounts["mo"])
    board(house.browser_of("mo"))
    put(
        house,
        WrongRow(
            organisation=house.organisation, table="watch", key="1", at=house.clock.now(), error="",
            retry_at=house.clock.now(),
        ),
    )  # fmt: skip
    work(house)
    found = board(house.browser_of("zoe"))
    assert (found["visits"], found["alerts"], found["closed"], found["watching"]) == ([], [], [], [])
    assert not any("could not" in one for one in found["trouble"])


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ann", 403), ("sam", 200), ("mo", 200)])
def test_who_sees_the_board(small_house: House, name: str, status: int) -> None:
    assert small_house.browser_of(name).get(PATH).status_code == status
