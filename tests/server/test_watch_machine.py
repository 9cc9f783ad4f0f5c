"""The whole engine under a clock of its own: whatever happens in whatever order, the promises hold.

Ada and Eve visit, Mo and Sam watch. Phones lose their network and send late, out of order and by a wrong
clock; engines stop and start; time leaps ahead unwatched. After every step the promises of the watch are
checked against what the phones were told. `DOORSTEP_EXAMPLES` runs more of it.
"""

import os
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from server.adapters.delivery import Delivery, Letter, Result
from server.engine import Engine
from server.safety.answers import Closed, NotYours, Person, Taken, acknowledge, progress, resolve, take_over
from server.safety.words import Outcome, SignalType
from server.services.alerts import apply_move, hold_case
from server.services.policies import policy_of
from server.services.receive_signals import receive_signals, take_by_monitor
from server.store.alerts import AlertRow
from server.store.cases import read_alert
from server.store.columns import write_time
from server.store.database import writing
from tests.server.house import House, open_house
from tests.server.promises import Told, broken
from tests.server.walks import looking, new_id, put_on_duty, watch_of
from tests.support.data import Store

WORKERS = ("ada", "eve")
WATCHERS = ("mo", "sam")
NIGHTS = (
    datetime(2026, 11, 23, 10, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # the hour that comes twice
    datetime(2027, 3, 28, 0, 30, tzinfo=UTC),  # the hour that does not come
)
MOODS = (*Result, "breaks off")
who = st.sampled_from(WORKERS)
lengths = st.sampled_from((1, 5, 30, 90))
STORE: list[Store] = []


class Provider:
    """A push service in some mood; `given` are the messages that it was handed, taken or not."""

    def __init__(self) -> None:
        self.mood: Any = Result.SENT
        self.given: set[str] = set()

    def send(self, letter: Letter) -> Delivery:
        """Take a letter, or not."""
        self.given.add(letter.payload["message"])
        if self.mood == "breaks off":
            raise OSError(self.mood)
        return Delivery(self.mood, after_s=5)


class Watch(RuleBasedStateMachine):
    """Some people, their phones, and engines that come and go."""

    @initialize(night=st.sampled_from(NIGHTS))
    def open(self, night: datetime) -> None:
        self._lent = STORE[0].lend(STORE[0].migrated())
        self._opened = open_house(self._lent.__enter__())
        self.house: House = self._opened.__enter__()
        self.house.clock.time = night
        for name, post in (("mo", "monitor"), ("sam", "second"), ("ann", "manager")):
            put_on_duty(self.house, name, post, hours=10_000)
        self.provider = Provider()
        self.house.app.extensions["doorstep.channels"] = {"push": self.provider}
        self.engines = [Engine(self.house.app)]
        self.told: dict[str, Told] = {}
        self.waiting: dict[str, list[dict[str, Any]]] = {name: [] for name in WORKERS}
        self.offline: set[str] = set()
        self.skew = dict.fromkeys(WORKERS, timedelta())
        self.seq = {name: count(1) for name in WORKERS}
        self.calls: list[tuple[str, str, datetime]] = []

    def teardown(self) -> None:
        if hasattr(self, "house"):
            for engine in self.engines:
                engine._deliverer.close()
            self._opened.__exit__(None, None, None)
            self._lent.__exit__(None, None, None)

    # The phones.

    @rule(name=who, minutes=lengths)
    def start(self, name: str, minutes: float) -> None:
        visit = new_id()
        self.told[visit] = Told(visit, name)
        self._say(name, "start", visit, minutes=minutes)

    @rule(name=who, minutes=st.sampled_from((5, 30)))
    def extend(self, name: str, minutes: float) -> None:
        self._say_of_last(name, "extend", minutes=minutes)

    @rule(name=who)
    def finish(self, name: str) -> None:
        self._say_of_last(name, "finish")

    @rule(name=who, type=st.sampled_from(("check_in", "position", "note")))
    def speak(self, name: str, type: str) -> None:
        self._say_of_last(name, type)

    @rule(name=who, type=st.sampled_from(("panic", "duress")))
    def call(self, name: str, type: str) -> None:
        visits = [one.visit for one in self.told.values() if one.name == name]
        self._say(name, type, visits[-1] if visits else None)

    @rule(name=who)
    def lose_network(self, name: str) -> None:
        self.offline.add(name)

    @rule(name=who, chance=st.randoms(use_true_random=False))
    def find_network(self, name: str, chance: random.Random) -> None:
        self.offline.discard(name)
        made = self.waiting[name]
        self.waiting[name] = []
        chance.shuffle(made)
        self._send(name, made + made[:1])

    @rule(name=who, minutes=st.sampled_from((-90, -2, 0, 2, 90)))
    def set_phone_clock(self, name: str, minutes: int) -> None:
        self.skew[name] = timedelta(minutes=minutes)

    # The engines and the time.

    @rule(seconds=st.sampled_from((2, 30, 60, 300)))
    def watch_on(self, seconds: int) -> None:
        self._pass(seconds, step=max(2, seconds // 4))

    @rule(seconds=st.sampled_from((20, 700, 7200)))
    def stand_still(self, seconds: int) -> None:
        self._pass(seconds, step=seconds)

    @rule()
    def restart(self) -> None:
        for engine in self.engines:
            engine._deliverer.close()
        self.engines = [Engine(self.house.app) for _ in range(2)]

    @rule()
    def audit(self) -> None:
        self.engines[0].audit()

    @rule(mood=st.sampled_from(MOODS))
    def deliver(self, mood: Any) -> None:
        self.provider.mood = mood
        sender = self.engines[0]._deliverer
        for _ in range(3):
            with self.house.app.app_context():
                sender.look(self.house.clock.now())
            sender._woken.wait(0.05)
            sender._woken.clear()

    @rule(hours=st.sampled_from((-1, 0, 1)))
    def set_server_clock(self, hours: int) -> None:
        jumped, world = timedelta(hours=hours), self.house.app.extensions["doorstep"]
        self.house.app.extensions["doorstep"] = replace(world, jumped=lambda: jumped)

    # The people who watch.

    @rule(name=st.sampled_from(WATCHERS), verb=st.sampled_from((acknowledge, take_over, progress)))
    def answer(self, name: str, verb: Any) -> None:
        self._answer(name, lambda alert, person, now, policy: verb(alert, person, now, policy, "note"))

    @rule(name=st.sampled_from(WATCHERS))
    def resolve(self, name: str) -> None:
        self._answer(
            name,
            lambda alert, person, now, _policy: resolve(
                alert, person, now, Outcome.SAFE_SPOKE, seen=alert.kind
            ),
        )

    @rule(type=st.sampled_from((SignalType.EXTEND, SignalType.FINISH)))
    def agree_by_phone(self, type: SignalType) -> None:
        if self.told:
            told = list(self.told.values())[-1]
            self.house.clock.pass_by(seconds=1)  # nobody rings in the very moment in which she starts
            now = self.house.clock.now()
            with self.house.app.app_context():
                actor = self.house.accounts["mo"].actor()
                if take_by_monitor(actor, told.visit, type, now, minutes=30.0):
                    watch = watch_of(self.house, told.visit)
                    assert watch.ended or watch.due >= now + timedelta(minutes=30)
                    told.agree(watch)

    @invariant()
    def every_promise_holds(self) -> None:
        if hasattr(self, "house"):
            assert not broken(self.house, self.told, self.calls, self.provider.given)

    def _pass(self, seconds: int, step: int) -> None:
        end = self.house.clock.now() + timedelta(seconds=seconds)
        while self.house.clock.now() < end:
            self.house.clock.pass_by(seconds=min(step, (end - self.house.clock.now()).total_seconds()))
            for engine in self.engines:
                while engine.work():
                    pass

    def _say_of_last(self, name: str, type: str, **parts: Any) -> None:
        mine = [one.visit for one in self.told.values() if one.name == name]
        if mine:
            self._say(name, type, mine[-1], **parts)

    def _say(self, name: str, type: str, visit: str | None, **parts: Any) -> None:
        now = self.house.clock.now()
        made = {
            "id": new_id(), "seq": next(self.seq[name]), "type": type, "visit": visit,
            "at": write_time(now + self.skew[name]),
            "offset_ms": -self.skew[name].total_seconds() * 1000, "offset_age_s": 60, **parts,
        }  # fmt: skip
        if name in self.offline:
            self.waiting[name].append(made)
        else:
            self._send(name, [*self.waiting[name], made])
            self.waiting[name] = []

    def _send(self, name: str, signals: list[dict[str, Any]]) -> None:
        now, actor = self.house.clock.now(), self.house.accounts[name].actor()
        with self.house.app.app_context():
            receipts = receive_signals(actor, f"phone of {name}", signals, now)
        for made, receipt in zip(signals, receipts, strict=True):
            assert receipt["status"] != "refused", receipt
            if made["type"] in ("panic", "duress"):
                self.calls.append((made["type"], name, now))
            if receipt.get("visit") and made["id"] not in self.told[made["visit"]].heard:
                self.told[made["visit"]].hear(made["id"], receipt["visit"], now)

    def _answer(self, name: str, verb: Any) -> None:
        person = Person(self.house.accounts[name].id, name)
        with looking(self.house) as look:
            open_ = look.query(AlertRow.id).filter(AlertRow.resolved.is_(None)).order_by(AlertRow.id).all()
        if not open_:
            return
        now = self.house.clock.now()
        with self.house.app.app_context(), writing():
            row = hold_case(self.house.organisation, open_[0][0])
            assert row
            try:
                move = verb(read_alert(row), person, now, policy_of(self.house.organisation))
            except (Taken, NotYours, Closed):
                return
            apply_move(row, move, now)


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_the_watch_keeps_its_promises(sqlite_store: Store) -> None:
    STORE[:] = [sqlite_store]
    examples = int(os.environ.get("DOORSTEP_EXAMPLES", "12"))
    run_state_machine_as_test(
        Watch,
        settings=settings(
            max_examples=examples,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
