"""Going out in the demo: visits planned and made, what is known of the risk, and what nearly went wrong."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from server.demo.chance import Chance
from server.demo.diary import LONDON
from server.demo.staff import STAFF, SUPERVISOR, WORKER, WORKER2, Colleague
from server.demo.timeline import Entry, Timeline

BACK = timedelta(days=21)
QUARTER = 15
LAST_HOUR = 19
NAMES = {one.key: one.name for one in STAFF}
BUDDY = {WORKER.key: WORKER2.key, WORKER2.key: WORKER.key}


class Said(NamedTuple):
    """A statement about the risk at one client's: of which worker, about the how-manieth of their visits."""

    worker: str
    place: int
    flags: tuple[str, ...]
    detail: str | None
    by: str
    days_ago: int


SAID = (
    Said("worker", 0, ("dogs",), "A large dog. Ring first, and it is shut in.", "Jo Pirie, housing", 40),
    Said("worker", 1, ("two_people_only", "violence"), "Threw a chair when one came alone; calm with two.",
         "PC Lorna Tait, community police", 75),
    Said("worker", 2, ("none_known",), None, "Dr Anand, GP", 20),
    Said("worker2", 0, ("others_in_the_house",), "Her nephew stays. Ask who is in.", "Calum Baird", 12),
    Said("worker2", 1, ("none_known",), None, "Craigmillar job centre", 33),
)  # fmt: skip
PURPOSES = ("Benefits letter", "See how the week was", "Form for the housing office", "Hopes for the spring")
NEARLY = (
    ("worker", "The door was locked behind me and the key taken out. I said I had to ring in, and he opened.",
     "Sit nearest the door, and say at the start that somebody will ring. Told the whole team."),
    ("worker2", "Somebody I did not know came up the stairs behind me and waited until I had gone in.", None),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Known:
    """A record as its author left it."""

    kind: str
    client: str
    author: str
    at: str
    data: dict[str, Any]


def make_visits(
    entries: Sequence[Entry], accounts: Mapping[str, str], begun: datetime, seed: int
) -> list[Entry]:
    """Give what the two case managers planned, made and said about visits, up to when the demo `begun`.

    The same entries, accounts and moment give the same, to the last byte.
    """
    timeline = Timeline(Chance(seed))
    records = _standing(entries)
    for colleague in (WORKER, WORKER2):
        own = [(id, one) for id, one in records.items() if one.author == colleague.key]
        clients = [
            (id, one) for id, one in own if one.data.get("stage") == "open" and one.data.get("address")
        ]
        made = _visited(timeline, own, begun)
        _plan(timeline, colleague, clients, begun)
        for said in (one for one in SAID if one.worker == colleague.key and one.place < len(clients)):
            _say(timeline, clients[said.place][0], said, begun)
        _nearly(timeline, colleague.key, made)
    return _with_workers(timeline, accounts)


def _standing(entries: Sequence[Entry]) -> dict[str, Known]:
    records: dict[str, Known] = {}
    for entry in entries:
        known = records.setdefault(entry.id, Known(entry.kind, entry.client, entry.author, entry.at, {}))
        known.data.update(entry.data)
    return records


def _visited(timeline: Timeline, own: Sequence[tuple[str, Known]], begun: datetime) -> list[str]:
    """The visits that became meetings of the last weeks: in print none was at home. Gives their ids."""
    since = _write(begun - BACK)
    return [
        timeline.create("visit", one.client, one.at, one.author, {
            "worker": one.author, "planned_at": one.data["at"], "minutes": one.data.get("minutes"),
            "purpose": one.data.get("purpose"), "state": "done", "outcome": "took_place", "contact": id,
        })
        for id, one in own
        if one.kind == "contact" and one.data.get("place") == "alternative_venue"
        and one.data.get("outcome") == "took_place" and one.data["at"] > since
    ]  # fmt: skip


def _plan(timeline: Timeline, who: Colleague, clients: Sequence[tuple[str, Known]], begun: datetime) -> None:
    for (id, client), start, purpose in zip(clients, _hours(begun), PURPOSES, strict=False):
        where = ", ".join(filter(None, (client.data["address"], client.data.get("postcode"))))
        buddy = BUDDY[who.key]
        timeline.create("visit", id, _write(begun), who.key, {
            "worker": who.key, "planned_at": _write(start), "minutes": 45, "place": where.replace("\n", ", "),
            "purpose": purpose, "buddy": buddy, "buddy_name": NAMES[buddy], "state": "planned",
        })  # fmt: skip


def _hours(begun: datetime) -> Iterator[datetime]:
    """Twice today, where there is some of it left, and twice tomorrow."""
    start = begun.astimezone(LONDON).replace(minute=0, second=0, microsecond=0)
    for hours in (1, 3):
        later = start + timedelta(hours=hours, minutes=QUARTER * hours)
        if later.date() == start.date() and later.hour <= LAST_HOUR:
            yield later
    for hour in (10, 14):
        yield start.replace(hour=hour) + timedelta(days=1)


def _say(timeline: Timeline, client: str, said: Said, begun: datetime) -> None:
    day = begun.astimezone(LONDON).date()
    on = day - timedelta(days=said.days_ago)
    timeline.create("risk", client, _write(begun), said.worker, {
        "flags": sorted(said.flags), "detail": said.detail, "about": "client", "said_by": said.by,
        "said_on": on.isoformat(), "review_on": (on + timedelta(days=180)).isoformat(),
    })  # fmt: skip


def _nearly(timeline: Timeline, worker: str, visits: Sequence[str]) -> None:
    for author, what, learned in NEARLY:
        if author != worker or not visits:
            continue
        visit = timeline.last[visits[0]]
        about = {"happened_at": visit.data["planned_at"], "what": what, "visit": visit.id}
        id = timeline.create("near_miss", visit.client, visit.at, worker, about)
        if learned:
            said = {"learned": learned, "learned_by": SUPERVISOR.name}
            timeline.change(id, visit.at, SUPERVISOR.key, said)


def _with_workers(timeline: Timeline, accounts: Mapping[str, str]) -> list[Entry]:
    """Name the people of the visits by their accounts, which only a database knows."""
    for entry in timeline.entries:
        if entry.kind == "visit" and isinstance(entry.data, dict):
            key = entry.data["worker"]
            entry.data.update(worker=accounts[key], worker_name=NAMES[key])
            if buddy := entry.data.get("buddy"):
                entry.data["buddy"] = accounts[buddy]
    return timeline.in_order()


def _write(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
