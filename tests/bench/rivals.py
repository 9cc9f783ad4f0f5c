"""Others who keep records on phones and a server: the same records, each in its own way."""

from collections.abc import Sequence
from statistics import median
from typing import Any, Protocol

from tests.bench.results import Result
from tests.bench.rows import Rows

CLIENTS, DEVICES, EACH, FEW = 40, 50, 20, 10
Changes = Sequence[dict[str, Any]]


class Side(Protocol):
    """One of the two that are compared, with its own server."""

    def push(self, changes: Changes) -> float:
        """Send these in order, in the batches that suit it best; the seconds."""

    def fetch(self) -> tuple[float, int]:
        """Fetch everything as a new phone; the seconds, and how many records came."""

    def news(self) -> tuple[float, int]:
        """Fetch what is new since the last time; the seconds, and how many records came."""

    def crowd(self, phones: Sequence[Changes]) -> tuple[float, int]:
        """Send from all phones at once; the seconds, and how many changes were not acknowledged."""


def compare_with(name: str, ours: Side, other: Side, amount: int, rounds: int) -> list[Result]:
    """Push, fetch, delta, nothing new and a crowd of phones: ours, and theirs, in one run."""
    rows = Rows(5)
    clients = [rows.client() for _ in range(CLIENTS)]
    notes = rows.notes(amount - CLIENTS)
    for side in (ours, other):
        side.push(clients)
    pushed = ours.push(notes), other.push(notes)
    rates = [f"{len(notes) / seconds:,.0f}" for seconds in pushed]
    fetched = [_whole(side, rounds, amount) for side in (ours, other)]
    deltas, polls = _deltas(rows, ours, other, 10 * rounds)
    return [
        _line(f"{name}: push of {len(notes):,}", pushed, f"{rates[0]} against {rates[1]} records/s"),
        _line(f"{name}: full fetch of {amount:,}", fetched),
        _line(f"{name}: delta of {FEW}", deltas),
        _line(f"{name}: nothing new", polls),
        _crowd(name, rows, ours, other),
    ]


def _line(name: str, seconds: Sequence[float], remark: str = "", goal: float | None = None) -> Result:
    return Result(name, 1000 * seconds[0], 1000 * seconds[1], goal, remark)


def _whole(side: Side, rounds: int, least: int) -> float:
    found = [side.fetch() for _ in range(rounds)]
    if min(amount for _, amount in found) < least:
        raise RuntimeError(f"{type(side).__name__} did not give everything: {found}")
    return median(seconds for seconds, _ in found)


def _deltas(rows: Rows, ours: Side, other: Side, rounds: int) -> tuple[list[float], list[float]]:
    """Medians of fetching ten new records, and of asking in vain, for both sides."""
    deltas, polls = [], []
    for side in (ours, other):
        some, none = [], []
        side.news()
        for _ in range(rounds):
            side.push(rows.notes(FEW))
            seconds, amount = side.news()
            if amount != FEW:
                raise RuntimeError(f"{type(side).__name__} gave {amount} records for {FEW}.")
            some.append(seconds)
            none.append(side.news()[0])
        deltas.append(median(some))
        polls.append(median(none))
    return deltas, polls


def _crowd(name: str, rows: Rows, ours: Side, other: Side) -> Result:
    """Fifty phones that send twenty records each; what was acknowledged must be there afterwards."""
    seconds, said = [], []
    for side in (ours, other):
        _, before = side.fetch()
        phones = [_renumbered(rows.notes(EACH)) for _ in range(DEVICES)]
        took, failed = side.crowd(phones)
        _, after = side.fetch()
        seconds.append(took)
        lost = DEVICES * EACH - failed - (after - before)
        said.append(f"{failed} refused, {max(lost, 0)} acknowledged but lost")
    title = f"{name}: {DEVICES} phones send {EACH} each"
    return _line(title, seconds, f"ours: {said[0]}; theirs: {said[1]}")


def _renumbered(changes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The changes as those of a phone of its own."""
    return [{**change, "seq": number} for number, change in enumerate(changes, 1)]


def document(change: dict[str, Any]) -> dict[str, Any]:
    """The record that a change makes, as a plain document with the same content as ours."""
    stamp = {"by": change["id"], "name": "Ada Worker", "at": change["at"], "received": change["at"]}
    return {
        "kind": change["kind"],
        "client": change.get("client", change["record"]),
        "data": change["set"],
        "seq": change["seq"],
        "made": stamp,
    }
