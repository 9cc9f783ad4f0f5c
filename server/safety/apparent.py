"""An alert as it would stand had its worker not called for help in secret: her own screens show that one.

Folded from what stood before the call and from every line of the timeline since: what people did, what came
from her phone, and, by the clock alone, the steps that would have been taken.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.safety.alert import Alert, Move, Reaches, climb, downgrade, stand_down
from server.safety.answers import Closed, NotYours, Person, Taken, acknowledge, progress, reopen, take_over
from server.safety.policy import Policy
from server.safety.raising import open_alert, raise_alert
from server.safety.words import GRAVITY, AlertKind, AlertState

TAKING = {"acknowledged": acknowledge, "taken_over": take_over, "progress": progress}
LOWERING = {"downgraded": downgrade, "stand_down": stand_down}
MEANT = "meant"
"""Where the timeline notes what a signal would have meant: a word of `LOWERING`."""
NEWS = "news"
"""Where it keeps for what time, of which visit and why something was raised after the secret call."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the timeline, as it was written."""

    at: datetime
    type: str
    text: str
    who: str | None
    name: str | None
    detail: dict[str, Any]


@dataclass(slots=True)
class Apparent:
    """The alert that she may know of, None where there would be none.

    She has `called` in secret about the `real` one. `told` is when anybody would have been told of this one
    next, `raised` when it would have opened or become graver since.
    """

    called: datetime
    real: Alert
    policy: Policy
    reaches: Reaches
    alert: Alert | None
    told: datetime | None = None
    raised: datetime | None = None

    def live(self, lines: Iterable[Line], now: datetime) -> None:
        """Let all happen that has happened since the call, and whatever the clock alone would have done."""
        for line in lines:
            self._wait(line.at)
            self._hear(line)
        self._wait(now)

    def _wait(self, until: datetime) -> None:
        while self.alert and (at := self.alert.next_action_at) is not None and at <= until:
            self._move(climb(self.alert, at, self.policy, self.reaches), at)

    def _hear(self, line: Line) -> None:
        kind = line.detail.get("kind")
        if kind in GRAVITY and kind != AlertKind.DURESS:
            self._raise(AlertKind(kind), line.at, line.detail.get(NEWS, {}))
        elif self.alert is None:
            return
        elif line.detail.get(MEANT) in LOWERING:
            lower = LOWERING[line.detail[MEANT]]
            self._move(lower(self.alert, line.text, line.at, self.policy), line.at)
        elif line.type == "resolved":
            self.alert = replace(self.alert, state=AlertState.RESOLVED, resolved=line.at, next_action_at=None)
        elif line.who is not None:
            self._answer(self.alert, line, Person(line.who, line.name or ""))

    def _raise(self, kind: AlertKind, at: datetime, kept: dict[str, Any]) -> None:
        news = {**kept, "for_time": datetime.fromisoformat(kept["for_time"]) if kept else at}
        if self.alert is None or self.alert.resolved is not None:
            hers = {"worker": self.real.worker, "worker_name": self.real.worker_name}
            about = {"visit": self.real.visit, **hers, **news}
            move = open_alert(self.real.id, kind, at, self.policy, **about)
        else:
            move = raise_alert(self.alert, kind, at, self.policy, **news)
        if any(event.type in ("opened", "raised") for event in move.events):
            self.raised = at
        self._move(move, at)

    def _answer(self, alert: Alert, line: Line, person: Person) -> None:
        try:
            if line.type in TAKING:
                self._move(TAKING[line.type](alert, person, line.at, self.policy, line.text), line.at)
            elif line.type == "reopened":
                self._move(reopen(alert, person, line.at, line.text), line.at)
        except (Taken, NotYours, Closed):
            return  # it was possible only because she had called

    def _move(self, move: Move, at: datetime) -> None:
        self.alert = move.alert
        if move.tells and self.told is None:
            self.told = at
