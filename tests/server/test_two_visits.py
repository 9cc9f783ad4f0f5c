"""What is known of one visit is not taken for another, and what a person has to look at waits for one."""

import json
from datetime import timedelta

from server.engine import Engine
from tests.server.house import House
from tests.server.walks import Walker, alerts, events, kinds, late, messages, new_id, run, watch_of
from tests.server.watching import add_watch, board


def test_a_second_visit_that_is_overdue_is_told_while_the_first_stands_down(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    first = ada.start(minutes=10)
    ada.start(minutes=14)
    run(engine, house, minutes=16)
    ada.finish(first, "1234")
    assert kinds(house) == [("overdue", "stand_down", 1)]
    run(engine, house, minutes=4)
    assert kinds(house) == [("overdue", "open", 1)]


def test_a_second_visit_that_is_overdue_is_shown_with_its_own_door_and_time(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    first = ada.start(minutes=10, place="1 Quiet Row")
    run(engine, house, minutes=16)
    ada.finish(first, "1234")
    second = ada.start(minutes=3, place="2 Loud Lane")
    run(engine, house, minutes=9)
    [card], [case] = board(house.browser_of("mo"))["alerts"], alerts(house)
    assert (card["state"], card["visit"], card["place"]) == ("open", second, "2 Loud Lane")
    assert case.for_time == watch_of(house, second).alert_at
    told = [json.loads(one.payload) for one in messages(house)]
    assert [one["body"][-6:-1] for one in told if one["siren"]] == ["10:10", "10:19"]


def test_a_second_visit_is_shown_too_where_the_first_was_ended_by_phone_and_its_alert_is_open(
    engine: Engine, house: House, ada: Walker
) -> None:
    first = ada.start(minutes=10, place="1 Quiet Row")
    second = ada.start(minutes=20, place="2 Loud Lane")
    run(engine, house, minutes=16)
    said = {"note": "She is out of there."}
    assert house.browser_of("mo").post(f"/api/v1/visits/{first}/end", json=said).status_code == 200
    run(engine, house, minutes=9)
    [card] = board(house.browser_of("mo"))["alerts"]
    assert (card["kind"], card["visit"], card["place"]) == ("overdue", second, "2 Loud Lane")


def test_while_the_first_visit_has_not_ended_a_second_takes_nobody_from_its_door(
    engine: Engine, house: House, ada: Walker
) -> None:
    first = ada.start(minutes=10, place="1 Quiet Row")
    ada.start(minutes=12, place="2 Loud Lane")
    run(engine, house, minutes=18)
    [card] = board(house.browser_of("mo"))["alerts"]
    assert (card["visit"], card["place"]) == (first, "1 Quiet Row")


def test_once_the_first_of_two_overdue_visits_has_ended_the_alert_names_the_other(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    first = ada.start(minutes=10, place="1 Quiet Row")
    second = ada.start(minutes=12, place="2 Loud Lane")
    run(engine, house, minutes=18)
    ada.finish(first, "1234")
    [card], [case] = board(house.browser_of("mo"))["alerts"], alerts(house)
    assert (card["state"], card["visit"], card["place"]) == ("downgraded", second, "2 Loud Lane")
    assert case.for_time == watch_of(house, second).alert_at
    assert events(house)[-1][1] == "Ada was heard at 10:18, and a visit has not been ended. Ring to confirm."


def test_a_late_word_from_between_two_overdue_visits_lowers_no_alert_about_both(
    engine: Engine, house: House, ada: Walker
) -> None:
    first, second = ada.start(minutes=10), ada.start(minutes=14)
    run(engine, house, minutes=17)
    queued = [late(ada, "check_in", first), late(ada, "finish", first), late(ada, "check_in", second)]
    run(engine, house, minutes=6)
    for word in queued:
        ada.send(word)
        [case] = alerts(house)
        assert (case.state, case.grade, case.step) == ("open", "red", 3)
    assert (watch_of(house, first).ending, case.visit) == ("late", second)


def test_a_late_word_from_after_both_were_overdue_lowers_the_alert(
    engine: Engine, house: House, ada: Walker
) -> None:
    first, _ = ada.start(minutes=10), ada.start(minutes=14)
    run(engine, house, minutes=20)
    queued = late(ada, "check_in", first)
    run(engine, house, minutes=3)
    ada.send(queued)
    assert kinds(house) == [("overdue", "downgraded", 3)]


def test_a_late_word_about_the_second_overdue_visit_that_is_over_lowers_an_alert_about_the_first(
    engine: Engine, house: House, ada: Walker
) -> None:
    _, second = ada.start(minutes=10), ada.start(minutes=14)
    run(engine, house, minutes=17)
    queued = late(ada, "finish", second)
    run(engine, house, minutes=6)
    ada.send(queued)
    assert (kinds(house), watch_of(house, second).ending) == ([("overdue", "downgraded", 3)], "late")


def test_a_word_from_before_an_alert_is_no_news_of_her(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=2)
    queued = late(ada, "check_in", visit)
    run(engine, house, minutes=14)
    ada.send(queued)
    assert kinds(house) == [("overdue", "open", 1)]
    assert events(house)[-1] == ("signal", "Check-in made 10:02, received 10:16.")


def test_a_word_from_after_an_alert_says_when_it_was_made(engine: Engine, house: House, ada: Walker) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=16)
    queued = late(ada, "check_in", visit)
    run(engine, house, minutes=3)
    ada.send(queued)
    assert kinds(house) == [("overdue", "downgraded", 2)]
    made = "A word of Ada made 10:16 was received 10:19, and a visit has not been ended. Ring to confirm."
    assert events(house)[-1][1] == made


def test_the_late_end_of_an_earlier_visit_says_nothing_about_the_one_that_is_overdue(
    engine: Engine, house: House, ada: Walker
) -> None:
    first = ada.start(minutes=60)
    run(engine, house, minutes=5)
    queued = late(ada, "finish", first)
    ada.start(minutes=5)
    run(engine, house, minutes=12)
    assert kinds(house) == [("overdue", "open", 1)]
    ada.send(queued)
    assert watch_of(house, first).ending == "late"
    assert kinds(house) == [("overdue", "open", 1)]


def test_whoever_holds_her_phone_calms_no_call_for_help_by_another_visit(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    ada.say("panic", ada.start(minutes=60))
    another = ada.start(minutes=30)
    run(engine, house, minutes=1)
    before = kinds(house)
    assert ada.finish(another)["visit"]["state"] == "ended"
    assert kinds(house) == before


def silent_plan(engine: Engine, house: House, visit: str | None = None) -> None:
    """A plan of Ada's of which nothing has been heard."""
    begins = house.clock.now() - timedelta(minutes=14)
    add_watch(
        house, visit or new_id(), state="planned", place="1 Quiet Row", planned_start=begins,
        planned_minutes=90, due=None, alert_at=None, last_heard=None, next_action_at=house.clock.now(),
    )  # fmt: skip
    run(engine, house, minutes=2)
    assert kinds(house) == [("no_contact", "open", 1)]


def test_an_old_word_about_another_visit_does_not_end_the_silence_of_a_plan(
    engine: Engine, house: House, ada: Walker
) -> None:
    queued = late(ada, "check_in", ada.start(minutes=120))
    silent_plan(engine, house)
    ada.send(queued)
    assert kinds(house) == [("no_contact", "open", 1)]
    assert events(house)[-1] == ("signal", "Check-in made 10:00, received 10:02.")
    ada.say("check_in", queued["visit"])
    assert kinds(house) == [("no_contact", "stand_down", 1)]


def test_the_late_start_of_a_silent_plan_ends_its_silence(engine: Engine, house: House, ada: Walker) -> None:
    queued = late(ada, "start", new_id(), minutes=90)
    silent_plan(engine, house, str(queued["visit"]))
    ada.send(queued)
    assert kinds(house) == [("no_contact", "stand_down", 1)]


def test_a_call_for_help_from_another_visit_sends_nobody_to_the_door_of_the_first(
    engine: Engine, house: House, ada: Walker
) -> None:
    silent_plan(engine, house)
    visit = new_id()
    ada.say("start", visit, minutes=60, place="2 Loud Lane", flagged=True)
    ada.say("panic", visit, position={"lat": 55.0, "lon": -3.0})
    [card] = board(house.browser_of("mo"))["alerts"]
    assert (card["kind"], card["visit"], card["place"]) == ("panic", visit, "2 Loud Lane")
    assert (card["position"]["lat"], card["flagged"]) == (55.0, True)


def test_a_call_for_help_from_outside_a_visit_has_the_place_that_follows_it_whatever_came_before(
    engine: Engine, house: House, ada: Walker
) -> None:
    silent_plan(engine, house)
    ada.say("panic")
    ada.say("position", position={"lat": 55.0, "lon": -3.0})
    [card] = board(house.browser_of("mo"))["alerts"]
    assert (card["visit"], card["place"], card["position"]["lat"]) == (None, None, 55.0)


def test_an_alert_that_a_flagged_visit_has_raised_never_closes_by_itself(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    silent_plan(engine, house)
    visit = new_id()
    ada.say("note", text="Late.")
    ada.say("start", visit, minutes=5, flagged=True)
    run(engine, house, minutes=8)
    assert kinds(house)[0][:2] == ("overdue", "open")
    ada.finish(visit, "1234")
    run(engine, house, minutes=30)
    assert kinds(house)[0][:2] == ("overdue", "stand_down")


def test_without_a_pin_her_finish_pauses_an_alert_and_closes_nothing(
    engine: Engine, house: House, ada: Walker
) -> None:
    visit = ada.start(minutes=10)
    run(engine, house, minutes=16)
    assert ada.finish(visit)["visit"]["state"] == "ended"
    assert kinds(house) == [("overdue", "downgraded", 1)]
    run(engine, house, minutes=11)
    assert kinds(house) == [("overdue", "open", 2)]


def end_with_a_wrong_pin(engine: Engine, house: House, ada: Walker, visit: str) -> None:
    """Somebody ends it with a wrong PIN where there is no network."""
    finish = late(ada, "finish", visit)
    finish["pin"] = ada.seal("1111", signal=finish["id"])
    run(engine, house, minutes=5)
    ada.send(finish)
    assert watch_of(house, visit).ending == "unverified"


def test_an_end_with_a_wrong_pin_stays_amber_until_a_person_has_looked_whatever_is_pressed_next(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    end_with_a_wrong_pin(engine, house, ada, ada.start(minutes=30))
    another = ada.start(minutes=60)
    ada.say("check_in", another)
    run(engine, house, minutes=15)
    assert [(one.kind, one.state, one.grade) for one in alerts(house)] == [("no_contact", "open", "amber")]


def test_an_end_with_a_wrong_pin_wakes_an_alert_that_would_have_closed_by_itself(
    engine: Engine, house: House, ada: Walker
) -> None:
    ada.set_pins()
    first, second = ada.start(minutes=10), ada.start(minutes=60)
    run(engine, house, minutes=16)
    ada.finish(first, "1234")
    assert kinds(house) == [("overdue", "stand_down", 1)]
    end_with_a_wrong_pin(engine, house, ada, second)
    assert [(one.state, one.grade, one.step) for one in alerts(house)] == [("open", "amber", 1)]
    run(engine, house, minutes=30)
    assert alerts(house)[0].resolved is None
