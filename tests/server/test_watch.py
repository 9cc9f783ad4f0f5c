"""The watch: what becomes due is done once, by whichever engine comes first, and nothing is forgotten."""

import json
from datetime import timedelta

from sqlalchemy import delete, text, update

from server.adapters.world import World
from server.engine import Engine
from server.store.alerts import AlertRow
from server.store.database import session, writing
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow
from server.store.watches import WatchRow
from server.store.wrong_rows import WrongRow
from tests.server.house import House
from tests.server.walks import (
    Walker,
    alerts,
    events,
    give_browser,
    kinds,
    late,
    looking,
    messages,
    put_on_duty,
    run,
    spoil,
    watch_of,
)


def test_silence_past_the_grace_opens_one_alert(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=14, seconds=30)
    assert kinds(house) == []
    run(engine, house, seconds=30)
    assert kinds(house) == [("overdue", "open", 1)]
    assert alerts(house)[0].for_time == watch_of(house, visit).alert_at
    run(engine, house, minutes=3)
    assert kinds(house) == [("overdue", "open", 2)]


def test_a_finish_in_time_is_the_end_of_it(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=9)
    ada.finish(visit)
    run(engine, house, minutes=30)
    assert kinds(house) == []


def test_she_is_reminded_and_only_of_what_is_next(engine: Engine, house: House, ada: Walker) -> None:
    with house.app.app_context(), writing():
        give_browser(house, "ada")
    ada.start(minutes=20)
    run(engine, house, minutes=10)
    house.clock.pass_by(minutes=9)
    engine.work()
    told = [json.loads(one.payload)["body"] for one in messages(house)]
    assert told == ["10 min left: extend or finish.", "1 min left: extend or finish."]


def test_a_broadcast_goes_on_without_end(engine: Engine, house: House, ada: Walker) -> None:
    ada.start(minutes=1)
    run(engine, house, minutes=26)
    assert kinds(house) == [("overdue", "broadcast", 4)]
    before = len(messages(house))
    run(engine, house, minutes=20)
    assert len(messages(house)) == before + 4 * 3


def test_missed_steps_fire_together_once_and_say_how_late(engine: Engine, house: House, ada: Walker) -> None:
    ada.start(minutes=10)
    house.clock.pass_by(minutes=22)
    while engine.work():
        pass
    assert kinds(house) == [("overdue", "open", 1)]
    assert "Detected 7 min late." in events(house)[0][1]
    assert len(messages(house)) == 1


def test_two_engines_open_one_alert(engine: Engine, house: House, ada: Walker) -> None:
    other = Engine(house.app)
    ada.start(minutes=10)
    house.clock.pass_by(minutes=15)
    engine.work()
    other.work()
    assert len(alerts(house)) == 1
    other._deliverer.close()


def test_one_bad_row_delays_no_other(engine: Engine, house: House, ada: Walker) -> None:
    bad = ada.start(minutes=10)
    eve = Walker(house, "eve")
    eve.start(minutes=10)
    spoil(house, bad, "{")
    house.clock.pass_by(minutes=15)
    engine.work()
    assert [one.worker_name for one in alerts(house)] == ["Eve"]
    with looking(house) as look:
        wrong = look.query(WrongRow).one()
    assert (wrong.key, wrong.retry_at) == (bad, house.clock.now() + timedelta(seconds=60))
    spoil(house, bad, '{"minutes": 10}')
    run(engine, house, seconds=60)
    assert {one.worker_name for one in alerts(house)} == {"Ada", "Eve"}


