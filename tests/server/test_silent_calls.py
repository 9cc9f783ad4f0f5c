"""A call for help in secret shows on no screen that whoever forces her can see."""

from sqlalchemy import update

from server.engine import Engine
from server.store.database import writing
from server.store.messages import MessageRow
from tests.server.house import House
from tests.server.walks import Walker, run
from tests.server.watching import board, hire_mel, put_on_duty, say


def test_of_her_own_silent_call_for_help_the_board_of_whoever_watches_shows_no_sign(house: House) -> None:
    mel = hire_mel(house)
    put_on_duty(house, mel)
    sam = Walker(house, "sam")
    sam.set_pins("1234", "9999")
    seen = []
    for pin in ("1234", "9999"):
        visit = sam.start(minutes=10, flagged=True)
        sam.say("panic", visit)
        house.clock.pass_by(seconds=20)
        assert sam.finish(visit, pin)["status"] == "received"
        with house.app.app_context(), writing() as session:
            session.execute(update(MessageRow).values(state="dead"))
        house.clock.pass_by(seconds=20)
        shown = board(sam.http)
        seen.append((shown["alerts"], shown["closed"], shown["visits"], shown["trouble"]))
        [found] = board(house.browser_of("mo"))["alerts"]
        ended = say(house.browser_of("mo"), found["id"], "resolve", outcome="safe_spoke", kind=found["kind"])
        assert ended.status_code == 200
        assert board(sam.http)["closed"] == []
    assert seen[0] == seen[1]
    assert seen[0][:3] == ([], [], [])


def test_a_call_after_the_end_of_a_visit_stays_on_her_phone_and_looks_alike_after_either_pin(
    engine: Engine, house: House
) -> None:
    seen = []
    for name, pin in (("ada", "1234"), ("eve", "9999")):
        walker = Walker(house, name)
        walker.set_pins("1234", "9999")
        visit = walker.start(minutes=10)
        run(engine, house, minutes=16)
        walker.finish(visit, pin)
        assert walker.watch()["alert"] is None
        house.clock.pass_by(minutes=2)
        walker.say("panic")
        found = walker.watch()["alert"]
        assert found["kind"] == "panic"
        seen.append({part: found[part] for part in ("kind", "state", "told_at", "nobody_told", "owner")})
    assert seen[0] == seen[1]


def test_a_call_is_open_after_the_end_of_a_visit_alike_after_either_pin_until_a_person_closes_it(
    engine: Engine, house: House
) -> None:
    mo = house.browser_of("mo")
    seen: list[list[object]] = []
    for name, pin in (("ada", "1234"), ("eve", "9999")):
        walker = Walker(house, name)
        walker.set_pins("1234", "9999")
        visit = walker.start(minutes=60)
        walker.say("panic", visit)
        [found] = board(mo)["alerts"]
        assert say(mo, found["id"], "acknowledge").status_code == 200
        assert walker.watch()["alert"]["owner"] is not None
        house.clock.pass_by(minutes=2)
        walker.finish(visit, pin)
        told = []
        for _ in range(4):
            alert = walker.watch()["alert"]
            assert alert.pop("id") == found["id"]
            alert.pop("opened")
            told.append(alert)
            run(engine, house, minutes=3)
        [raised] = board(mo)["alerts"]
        closed = say(mo, found["id"], "resolve", outcome="safe_spoke", kind=raised["kind"])
        assert closed.status_code == 200
        seen.append([*told, walker.watch()["alert"]])
    assert seen[0] == seen[1]
    assert seen[0][0] == {
        "kind": "panic", "state": "open", "told_at": None, "nobody_told": False, "owner": None,
    }  # fmt: skip
    assert seen[0][-1] is None
