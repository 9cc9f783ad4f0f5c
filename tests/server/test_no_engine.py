"""What phones say while no engine runs: an alert that was due is opened first, and only once."""

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, kinds, late, run, watch_of
from tests.server.watching import say


def test_while_no_engine_runs_an_extension_after_the_alert_was_due_does_not_move_it(
    house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    due = watch_of(house, visit).due
    house.clock.pass_by(minutes=20)
    ada.say("extend", visit, minutes=10)
    assert [(one.kind, one.visit) for one in alerts(house)] == [("overdue", visit)]
    assert watch_of(house, visit).due == due
    assert "Detected 5 min late." in events(house)[0][1]


def test_while_no_engine_runs_an_end_with_a_wrong_pin_after_the_alert_was_due_is_red(
    house: House, ada: Walker
) -> None:
    ada.set_pins()
    visit = ada.start(minutes=10)
    house.clock.pass_by(minutes=20)
    finish = late(ada, "finish", visit)
    finish["pin"] = ada.seal("1111", signal=finish["id"])
    house.clock.pass_by(minutes=5)
    ada.send(finish)
    assert [(one.kind, one.grade) for one in alerts(house)] == [("overdue", "red")]


def test_an_engine_that_comes_back_opens_no_second_alert(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    house.clock.pass_by(minutes=20)
    ada.say("position", visit)
    run(engine, house, minutes=1)
    assert kinds(house) == [("overdue", "open", 1)]


def test_a_call_for_help_that_is_closed_meanwhile_is_no_end_of_a_visit_that_is_overdue(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    house.clock.pass_by(minutes=12)
    ada.say("panic", visit)
    house.clock.pass_by(minutes=8)
    [call] = alerts(house)
    closed = say(house.browser_of("mo"), call.id, "resolve", outcome="pressed_by_accident", kind="panic")
    assert closed.status_code == 200
    run(engine, house, minutes=1)
    assert watch_of(house, visit).state == "overdue"
    assert [(one.kind, one.state) for one in alerts(house)] == [("panic", "resolved"), ("overdue", "open")]