def test_what_nobody_would_act_on_is_found_acted_on_and_reported(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.start(minutes=10)
    eve = Walker(house, "eve")
    eve.say("panic")
    with house.app.app_context(), writing():
        session().execute(update(WatchRow).values(next_action_at=None))
        session().execute(update(AlertRow).values(next_action_at=None))
        session().execute(update(MessageRow).values(next_attempt_at=None))
    house.clock.pass_by(minutes=20)
    engine.work()
    assert [one.kind for one in alerts(house)] == ["panic"]
    engine.audit()
    assert {one.kind for one in alerts(house)} == {"panic", "overdue", "engine_degraded"}
    assert not [one for one in alerts(house) if one.next_action_at is None]
    assert all(one.next_attempt_at for one in messages(house))
    reason = events(house)[-2][1]
    assert "Visits found with nothing to happen next: 1." in reason
    assert "Alerts found with nothing to happen next: 1." in reason


def test_an_alert_that_was_only_noted_as_done_is_found(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    house.clock.pass_by(minutes=16)
    with house.app.app_context(), writing():
        done = {"acted_until": house.clock.now(), "next_action_at": None}
        session().execute(update(WatchRow).values(**done))
    engine.audit()
    assert (alerts(house)[0].kind, alerts(house)[0].visit) == ("overdue", visit)


def test_nobody_watching_is_told_to_those_who_lead(house: House, ada: Walker) -> None:
    put_on_duty(house, "sam", "manager")
    engine = Engine(house.app)
    ada.start(minutes=60)
    engine.audit()
    assert kinds(house) == [("nobody_watching", "open", 1)]
    assert [one.endpoint for one in messages(house)] == ["push-sam"]
    engine._deliverer.close()


def test_that_nobody_watches_is_not_left_to_whoever_does_not_watch(house: House, ada: Walker) -> None:
    put_on_duty(house)
    with house.app.app_context(), writing():
        give_browser(house, "sam")
        session().execute(delete(PushEndpointRow).where(PushEndpointRow.id == "push-mo"))
        mail = {"channel": "email", "address": "mo@northside.example"}
        session().add(ReachRow(organisation=house.organisation, account=house.accounts["mo"].id, **mail))
    house.app.extensions["doorstep.channels"]["email"] = house.app.extensions["doorstep.channels"]["push"]
    house.clock.pass_by(minutes=5)  # her board is shut, and a letter box is no watch
    engine = Engine(house.app)
    ada.start(minutes=60)
    engine.audit()
    engine._deliverer.close()
    assert [one.kind for one in alerts(house)] == ["nobody_watching"]
    assert "push-sam" in [one.endpoint for one in messages(house)]


def test_a_monitor_with_a_telephone_only_is_not_waited_for_at_a_step_without_one(
    house: House, ada: Walker
) -> None:
    put_on_duty(house)
    with house.app.app_context(), writing():
        session().execute(delete(PushEndpointRow))
        phone = {"channel": "text", "address": "+447700900123"}
        session().add(ReachRow(organisation=house.organisation, account=house.accounts["mo"].id, **phone))
    house.app.extensions["doorstep.channels"]["text"] = house.app.extensions["doorstep.channels"]["push"]
    ada.start(minutes=10)
    house.clock.pass_by(minutes=16)
    engine = Engine(house.app)
    engine.work()
    engine._deliverer.close()
    assert kinds(house) == [("overdue", "open", 2)]
    assert [one.channel for one in messages(house)] == ["text"]


def test_amber_with_nobody_on_duty_is_told_to_everybody(house: House, ada: Walker) -> None:
    with house.app.app_context(), writing():
        give_browser(house, "sam")
    ada.set_pins()
    visit = ada.start(minutes=30, flagged=True)
    finish = late(ada, "finish", visit)
    finish["pin"] = ada.seal("1111", signal=finish["id"])
    house.clock.pass_by(minutes=5)
    ada.send(finish)
    assert [(one.kind, one.grade) for one in alerts(house)] == [("no_contact", "amber")]
    assert [one.endpoint for one in messages(house)] == ["push-sam"]


def test_a_change_of_shift_is_no_alarm(engine: Engine, house: House, ada: Walker) -> None:
    ada.start(minutes=900)
    house.clock.pass_by(hours=12)
    engine.audit()
    assert "nobody_watching" not in {one.kind for one in alerts(house)}
    house.clock.pass_by(seconds=61)
    engine.audit()
    assert "nobody_watching" in {one.kind for one in alerts(house)}


def test_a_clock_that_was_set_is_said_so(engine: Engine, house: House, ada: Walker) -> None:
    ada.start(minutes=60)
    house.app.extensions["doorstep"] = World(now=house.clock.now, jumped=lambda: timedelta(hours=1))
    engine.audit()
    assert [one.kind for one in alerts(house)] == ["engine_degraded"]
    assert "set forward by 60 min" in events(house)[0][1]


def test_after_a_gap_nothing_closes_by_itself(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=16)
    ada.set_pins()
    ada.finish(visit, "1234")
    assert kinds(house) == [("overdue", "stand_down", 1)]
    house.clock.pass_by(hours=1)
    again = Engine(house.app)
    again._stopping.set()
    again.run()
    again.work()
    assert kinds(house)[0] == ("overdue", "stand_down", 1)
    run(again, house, minutes=11)
    assert kinds(house)[0] == ("overdue", "resolved", 1)


def test_a_failing_task_stops_no_other(engine: Engine, house: House, ada: Walker) -> None:
    ada.start(minutes=10)
    house.clock.pass_by(minutes=15)
    with house.app.app_context(), writing():
        session().execute(text("ALTER TABLE access RENAME TO away"))
    engine.work()
    assert kinds(house) == [("overdue", "open", 1)]


def test_a_late_word_of_safety_lowers_an_alert_and_closes_nothing(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    house.clock.pass_by(minutes=9)
    finish = late(ada, "finish", visit)
    run(engine, house, minutes=8)
    ada.send(finish)
    alert = alerts(house)[0]
    assert (alert.state, alert.grade) == ("downgraded", "amber")
    assert events(house)[-1][1] == "Finish made 10:09, received 10:17, phone had no signal. Ring to confirm."
    run(engine, house, minutes=10)
    assert (alerts(house)[0].state, alerts(house)[0].step, alerts(house)[0].grade) == ("open", 2, "red")


def test_a_time_that_cannot_be_trusted_is_a_line_and_no_more(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    finish = ada.signal("finish", visit)
    run(engine, house, minutes=16)
    assert ada.send(finish)[0]["visit"]["state"] == "overdue"
    assert kinds(house) == [("overdue", "open", 1)]
    assert events(house)[-1] == ("signal", "Finish received 10:16.")


def test_a_finish_offline_with_a_wrong_pin_ends_the_visit_and_is_amber(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    visit = ada.start(minutes=30, flagged=True)
    finish = late(ada, "finish", visit)
    finish["pin"] = ada.seal("1111", signal=finish["id"])
    house.clock.pass_by(minutes=5)
    assert ada.send(finish)[0]["visit"]["state"] == "ended"
    assert [(one.kind, one.grade) for one in alerts(house)] == [("no_contact", "amber")]
    assert watch_of(house, visit).ending == "unverified"


def test_a_start_that_arrives_after_its_own_time_is_amber_and_has_its_grace(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = str(ada.signal("note")["id"])
    start = late(ada, "start", visit, minutes=10)
    house.clock.pass_by(minutes=30)
    assert ada.send(start)[0]["visit"]["state"] == "grace"
    assert [one.kind for one in alerts(house)] == ["no_contact"]
    run(engine, house, minutes=4)
    assert [one.kind for one in alerts(house)] == ["no_contact"]
    run(engine, house, minutes=1)
    assert [one.kind for one in alerts(house)] == ["overdue"]
