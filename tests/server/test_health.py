"""The address that a monitor asks tells whether the work is done, not whether a process runs."""

from sqlalchemy import text

from server.services.tidy import show_life
from server.store.database import session, writing
from tests.server.house import House


def beat(house: House) -> None:
    with house.app.app_context():
        show_life(house.clock.now())


def asked(house: House) -> tuple[int, dict[str, str]]:
    answer = house.browser().get("/healthz")
    return answer.status_code, answer.json["parts"]


def test_all_is_well_while_the_engine_works(house: House) -> None:
    beat(house)
    house.clock.pass_by(seconds=59)
    assert asked(house) == (200, {"database": "ok", "engine": "ok"})


def test_an_engine_that_stopped_is_noticed_after_a_minute(house: House) -> None:
    beat(house)
    house.clock.pass_by(seconds=60)
    assert asked(house) == (503, {"database": "ok", "engine": "has not worked for 60 seconds"})


def test_an_engine_that_was_never_started_is_noticed(house: House) -> None:
    assert asked(house) == (503, {"database": "ok", "engine": "has never run"})


def test_a_database_that_cannot_be_written_is_noticed(house: House) -> None:
    with house.app.app_context(), writing():
        session().execute(text("DROP TABLE heartbeat"))
    assert asked(house) == (503, {"database": "cannot be written", "engine": "not known"})
