"""The stream of nudges."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest

from server.api.events import LONGEST, stream
from server.engine import Engine
from server.policy.refusal import Refusal
from server.safety.alert import stand_down
from server.safety.policy import Policy
from server.safety.words import AlertKind
from server.services.alerts import apply_move, hold_case
from server.services.watch_for_news import MOST_OF_ONE, Happening, News, NewsWatch, Nudge
from server.store.accounts import Organisation
from server.store.cases import read_alert
from server.store.database import writing
from tests.server.house import Clock, House
from tests.server.walks import Walker, run
from tests.server.watching import raise_case, say


class Counters:
    """The organisations' news, without a database, and how often they were looked at."""

    def __init__(self) -> None:
        self.heads = {"north": 1, "south": 1}
        self.happened: list[Happening] = []
        self.asked: list[list[str]] = []
        self.broken = False

    def __call__(self, organisations: list[str]) -> News:
        self.asked.append(organisations)
        if self.broken:
            raise OSError("the database restarts")
        happened = [one for one in self.happened if one.organisation in organisations]
        return News({one: self.heads[one] for one in organisations}, happened)


@pytest.fixture
def counters() -> Counters:
    return Counters()


@pytest.fixture
def watch(counters: Counters) -> NewsWatch:
    return NewsWatch(counters, most=3, look_every=3600)


def test_who_listens_hears_that_there_is_something_new(watch: NewsWatch, counters: Counters) -> None:
    listener = watch.listen("north")
    watch.look()
    listener.wait(0)
    watch.look()
    assert not listener.wait(0)
    counters.heads["north"] = 2
    watch.look()
    assert listener.wait(0)
    assert not listener.wait(0)


def test_nobody_hears_of_another_organisation(watch: NewsWatch, counters: Counters) -> None:
    north, south = watch.listen("north"), watch.listen("south")
    watch.look()
    north.wait(0), south.wait(0)
    counters.heads["north"] = 2
    watch.look()
    assert (north.wait(0), south.wait(0)) == ([Nudge.SYNC], [])


def test_an_alert_is_heard_by_who_watches_and_by_whom_it_is_about(
    watch: NewsWatch, counters: Counters
) -> None:
    ears = [watch.listen("north"), watch.listen("north", "ada"), watch.listen("north", "ben")]
    watch.look()
    assert [ear.wait(0) for ear in ears] == [[Nudge.SYNC]] * 3
    counters.happened.append(Happening("north", "7", "ada"))
    watch.look()
    assert [ear.wait(0) for ear in ears] == [[Nudge.ALERT], [Nudge.ALERT], []]
    watch.look()
    assert [ear.wait(0) for ear in ears] == [[], [], []]


def test_a_line_that_was_committed_after_a_later_one_is_heard_too(
    watch: NewsWatch, counters: Counters
) -> None:
    listener = watch.listen("north")
    counters.happened = [Happening("north", "8", "ada")]
    watch.look()
    listener.wait(0)
    counters.happened.insert(0, Happening("north", "7", "ada"))
    watch.look()
    assert listener.wait(0) == [Nudge.ALERT]


def test_nobody_hears_of_an_alert_of_another_organisation(watch: NewsWatch, counters: Counters) -> None:
    watch.listen("north")
    south, same_name = watch.listen("south"), watch.listen("south", "ada")
    watch.look()
    south.wait(0), same_name.wait(0)
    counters.happened.append(Happening("north", "7", "ada"))
    watch.look()
    assert (south.wait(0), same_name.wait(0)) == ([], [])


def test_only_organisations_with_listeners_are_looked_at(watch: NewsWatch, counters: Counters) -> None:
    listener = watch.listen("north")
    watch.look()
    watch.leave(listener)
    watch.leave(listener)
    assert counters.asked[-1] == ["north"]


def test_one_stream_too_many_is_told_to_come_back(watch: NewsWatch) -> None:
    open_streams = [watch.listen("north") for _ in range(3)]
    with pytest.raises(Refusal, match="Too many") as refusal:
        watch.listen("south")
    assert refusal.value.code == "busy"
    watch.leave(open_streams[0])
    watch.listen("south")


def test_of_too_many_streams_of_one_person_the_oldest_ends_and_all_others_go_on(counters: Counters) -> None:
    watch, clock = NewsWatch(counters, most=MOST_OF_ONE + 1, look_every=3600), Clock()
    mo = watch.listen("north", "mo")
    hers = [watch.listen("north", "ada") for _ in range(MOST_OF_ONE)]
    oldest = stream(hers[0], clock.now)
    assert next(oldest).endswith("listening\n\n")
    newest = watch.listen("north", "ada")
    assert list(oldest) == []
    watch.look()
    assert mo.wait(0) == newest.wait(0) == [Nudge.SYNC]
    assert hers[0].wait(0) == []


def test_a_database_that_restarts_does_not_end_the_watch(counters: Counters) -> None:
    counters.broken = True
    watch = NewsWatch(counters, most=3, look_every=0.01)
    listener = watch.listen("north")
    assert not listener.wait(0.1)
    counters.broken = False
    assert listener.wait(5)


