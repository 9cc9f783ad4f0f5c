"""The address that a monitor asks tells whether the work is done, not whether a process runs."""

import pytest
from sqlalchemy import text

from server.engine import Engine
from server.store.database import reading, session, writing
from server.store.heartbeat import beat as write_beat
from server.store.heartbeat import last_beat
from tests.server.house import House
from tests.server.walks import Walker, kinds, run, spoil
from tests.server.watching import board

WELL = {"database": "ok", "engine": "ok", "sender": "ok", "auditor": "ok", "watch": "ok"}


def beat(house: House, *names: str) -> None:
    with house.app.app_context(), writing():
        for name in names or ("engine", "sender", "auditor"):
            write_beat(name, house.clock.now())


def asked(house: House) -> tuple[int, dict[str, str]]:
    answer = house.browser().get("/healthz")
    return answer.status_code, answer.json["parts"]


def test_all_is_well_while_the_engine_works(house: House) -> None:
    beat(house)
    house.clock.pass_by(seconds=59)
    assert asked(house) == (200, WELL)


@pytest.mark.parametrize("name", ["engine", "sender", "auditor"])
def test_a_part_that_stopped_is_noticed_after_a_minute(house: House, name: str) -> None:
    beat(house, name)
    house.clock.pass_by(seconds=60)
    beat(house, *({"engine", "sender", "auditor"} - {name}))
    assert asked(house) == (503, {**WELL, name: "has not worked for 60 seconds"})


@pytest.mark.parametrize("look", [0, 30, 55])
def test_an_engine_that_died_before_the_clock_was_set_back_is_noticed(house: House, look: int) -> None:
    beat(house)
    house.clock.pass_by(minutes=look - 60)
    gone = dict.fromkeys(("engine", "sender", "auditor"), "has not worked since a clock was set back")
    assert asked(house) == (503, {**WELL, **gone})
    pulse = {"ok": False, "heartbeat_age_s": None}
    found = board(house.browser_of("mo"))
    assert found["engine"] == Walker(house).watch()["engine"] == pulse
    assert [one for one in found["trouble"] if "since a clock was set back" in one] == [
        "The engine has not worked since a clock was set back: no alert is raised. Watch the times.",
        "Nothing has sent messages since a clock was set back. Watch this board, and ring people.",
        "Nothing has checked since a clock was set back that every alert goes on by itself.",
    ]


def test_clocks_that_are_two_seconds_apart_are_no_trouble(house: House) -> None:
    beat(house)
    house.clock.pass_by(seconds=-2)
    assert asked(house) == (200, WELL)
    found = board(house.browser_of("mo"))
    assert found["engine"] == Walker(house).watch()["engine"] == {"ok": True, "heartbeat_age_s": 0}
    assert not any("clock" in one for one in found["trouble"])


def test_a_visit_that_has_waited_for_a_minute_is_noticed(house: House) -> None:
    Walker(house).start(minutes=30)
    house.clock.pass_by(minutes=21)
    beat(house)
    assert asked(house) == (503, {**WELL, "watch": "something has waited for 60 seconds"})


def test_a_visit_that_fails_again_when_it_is_tried_again_is_noticed(engine: Engine, house: House) -> None:
    visit = Walker(house).start(minutes=10)
    run(engine, house, minutes=14)
    spoil(house, visit, "{")
    run(engine, house, minutes=1)
    beat(house)
    assert (kinds(house), asked(house)) == ([], (200, WELL))
    run(engine, house, minutes=1)
    beat(house)
    assert asked(house) == (503, {**WELL, "watch": "something could not be worked out for 60 seconds"})
    spoil(house, visit, '{"minutes": 10}')
    run(engine, house, minutes=2)
    beat(house)
    assert (kinds(house), asked(house)) == ([("overdue", "open", 1)], (200, WELL))


def test_an_engine_that_was_never_started_is_noticed(house: House) -> None:
    beat(house, "sender", "auditor")
    assert asked(house) == (503, {**WELL, "engine": "has never run"})


def test_a_database_that_cannot_be_written_is_noticed(house: House) -> None:
    with house.app.app_context(), writing():
        session().execute(text("DROP TABLE heartbeat"))
    unknown = {**dict.fromkeys(WELL, "not known"), "database": "cannot be written"}
    assert asked(house) == (503, unknown)


def test_whoever_asks_however_often_has_the_database_written_to_once_in_ten_seconds(house: House) -> None:
    def tried() -> int:
        with house.app.app_context(), reading():
            last = last_beat("web")
        return round((last - began).total_seconds()) if last else -1

    began, seen = house.clock.now(), []
    beat(house)
    for _ in range(6):
        asked(house)
        seen.append(tried())
        house.clock.pass_by(seconds=3)
    assert seen == [0, 0, 0, 0, 12, 12]
    house.clock.pass_by(hours=-1)
    asked(house)
    assert tried() == 18 - 3600


def test_a_database_that_can_only_be_read_is_noticed_within_ten_seconds(house: House) -> None:
    beat(house)
    house.clock.pass_by(seconds=1)
    assert asked(house) == (200, WELL)
    with house.app.app_context(), writing():  # so far it takes no sign of life of the web server's
        session().execute(text("CREATE UNIQUE INDEX one ON heartbeat (at) WHERE name IN ('web', 'engine')"))
    house.clock.pass_by(seconds=10)
    beat(house)
    assert asked(house) == (503, {**WELL, "database": "cannot be written"})
