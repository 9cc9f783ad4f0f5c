"""Signals: a receipt for each, no stranger, no loss, and help when it is called for."""

import json
from datetime import timedelta

import pytest
from sqlalchemy import update

from server.adapters import pace
from server.safety.words import AlertKind
from server.services.organisations import begin_new_epoch
from server.store.columns import write_time
from server.store.database import writing
from server.store.messages import MessageRow
from server.store.signals import SignalRow
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, looking, messages, new_id, put_on_duty, watch_of
from tests.server.watching import raise_case


@pytest.fixture
def ada(house: House) -> Walker:
    return Walker(house)


def test_the_receipt_says_until_when_she_is_watched_and_by_whom(ada: Walker) -> None:
    put_on_duty(ada.house)
    visit, now = new_id(), ada.house.clock.now()
    receipt = ada.say("start", visit, minutes=45)
    assert receipt["status"] == "received"
    assert receipt["visit"] == {
        "id": visit,
        "state": "armed",
        "due": write_time(now + timedelta(minutes=45)),
        "alert_at": write_time(now + timedelta(minutes=50)),
    }
    assert receipt["watching"] == [{"name": "Mo", "channels": ["board", "push"]}]


def test_a_repeated_signal_gets_its_first_receipt_and_has_one_effect(ada: Walker) -> None:
    start = ada.signal("start", new_id(), minutes=30)
    first = ada.send(start)
    ada.house.clock.pass_by(minutes=29)
    assert ada.send(start, start) == first * 2
    with looking(ada.house) as session:
        assert session.query(SignalRow).count() == 1


@pytest.mark.parametrize("type", ["start", "panic", "check_in"])
def test_a_repeated_signal_is_the_same_though_its_offset_was_measured_anew(ada: Walker, type: str) -> None:
    said = ada.signal(type, ada.start(), minutes=30, offset_ms=0, offset_age_s=1)
    first = ada.send(said)
    assert first[0]["status"] == "received"
    assert ada.send({**said, "offset_ms": -40, "offset_age_s": 9}) == first


def test_another_content_under_a_known_id_is_refused(ada: Walker) -> None:
    start = ada.signal("start", new_id(), minutes=30)
    ada.send(start)
    receipt = ada.send({**start, "minutes": 300})[0]
    assert (receipt["status"], list(receipt["errors"])) == ("refused", ["id"])


def test_one_bad_signal_stops_none(ada: Walker) -> None:
    visit = new_id()
    bad = [None, 7, {}, {"id": "x"}, ada.signal("dance", visit), ada.signal("start"),
           ada.signal("start", visit, minutes=-4), ada.signal("position", position={"lat": 100})]  # fmt: skip
    receipts = ada.send(*bad, ada.signal("start", visit, minutes=30))
    assert [one["status"] for one in receipts] == ["refused"] * 8 + ["received"]
    assert all(one["errors"] for one in receipts[:8])


def test_a_call_for_help_is_taken_whatever_else_is_wrong_with_it(ada: Walker) -> None:
    receipt = ada.send({"id": new_id(), "type": "panic", "at": "yesterday", "battery": "low", "extra": 1})[0]
    assert receipt["status"] == "received"
    assert [one.kind for one in alerts(ada.house)] == ["panic"]


def test_panic_opens_a_case_and_writes_its_messages_with_the_receipt(ada: Walker) -> None:
    put_on_duty(ada.house)
    put_on_duty(ada.house, "sam", "second")
    ada.say("panic")
    assert [(one.kind, one.step, one.worker_name) for one in alerts(ada.house)] == [("panic", 2, "Ada")]
    assert sorted(one.endpoint for one in messages(ada.house)) == ["push-mo", "push-sam"]


def test_a_late_panic_always_raises_however_old(ada: Walker) -> None:
    panic = ada.signal("panic")
    ada.house.clock.pass_by(days=3)
    ada.send(panic)
    assert [one.kind for one in alerts(ada.house)] == ["panic"]


def test_a_phones_own_token_lets_its_signals_in(ada: Walker) -> None:
    http = ada.house.browser_of("ada")
    token = http.post(f"/api/v1/devices/{ada.device}/token").get_json()["token"]
    ada.http = ada.house.browser()
    ada.http.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    assert ada.say("panic")["status"] == "received"
    assert ada.watch()["visits"] == []


def test_another_persons_signals_are_not_taken_for_hers(ada: Walker) -> None:
    response = ada.post(ada.signal("panic"), person=ada.house.accounts["eve"].id)
    assert (response.status_code, response.get_json()["code"]) == (401, "sign_in")