def test_a_stream_says_now_and_then_that_it_lives(monkeypatch: pytest.MonkeyPatch, watch: NewsWatch) -> None:
    monkeypatch.setattr("server.api.events.HEARTBEAT_SECONDS", 0.01)
    listener, clock = watch.listen("north"), Clock()
    lines = stream(listener, clock.now)
    assert next(lines) == "retry: 5000\n: listening\n\n"
    assert next(lines) == ": still here\n\n"
    listener.tell(Nudge.SYNC)
    listener.tell(Nudge.ALERT)
    assert next(lines) == "event: alert\ndata: {}\n\nevent: sync\ndata: {}\n\n"
    clock.time += LONGEST
    assert list(lines) == []


def test_ada_is_nudged_when_the_counter_of_her_organisation_moves(house: House) -> None:
    browser = house.browser_of("ada")
    answer = browser.get("/api/v1/events", buffered=False)
    assert answer.mimetype == "text/event-stream"
    lines = answer.iter_encoded()
    assert next(lines).endswith(b"listening\n\n")
    assert next(lines) == b"event: sync\ndata: {}\n\n"

    def move() -> None:
        with house.app.app_context(), writing() as session:
            found = session.get(Organisation, house.organisation)
            assert found
            found.seq += 1

    threading.Timer(0.2, move).start()
    assert next(lines) == b"event: sync\ndata: {}\n\n"
    answer.close()
    assert not house.app.extensions["doorstep.news"]._listeners


def test_nobody_listens_without_signing_in(small_house: House) -> None:
    assert small_house.browser().get("/api/v1/events").status_code == 401


@pytest.fixture
def ears(house: House) -> Iterator[dict[str, Any]]:
    """Mo's, Ada's and Eve's, after what was there already; they hear when `look` is called."""
    watch = NewsWatch(house.app.extensions["doorstep.news"]._ask, most=5, look_every=3600)
    ears: dict[str, Any] = {"mo": watch.listen(house.organisation)}
    for name in ("ada", "eve"):
        ears[name] = watch.listen(house.organisation, house.accounts[name].id)
    ears["look"] = watch
    heard(ears)
    yield ears
    for name in ("mo", "ada", "eve"):
        watch.leave(ears[name])


def heard(ears: dict[str, Any]) -> set[str]:
    """Who hears of an alert at the next look."""
    ears["look"].look()
    return {name for name in ("mo", "ada", "eve") if Nudge.ALERT in ears[name].wait(0)}


def test_an_alert_is_heard_at_the_board_and_by_the_worker_herself(house: House, ears: dict[str, Any]) -> None:
    alert = raise_case(house)
    assert heard(ears) == {"mo", "ada"}
    assert heard(ears) == set()
    say(house.browser_of("mo"), alert, "acknowledge")
    assert heard(ears) == {"mo", "ada"}


def test_of_a_silent_call_for_help_the_workers_phone_hears_nothing(
    house: House, ears: dict[str, Any]
) -> None:
    raise_case(house)
    heard(ears)
    alert = raise_case(house, AlertKind.DURESS)
    assert heard(ears) == {"mo"}
    say(house.browser_of("mo"), alert, "acknowledge")
    assert heard(ears) == {"mo"}


def test_after_the_right_pin_it_hears_as_little(house: House, ears: dict[str, Any]) -> None:
    alert = raise_case(house)
    heard(ears)
    with house.app.app_context(), writing():
        row = hold_case(house.organisation, alert)
        assert row
        apply_move(row, stand_down(read_alert(row), "Ended.", house.clock.now(), Policy()), house.clock.now())
    assert heard(ears) == {"mo"}


@pytest.mark.parametrize("pin", ["1234", "9999"])
@pytest.mark.parametrize("minutes", [5, 16])
def test_after_either_pin_whoever_follows_alerts_hears_nothing_of_her_own(
    engine: Engine, house: House, minutes: int, pin: str
) -> None:
    sam = Walker(house, "sam")
    sam.set_pins("1234", "9999")
    visit = sam.start(minutes=10)
    run(engine, house, minutes=minutes)
    watch = NewsWatch(house.app.extensions["doorstep.news"]._ask, most=5, look_every=3600)
    her = watch.listen(house.organisation, house.accounts["sam"].id, follows=True)
    mo = watch.listen(house.organisation, house.accounts["mo"].id, follows=True)
    watch.look()
    her.wait(0), mo.wait(0)
    sam.finish(visit, pin)
    run(engine, house, minutes=1)
    watch.look()
    assert (her.wait(0), mo.wait(0)) == ([], [Nudge.ALERT] if minutes == 16 or pin == "9999" else [])
    raise_case(house)
    watch.look()
    assert her.wait(0) == mo.wait(0) == [Nudge.ALERT]


def test_what_happened_before_anybody_listened_for_minutes_is_no_news(house: House) -> None:
    raise_case(house)
    house.clock.pass_by(minutes=3)
    watch = NewsWatch(house.app.extensions["doorstep.news"]._ask, most=5, look_every=3600)
    ear = watch.listen(house.organisation)
    watch.look()
    assert ear.wait(0) == [Nudge.SYNC]
