"""Nothing that a worker's own screens show tells the right PIN from the one for duress."""

from datetime import timedelta

import pytest

from server.store.columns import write_time
from tests.server.twins import RIGHT, Story, Twin, twins
from tests.server.walks import alerts, late, new_id, run
from tests.server.watching import add_watch, say
from tests.support.data import Store


def finish(twin: Twin, visit: str, *, behind: float = 0, made: dict[str, object] | None = None) -> None:
    """End a visit with the PIN of this world, by a clock that is so many minutes behind."""
    signal = made or twin.worker.signal("finish", visit)
    signal["at"] = write_time(twin.house.clock.now() - timedelta(minutes=behind)) if behind else signal["at"]
    signal["pin"] = twin.worker.seal(twin.pin, signal=signal["id"])
    twin.show(twin.worker.send(signal))


def overdue(twin: Twin) -> str:
    """A visit whose time has passed."""
    visit = twin.worker.start(10)
    twin.pass_by(minutes=16)
    return visit


def in_time(twin: Twin) -> None:
    finish(twin, twin.worker.start(30))
    twin.look()


def overdue_and_owned_with_a_wrong_clock(twin: Twin) -> None:
    visit = overdue(twin)
    [alert] = alerts(twin.house)
    say(twin.house.browser_of("mo"), alert.id, "acknowledge")
    finish(twin, visit, behind=5)
    twin.look()
    for _ in range(4):
        twin.pass_by(minutes=3)
        twin.look()


def overdue_with_a_wrong_clock_and_taken_afterwards(twin: Twin) -> None:
    visit = overdue(twin)
    finish(twin, visit, behind=5)
    twin.look()
    [alert] = alerts(twin.house)
    say(twin.house.browser_of("mo"), alert.id, "acknowledge")
    twin.look()
    twin.worker.say("check_in", visit)
    twin.look()
    twin.pass_by(minutes=12)
    twin.look()
    say(twin.house.browser_of("mo"), alert.id, "resolve", outcome="safe_spoke", kind="duress")
    twin.look()


def overdue_and_heard_late(twin: Twin) -> None:
    visit = twin.worker.start(10)
    twin.pass_by(minutes=9)
    made = late(twin.worker, "finish", visit)
    twin.pass_by(minutes=8)
    finish(twin, visit, made=made)
    twin.look()
    for _ in range(4):
        twin.pass_by(minutes=4)
        twin.look()


def overdue_and_in_time_with_the_next_visit(twin: Twin) -> None:
    finish(twin, overdue(twin))
    twin.look()
    visit = overdue(twin)
    twin.look()
    twin.show(twin.worker.say("extend", visit, minutes=5))
    twin.look()


def begun_again(twin: Twin) -> None:
    visit = twin.worker.start(30)
    finish(twin, visit)
    twin.pass_by(minutes=1)
    twin.show(twin.worker.say("start", visit, minutes=30))
    twin.show(twin.worker.say("extend", visit, minutes=10))
    twin.look()
    twin.show(twin.worker.finish(visit))
    twin.look()


def a_second_visit_that_is_overdue(twin: Twin) -> None:
    finish(twin, twin.worker.start(30))
    twin.pass_by(minutes=1)
    overdue(twin)
    twin.look()
    twin.pass_by(minutes=4)
    twin.look()


def a_call_aloud_afterwards(twin: Twin) -> None:
    finish(twin, overdue(twin))
    twin.pass_by(minutes=1)
    twin.house.clock.pass_by(seconds=5)
    twin.worker.say("panic")
    twin.look()


def a_plan_that_stays_silent_afterwards(twin: Twin) -> None:
    now = twin.house.clock.now()
    begins = {"planned_start": now + timedelta(minutes=5), "planned_minutes": 60}
    unheard = {"due": None, "alert_at": None, "last_heard": None, "next_action_at": now}
    add_watch(twin.house, new_id(), twin.worker.name, state="planned", **begins, **unheard)
    finish(twin, twin.worker.start(30))
    twin.pass_by(minutes=21)
    twin.look()
    twin.pass_by(minutes=50)
    twin.look()


def overdue_with_nobody_told_in_time(twin: Twin) -> None:
    visit = twin.worker.start(10)
    run(twin.engine, twin.house, minutes=16)
    finish(twin, visit, behind=5)
    twin.deliver()
    twin.look()
    twin.pass_by(minutes=3)
    twin.look()


def practice_and_an_earlier_alert(twin: Twin) -> None:
    visit = overdue(twin)
    [first] = alerts(twin.house)
    twin.worker.finish(visit, RIGHT)
    say(twin.house.browser_of("mo"), first.id, "resolve", outcome="safe_spoke")
    twin.pass_by(minutes=1)
    finish(twin, twin.worker.start(30))
    twin.show(say(twin.worker.http, first.id, "reopen"))
    twin.show(twin.worker.http.post("/api/v1/drills", json={}))
    twin.look()


def guess(twin: Twin, visit: str, times: int = 5) -> None:
    """Somebody tries so many PINs, and looks at her screens."""
    for _ in range(times):
        twin.house.clock.pass_by(seconds=6)
        twin.show(twin.worker.finish(visit, "0000"))
    twin.deliver()
    twin.look()


def guessed_at_and_ended(twin: Twin) -> None:
    visit = twin.worker.start(30, flagged=True)
    guess(twin, visit, times=6)
    twin.show(twin.worker.say("check_in", visit))
    twin.pass_by(minutes=4)
    twin.look()
    finish(twin, visit)
    for _ in range(4):
        twin.look()
        twin.pass_by(minutes=4)
    overdue(twin)
    twin.look()


def guessed_at_on_the_next_visit(twin: Twin) -> None:
    finish(twin, twin.worker.start(30))
    twin.pass_by(minutes=1)
    visit = twin.worker.start(30, flagged=True)
    guess(twin, visit)
    twin.pass_by(minutes=4)
    twin.look()
    twin.show(twin.worker.finish(visit, RIGHT))
    twin.look()


def guessed_at_while_overdue(twin: Twin) -> None:
    visit = overdue(twin)
    guess(twin, visit)
    finish(twin, visit, behind=5)
    for _ in range(4):
        twin.look()
        twin.pass_by(minutes=4)


ALIKE = (in_time, overdue_and_owned_with_a_wrong_clock, guessed_at_and_ended)
STORIES = (
    *ALIKE, overdue_with_a_wrong_clock_and_taken_afterwards, overdue_and_heard_late,
    overdue_and_in_time_with_the_next_visit, begun_again, a_second_visit_that_is_overdue,
    a_call_aloud_afterwards, overdue_with_nobody_told_in_time, practice_and_an_earlier_alert,
    a_plan_that_stays_silent_afterwards, guessed_at_on_the_next_visit, guessed_at_while_overdue,
)  # fmt: skip


@pytest.mark.parametrize("story", STORIES)
def test_nothing_that_a_supervisor_sees_tells_the_two_pins_apart(sqlite_store: Store, story: Story) -> None:
    right, duress = twins(sqlite_store, "sam", story)
    assert right == duress


@pytest.mark.parametrize("story", ALIKE)
def test_nothing_that_a_case_manager_sees_does_either(sqlite_store: Store, story: Story) -> None:
    right, duress = twins(sqlite_store, "ada", story)
    assert right == duress
