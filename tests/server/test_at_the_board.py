"""Being at the board: to ask for it is to be there, but a tab in passing watches nothing."""

import threading
from datetime import timedelta
from typing import Any

from werkzeug.test import TestResponse

from server.services.roster import load_roster
from server.store import duty
from server.store.database import reading, writing
from tests.server.house import House
from tests.server.moments import Worker
from tests.server.walks import Walker
from tests.server.watching import board

IN_PASSING = "/api/v1/board?attended=false"


def alerts_of(answer: TestResponse) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (answer.json or {})["alerts"]
    return found


def seen(house: House, name: str) -> Any:
    with house.app.app_context(), reading():
        found = duty.presence(house.organisation, house.accounts[name].id)
    return found and found.seen


def test_a_page_elsewhere_that_leads_a_browser_to_the_board_puts_nobody_there(house: House) -> None:
    mo = house.browser_of("mo")
    for site in ("cross-site", "same-site"):
        answer = mo.get("/api/v1/board", headers={"Sec-Fetch-Site": site})
        assert (answer.status_code, answer.get_json()["code"]) == (403, "wrong_page")
    assert seen(house, "mo") is None
    assert mo.get("/api/v1/board", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert seen(house, "mo") is not None


def test_to_ask_for_the_board_is_to_be_there(house: House) -> None:
    mo, start = house.browser_of("mo"), house.clock.now()
    assert seen(house, "mo") is None
    board(mo)
    assert seen(house, "mo") == start
    house.clock.pass_by(seconds=5)
    board(mo)
    assert seen(house, "mo") == start
    house.clock.pass_by(seconds=5)
    board(mo)
    assert seen(house, "mo") == start + timedelta(seconds=10)


def test_a_tab_in_passing_sees_everything_and_is_nobodys_watch(house: House) -> None:
    ada, sam = Walker(house), house.browser_of("sam")
    ada.say("panic")
    [alert] = alerts_of(sam.get(IN_PASSING))
    assert alert["kind"] == "panic"
    assert seen(house, "sam") is None
    assert ada.watch()["alert"]["nobody_told"] is True
    board(sam)
    assert ada.watch()["alert"]["nobody_told"] is False


def test_nobody_is_at_a_board_that_was_open_before_the_clock_was_set_back(house: House) -> None:
    ada, mo = Walker(house), house.browser_of("mo")
    board(mo)
    house.clock.pass_by(hours=-1)
    ada.say("panic")
    assert ada.watch()["alert"]["nobody_told"] is True
    board(mo)
    assert ada.watch()["alert"]["nobody_told"] is False


def test_who_opens_the_board_in_the_middle_of_a_round_is_at_it(house: House) -> None:
    begun = house.clock.now()
    house.clock.pass_by(seconds=20)
    board(house.browser_of("mo"))
    with house.app.app_context(), reading():
        assert load_roster(house.organisation, begun).has_board()


def test_the_board_is_shown_while_somebody_holds_the_database(small_house: House) -> None:
    mo = small_house.browser_of("mo")
    writing_now, go_on = threading.Event(), threading.Event()

    def hold() -> None:
        with small_house.app.app_context(), writing():
            writing_now.set()
            go_on.wait(20)

    holder = Worker(hold)
    assert writing_now.wait(10)
    found = board(mo)
    go_on.set()
    holder.result()
    assert found["me"]["endpoints"] == 0
    assert seen(small_house, "mo") is None
