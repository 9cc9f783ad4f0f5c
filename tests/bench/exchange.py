"""Push, fetch, delta and poll: Doorstep and the bare endpoint, turn by turn with the same rows."""

import re
from itertools import chain
from typing import Any

from tests.bench.crowd import grow
from tests.bench.results import Result, compare
from tests.bench.rows import Rows, bare_row
from tests.bench.stage import ORGANISATION, Stage
from tests.bench.wire import Answer, Wire

CURSOR = re.compile(rb'"cursor":"([^"]*)"')
MORE = re.compile(rb'"more":(true|false)')
BATCH, ALL, FEW = 500, 10_000, 1_000
PUSH_GOAL = {"sqlite": 31_000 / 9_000, "postgresql": 14_300 / 3_700}
"""Issue 3: half of what the floor prototype reached, against a bare route on the same machine."""


class Exchange:
    """One phone and one bare client, on the same rows."""

    def __init__(self, stage: Stage, database: str, rounds: int, many: int) -> None:
        self.stage = stage
        self.database = database
        self.many = many
        self.rounds = rounds
        self.ours = Wire(stage.port, stage.token)
        self.bare = Wire(stage.bare_port, stage.bare_token)
        self.colleague = Wire(stage.port, stage.colleague)
        self.writer, self.reader = Rows(1), Rows(2)
        self.cursor: str | None = None
        self.head = 0
        self.stored = 0
        self.size = 0

    def run(self) -> list[Result]:
        """All measures, on a store that grows as they go on."""
        self._settle_in()
        early = self._fill(FEW)
        few = self.poll(FEW)
        alone = self._fetch_colleague()
        pushed = self._fill(ALL)
        results = [
            self._push_result(early, pushed),
            self.push_and_fetch(),
            *self.fetch_all(),
            self.delta(),
            few,
        ]
        self._grow()
        grown_up = self.poll(self.many)
        # The two polls lie minutes apart: what the machine did meanwhile shows in the bare route.
        machine = grown_up.other / few.other if grown_up.other and few.other else 1
        grown = f"{self.database}: empty poll, {self.many:,} against {FEW:,}"
        growth = Result(grown, grown_up.ours, few.ours * machine, 1.2, "by the bare route's own growth")
        name = (
            f"{self.database}: a colleague's first fetch of {FEW:,}, {self.many:,} against {FEW:,} of others"
        )
        first = compare(name, self._fetch_colleague(), alone, 1.2)
        return [*results, grown_up, growth, self.delta(f", {self.many:,} stored"), first]

    def sync(self, changes: list[Any] | None = None, device: str = "", limit: int = BATCH) -> Answer:
        """One round trip of a phone; the cursor stays where it was."""
        envelope = {"protocol": 1, "device": device or self.reader.device, "cursor": self.cursor}
        return self.ours.post("/api/v1/sync", {**envelope, "limit": limit, "changes": changes or []})

    def _settle_in(self) -> None:
        """Forty clients for her, and a small caseload of its own for her colleague."""
        self.sync([self.writer.client() for _ in range(40)], self.writer.device, 1)
        theirs = Rows(4)
        clients = [theirs.client() for _ in range(20)]
        for changes in chain([clients], theirs.batches(FEW - len(clients))):
            envelope = {"protocol": 1, "device": theirs.device, "cursor": None, "limit": 1}
            self.colleague.post("/api/v1/sync", {**envelope, "changes": changes})
        self._catch_up()

    def _fetch_colleague(self) -> list[float]:
        """The seconds of full fetches by someone who holds little of what the organisation has."""
        rounds = []
        for _ in range(self.rounds):
            envelope = {"protocol": 1, "device": self.reader.device, "changes": [], "limit": BATCH}
            cursor, more, seconds = None, True, 0.0
            while more:
                answer = self.colleague.post("/api/v1/sync", {**envelope, "cursor": cursor})
                cursor, more = _place(answer)
                seconds += answer.seconds
            rounds.append(seconds)
        return rounds

    def _push(self, changes: list[Any], limit: int = 1) -> tuple[Answer, Answer]:
        answer = self.sync(changes, self.writer.device, limit)
        if answer.text.count(b'"status":"applied"') != len(changes):
            raise RuntimeError(f"Not everything was applied: {answer.text[:300]!r}")
        rows = [bare_row(change, ORGANISATION) for change in changes]
        self.size = len(rows[0]["body"])
        bare = self.bare.post("/push", rows)
        self.stored += len(changes)
        return answer, bare

    def _fill(self, amount: int) -> list[tuple[float, float]]:
        """Push until so many are stored; the seconds of each push, ours and the bare one's."""
        seconds = []
        for batch in self.writer.batches(amount - self.stored, BATCH):
            ours, bare = self._push(batch)
            seconds.append((ours.seconds, bare.seconds))
        self._catch_up()
        return seconds

    def _grow(self) -> None:
        """Make it a large organisation, without measuring that."""
        grow(self.stage, self.writer.clients, self.stored, self.many)
        self.stored = self.many
        self._catch_up()

    def _catch_up(self) -> int:
        """Fetch all that is new, as a phone does; the bytes that came."""
        size, more = 0, True
        while more:
            answer = self.sync(limit=2000)
            size += answer.size
            self.cursor, more = _place(answer)
        self.head = self.bare.post("/since", {"after": 10**12, "limit": 1}).json()["head"]
        return size

    def _push_result(self, *pushed: list[tuple[float, float]]) -> Result:
        seconds = [pair for pairs in pushed for pair in pairs]
        result = compare(
            f"{self.database}: push of {BATCH} changes",
            [ours for ours, _ in seconds], [bare for _, bare in seconds], PUSH_GOAL[self.database],
        )  # fmt: skip
        rate = BATCH / result.ours * 1000
        return Result(result.name, result.ours, result.other, result.goal, f"{rate:,.0f} changes/s")

    def push_and_fetch(self) -> Result:
        """A push whose rows come back in the same answer; the bare one takes two requests."""
        ours, bare = [], []
        for batch in self.writer.batches(self.rounds * BATCH, BATCH):
            answer, pushed = self._push(batch, BATCH)
            fetched = self.bare.post("/since", {"after": self.head, "limit": BATCH})
            ours.append(answer.seconds)
            bare.append(pushed.seconds + fetched.seconds)
            self._catch_up()
        return compare(f"{self.database}: push of {BATCH}, its rows back", ours, bare, None)

    def fetch_all(self) -> list[Result]:
        """A full fetch by a new phone: in the phone's pages and in the largest ones."""
        results = []
        now = self.cursor
        for page in (BATCH, 2000):
            ours, bare, sizes = [], [], []
            for _ in range(self.rounds):
                self.cursor, more, seconds, size = None, True, 0.0, 0
                while more:
                    answer = self.sync(limit=page)
                    self.cursor, more = _place(answer)
                    seconds += answer.seconds
                    size += answer.size
                whole = self.bare.post("/since", {"after": 0, "limit": 10**9})
                ours.append(seconds)
                bare.append(whole.seconds)
                sizes.append((size, whole.size))
            remark = f"{sizes[0][0]:,} bytes against {sizes[0][1]:,}"
            name = f"{self.database}: full fetch of {self.stored:,}, {page} a page"
            results.append(compare(name, ours, bare, 2 if page > BATCH else None, remark))
        self.cursor = now
        return results

    def delta(self, where: str = "") -> Result:
        """Ten records that another device has written."""
        ours, bare = [], []
        for batch in self.writer.batches(self.rounds * 60, 10):
            self._push(batch)
            answer = self.sync()
            whole = self.bare.post("/since", {"after": self.head, "limit": BATCH})
            if answer.text.count(b'"kind":"note"') != len(batch):
                raise RuntimeError(f"Not the ten that were written: {answer.text[:300]!r}")
            self.cursor, _ = _place(answer)
            self.head = whole.json()["head"]
            ours.append(answer.seconds)
            bare.append(whole.seconds)
        return compare(f"{self.database}: delta of 10{where}", ours, bare, 1.5)

    def poll(self, stored: int) -> Result:
        """Asking when there is nothing new."""
        ours, bare = [], []
        for _ in range(self.rounds * 60):
            ours.append(self.sync().seconds)
            bare.append(self.bare.post("/since", {"after": self.head, "limit": BATCH}).seconds)
        return compare(f"{self.database}: empty poll, {stored:,} stored", ours, bare, 1.5)


def _place(answer: Answer) -> tuple[str, bool]:
    cursor, more = CURSOR.search(answer.text), MORE.search(answer.text)
    if not cursor or not more:
        raise RuntimeError(f"No cursor in the answer: {answer.text[:300]!r}")
    return cursor[1].decode(), more[1] == b"true"