def test_nobody_ends_somebody_elses_visit(ada: Walker) -> None:
    visit = ada.start()
    eve = Walker(ada.house, "eve")
    assert eve.finish(visit)["status"] == "refused"
    assert watch_of(ada.house, visit).ended is None
    assert eve.say("panic", visit)["status"] == "received"


def test_more_than_64_kilobytes_are_refused(ada: Walker) -> None:
    response = ada.post(ada.signal("note", text="x" * 70_000))
    assert (response.status_code, response.get_json()["code"]) == (413, "too_large")


def test_ending_is_said_plainly(ada: Walker) -> None:
    visit = ada.start()
    assert ada.finish(visit)["visit"]["state"] == "ended"
    assert watch_of(ada.house, visit).next_action_at is None


def test_an_extension_over_an_hour_wants_a_monitor(ada: Walker) -> None:
    visit = ada.start(minutes=30)
    due = watch_of(ada.house, visit).due
    assert ada.say("extend", visit, minutes=30)["status"] == "received"
    assert ada.say("extend", visit, minutes=30)["status"] == "too_long"
    assert watch_of(ada.house, visit).due == due + timedelta(minutes=30)


def test_the_two_pins_are_answered_in_the_same_bytes(ada: Walker) -> None:
    put_on_duty(ada.house)
    ada.set_pins("1234", "9999")
    seen = []
    for pin in ("1234", "9999"):
        visit = ada.start(minutes=10, flagged=True)
        assert ada.finish(visit)["status"] == "pin_needed"
        assert ada.finish(visit, "1111")["status"] == "pin_wrong"
        receipt, watch = ada.finish(visit, pin), ada.watch()
        watch["visits"] = [one for one in watch["visits"] if one["id"] == visit]
        seen.append(json.dumps([receipt, watch]).replace(visit, "visit").replace(receipt["id"], "id"))
    assert seen[0] == seen[1]
    assert [one.kind for one in alerts(ada.house)] == ["duress"]


@pytest.mark.parametrize(("pin", "taken"), [("1234", 0.06), ("9999", 0.19)])
def test_after_either_pin_the_answer_waits_for_the_next_whole_step(
    ada: Walker, pin: str, taken: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada.set_pins("1234", "9999")
    visit, outside = ada.start(minutes=10, flagged=True), Stopwatch(taken)
    monkeypatch.setattr(pace, "time", outside)
    ada.finish(visit, pin)
    assert outside.slept == [pytest.approx(pace.GRAIN_SECONDS - taken)]


class Stopwatch:
    """A clock on which the work has `taken` so long; it notes how long anybody waits by it."""

    def __init__(self, taken: float) -> None:
        self._times = iter((10.0, 10.0 + taken))
        self.slept: list[float] = []

    def monotonic(self) -> float:
        return next(self._times)

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)


def test_the_digits_are_stored_nowhere(ada: Walker) -> None:
    ada.set_pins("4711", "9999")
    visit = ada.start(flagged=True)
    ada.finish(visit, "4711")
    with looking(ada.house) as session:
        rows = session.query(SignalRow).all()
    assert not [row for row in rows if "4711" in row.content + row.receipt + row.digest]
    assert json.loads(rows[-1].content)["pin"] == "right"


def test_a_sealed_pin_is_good_for_one_signal(ada: Walker) -> None:
    ada.set_pins()
    visit = ada.start(flagged=True)
    stolen = ada.signal("finish", visit, pin=ada.seal("1234", signal=new_id()))
    assert ada.send(stolen)[0]["status"] == "pin_wrong"


def test_a_live_finish_stands_an_alert_down_and_duress_never_does(ada: Walker) -> None:
    ada.set_pins()
    visit = ada.start(minutes=10)
    ada.say("panic", visit)
    ada.house.clock.pass_by(minutes=1)
    ada.finish(visit, "1234")
    assert [(one.kind, one.state) for one in alerts(ada.house)] == [("panic", "stand_down")]
    assert events(ada.house)[-1][0] == "stand_down"


def test_a_clock_that_is_slow_by_less_than_a_minute_spares_nobody_the_pin_after_an_alert(ada: Walker) -> None:
    ada.set_pins()
    ada.skew = timedelta(seconds=-50)
    visit = ada.start(minutes=30)
    ada.say("panic", visit)
    ada.house.clock.pass_by(seconds=30)
    assert ada.finish(visit)["status"] == "pin_needed"
    assert [(one.kind, one.state) for one in alerts(ada.house)] == [("panic", "broadcast")]


