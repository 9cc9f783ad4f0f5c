"""Whatever happens to an alert, in whatever order: it is answered by a person, or it goes on."""

from collections.abc import Callable
from datetime import datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from server.safety.alert import Alert, Move, climb, downgrade, stand_down
from server.safety.answers import (
    Closed,
    NotYours,
    Person,
    Taken,
    acknowledge,
    progress,
    reopen,
    resolve,
    take_over,
)
from server.safety.raising import open_alert, raise_alert
from server.safety.words import GRAVITY, AlertKind, AlertState, Grade, Outcome
from tests.safety.makers import ADA, POLICY, TWO, VISIT

PEOPLE = (Person("mo", "Mo"), Person("max", "Max"), Person(ADA, "Ada"))
Answer = Callable[..., Move]
REAL = [one for one in Outcome if one not in (Outcome.DRILL, Outcome.DRILL_MISSED)]


class Climbing(RuleBasedStateMachine):
    """One alert about Ada, an engine that comes late, monitors who come and go."""

    alert: Alert
    now: datetime

    @initialize(kind=st.sampled_from(GRAVITY), flagged=st.booleans())
    def open(self, kind: AlertKind, flagged: bool) -> None:
        self.now = TWO
        self.kinds = [kind]
        self.alert = open_alert(
            "a1", kind, TWO, POLICY, for_time=TWO, worker=ADA, worker_name="Ada", visit=VISIT, flagged=flagged
        ).alert

    @rule(seconds=st.integers(1, 1200), reached=st.booleans())
    def engine(self, seconds: int, reached: bool) -> None:
        self.now += timedelta(seconds=seconds)
        due = self.alert.next_action_at
        move = climb(self.alert, self.now, POLICY, lambda _group, _step: reached)
        if due is not None and due <= self.now:
            assert move.events, "what is due is done, and stands in the timeline"
        else:
            assert move == Move(self.alert), "nothing happens early"
        self.become(move, by_person=False)

    @rule(person=st.sampled_from(PEOPLE), how=st.sampled_from([acknowledge, take_over]))
    def take(self, person: Person, how: Answer) -> None:
        before = self.alert
        try:
            move = how(self.alert, person, self.now, POLICY)
        except Taken:
            assert before.owner not in (None, person.id)
        except (NotYours, Closed):
            assert person.id == ADA or before.state is AlertState.RESOLVED
        else:
            assert person.id != ADA
            self.become(move, by_person=True)

    @rule(person=st.sampled_from(PEOPLE))
    def record(self, person: Person) -> None:
        try:
            self.become(progress(self.alert, person, self.now, POLICY, "Rang her."), by_person=True)
        except (NotYours, Closed):
            return

    @rule(person=st.sampled_from(PEOPLE), outcome=st.sampled_from(REAL))
    def close(self, person: Person, outcome: Outcome) -> None:
        try:
            move = resolve(self.alert, person, self.now, outcome, seen=self.alert.kind)
        except (Taken, NotYours, Closed):
            return
        assert move.events[-1].who == person.id
        assert move.events[-1].detail["outcome"]
        self.become(move, by_person=True)

    @rule(person=st.sampled_from(PEOPLE))
    def open_again(self, person: Person) -> None:
        try:
            self.become(reopen(self.alert, person, self.now), by_person=True)
        except (NotYours, Closed):
            return

    @rule(how=st.sampled_from([downgrade, stand_down]))
    def hear(self, how: Answer) -> None:
        self.become(how(self.alert, "Heard.", self.now, POLICY), by_person=False)

    @rule(kind=st.sampled_from(GRAVITY))
    def rise(self, kind: AlertKind) -> None:
        if self.alert.state is AlertState.RESOLVED:
            return  # then a new one is opened
        before = self.alert
        self.become(raise_alert(before, kind, self.now, POLICY, for_time=self.now), by_person=False)
        if GRAVITY.index(kind) > GRAVITY.index(before.kind):
            assert self.alert.next_action_at == self.now
            assert self.alert.step == 0

    def become(self, move: Move, *, by_person: bool) -> None:
        """Take a move, and look at what it may never do."""
        before, after = self.alert, move.alert
        closed = after.state is AlertState.RESOLVED and before.state is not AlertState.RESOLVED
        if closed and not by_person:
            assert before.state is AlertState.STAND_DOWN
            assert before.kind in (AlertKind.OVERDUE, AlertKind.NO_CONTACT)
            assert not before.flagged
        if after.state is not before.state or after.grade is not before.grade:
            assert move.events, "no alert changes how it stands without a line that says why"
        if before.grade is Grade.RED and after.grade is Grade.AMBER and not by_person:
            assert move.tells, "whoever was told is told this too"
        if before.owner is not None and after.owner is None and not closed:
            told = {person for tell in move.tells for person in tell.also}
            assert before.owner in told or any(tell.groups for tell in move.tells) or by_person
        assert GRAVITY.index(after.kind) >= GRAVITY.index(before.kind)
        self.alert = after

    @invariant()
    def it_goes_on_until_it_is_resolved(self) -> None:
        if not hasattr(self, "alert"):
            return
        if self.alert.state is AlertState.RESOLVED:
            assert self.alert.outcome
            assert self.alert.next_action_at is None
        else:
            assert self.alert.next_action_at is not None
            assert self.alert.next_action_at <= self.now + timedelta(hours=1)

    @invariant()
    def whoever_has_it_is_a_person_and_never_herself(self) -> None:
        if hasattr(self, "alert") and self.alert.state is AlertState.OWNED:
            assert self.alert.owner in ("mo", "max")


Climbing.TestCase.settings = settings(max_examples=120, stateful_step_count=40, deadline=None)
TestClimbing = Climbing.TestCase
