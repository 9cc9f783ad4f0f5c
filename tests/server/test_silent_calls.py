"""A call for help in secret shows on no screen that whoever forces her can see."""

from sqlalchemy import update

from server.store.database import writing
from server.store.messages import MessageRow
from tests.server.house import House
from tests.server.walks import Walker
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
        assert say(house.browser_of("mo"), found["id"], "resolve", outcome="safe_spoke").status_code == 200
        assert board(sam.http)["closed"] == []
    assert seen[0] == seen[1]
    assert seen[0][:3] == ([], [], [])