def test_an_alert_stands_down_for_nobody_who_has_not_entered_the_right_pin(ada: Walker) -> None:
    visit = ada.start(minutes=30)
    ada.say("panic")  # outside the visit, as far as this phone knew
    ada.house.clock.pass_by(minutes=1)
    ada.finish(visit)
    assert [(one.kind, one.state, one.paused) for one in alerts(ada.house)] == [("panic", "downgraded", True)]


def test_her_phone_is_told_when_the_database_is_another_one(ada: Walker) -> None:
    before = ada.watch()["epoch"]
    assert ada.watch()["epoch"] == before
    with ada.house.app.app_context():
        begin_new_epoch(None)
    assert ada.watch()["epoch"] != before


def test_a_shut_out_phone_may_only_call_for_help(ada: Walker) -> None:
    ada.start()
    ada.house.give_device("ada", ada.device)
    assert ada.http.post(f"/api/v1/devices/{ada.device}/revoke").status_code < 300
    assert ada.say("start", new_id(), minutes=5)["status"] == "refused"
    assert ada.say("panic")["status"] == "received"


def test_a_shut_out_phone_that_calls_itself_something_else_may_only_call_for_help(ada: Walker) -> None:
    visit = ada.start()
    assert ada.http.post("/api/v1/sync", json={"protocol": 1, "device": ada.device}).status_code == 200
    assert ada.http.post(f"/api/v1/devices/{ada.device}/revoke").status_code == 204
    ada.device = new_id()
    assert ada.finish(visit)["errors"] == {"device": ["This phone has been shut out."]}
    assert watch_of(ada.house, visit).ended is None
    assert ada.say("panic", visit)["status"] == "received"


def test_a_call_that_nobody_could_be_told_of_says_so_to_whoever_called(ada: Walker) -> None:
    ada.say("panic")
    assert (ada.watch()["alert"]["told_at"], ada.watch()["alert"]["nobody_told"]) == (None, True)


def test_a_call_of_which_a_message_waits_or_that_a_board_shows_is_not_said_to_reach_nobody(
    ada: Walker,
) -> None:
    put_on_duty(ada.house)
    ada.say("panic")
    assert ada.watch()["alert"]["nobody_told"] is False
    with ada.house.app.app_context(), writing() as session:
        session.execute(update(MessageRow).values(state="dead", next_attempt_at=None))
    assert ada.watch()["alert"]["nobody_told"] is False
    ada.house.clock.pass_by(minutes=2)  # her board is shut by now
    assert ada.watch()["alert"]["nobody_told"] is True


def test_a_call_that_a_phone_has_shown_is_said_to_have_told_somebody(ada: Walker) -> None:
    put_on_duty(ada.house)
    ada.say("panic")
    ada.house.clock.pass_by(minutes=2)
    with ada.house.app.app_context(), writing() as session:
        now = ada.house.clock.now()
        sent = {"state": "sent", "sent": now, "shown": now, "next_attempt_at": None}
        session.execute(update(MessageRow).values(**sent))
    alert = ada.watch()["alert"]
    assert (alert["told_at"], alert["nobody_told"]) == (write_time(ada.house.clock.now()), False)


def test_who_was_told_of_a_silence_was_not_told_of_the_call_for_help_after_it(ada: Walker) -> None:
    put_on_duty(ada.house)
    raise_case(ada.house, AlertKind.NO_CONTACT)
    with ada.house.app.app_context(), writing() as session:
        sent = {"state": "sent", "sent": ada.house.clock.now(), "next_attempt_at": None}
        session.execute(update(MessageRow).values(**sent))
    ada.house.clock.pass_by(minutes=2)
    ada.say("panic")
    alert = ada.watch()["alert"]
    assert (alert["kind"], alert["told_at"], alert["nobody_told"]) == ("panic", None, False)
    with ada.house.app.app_context(), writing() as session:
        failed = {"state": "failed", "next_attempt_at": None}
        session.execute(update(MessageRow).where(MessageRow.sent.is_(None)).values(**failed))
    alert = ada.watch()["alert"]
    assert (alert["told_at"], alert["nobody_told"]) == (None, True)


def test_a_number_that_nobody_has_entered_is_none_and_not_an_empty_one(ada: Walker) -> None:
    assert ada.watch()["monitor"] == {"phone": None, "sms": None, "name": None}
