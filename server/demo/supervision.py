"""What the supervisor does: she reads the notes, and now and then writes what somebody else wrote too."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from server.demo.diary import instant, recorded_day, workday_before
from server.demo.people import LANDLINE, MOBILE, People
from server.demo.recording import Recorder
from server.demo.staff import SUPERVISOR
from server.demo.timeline import Entry, Timeline

UNREAD = timedelta(days=6)
"""Notes of the last days wait for her."""


def read_notes(timeline: Timeline, recorder: Recorder, today: date) -> None:
    """Mark a case manager's notes as read, on the second afternoon after they were written."""
    ids = set(recorder.notes.values())
    for entry in [entry for entry in timeline.entries if entry.id in ids]:
        written = datetime.fromisoformat(entry.at).date()
        if written < today - UNREAD:
            day = recorded_day(written + timedelta(days=2), today - timedelta(days=1))
            at = instant(day, timeline.chance.randint(15 * 60, 17 * 60))
            _review(timeline, entry, at, "read")


ASKED = "Who is to follow this up, and by when?"
ANSWER = (
    "I follow it up myself. I rang the office this morning, and they will send the form by Friday. "
    "I have written a day into my diary to ring again, and I tell you at supervision what has come of it."
)
SIGNED_OFF = 12
RETURNED = 3


def decide(timeline: Timeline, recorder: Recorder, today: date) -> None:
    """Let the supervisor sign off a few notes of the last days and return a few; one of those is answered."""
    ids = set(recorder.notes.values())
    since = (today - UNREAD).isoformat()
    notes = [entry for entry in timeline.entries if entry.id in ids and not entry.data.get("addendum_to")]
    before = [entry for entry in notes if entry.at < since][-SIGNED_OFF:]
    yesterday = workday_before(today - timedelta(days=1))
    before_that = workday_before(yesterday - timedelta(days=1))
    for entry in before:
        _review(timeline, entry, instant(before_that, 16 * 60), "signed_off")
    days = [entry for entry in notes if since <= entry.at < instant(before_that, 0)]
    for number, entry in enumerate(days[-RETURNED:]):
        comment = {"field": "text", "quote": _second_sentence(entry.data["text"]), "nth": 1, "text": ASKED}
        asked = {"comments": [comment]}
        review = _review(timeline, entry, instant(before_that, 17 * 60), "returned", asked)
        if number == 0:
            answer = {"text": ANSWER, "addendum_to": entry.id, "answers": [review]}
            timeline.create("note", entry.client, instant(yesterday, 9 * 60), entry.author, answer)


def _review(
    timeline: Timeline, entry: Entry, at: str, verdict: str, more: Mapping[str, Any] | None = None
) -> str:
    about = {"of_kind": entry.kind, "of_record": entry.id, "worker": entry.author, "verdict": verdict}
    return timeline.create("review", entry.client, at, SUPERVISOR.key, {**about, **(more or {})})


def _second_sentence(text: str) -> str:
    first, _, rest = text.partition(". ")
    second, stop, _ = (rest or first).partition(". ")
    return (second + stop).strip()


def name_workers(entries: Sequence[Entry], ids: Mapping[str, str]) -> list[Entry]:
    """Say whom a review is for by their account; the generator knows them by their keys."""
    return [
        replace(entry, data={**entry.data, "worker": ids[entry.data["worker"]]})
        if entry.kind == "review"
        else entry
        for entry in entries
    ]


def disagree(timeline: Timeline, recorders: Sequence[Recorder], people: People, today: date) -> None:
    """Let the supervisor and a case manager each change a field that the other had not seen changed.

    The service makes open conflicts of it: two with the first case manager, one with the second.
    """
    at_the_door_on = workday_before(today - timedelta(days=1))
    on_the_phone_on = workday_before(at_the_door_on - timedelta(days=1))
    for recorder, fields in zip(recorders, (("phone", "gp"), ("phone",)), strict=True):
        ready = [
            (id, name)
            for name in fields
            for id in recorder.clients.values()
            if timeline.records[id].data.get("stage") == "open" and timeline.records[id].data.get(name)
        ]
        for name in fields:
            id = timeline.chance.choice([one for one, field in ready if field == name])
            ready = [(one, field) for one, field in ready if one != id]
            seen = timeline.records[id]
            on_the_phone, at_the_door = _two_values(name, people, seen.data)
            timeline.change(id, instant(on_the_phone_on, 11 * 60 + 5), SUPERVISOR.key, on_the_phone)
            timeline.change(id, instant(at_the_door_on, 15 * 60 + 40), recorder.author, at_the_door, seen)


def _two_values(name: str, people: People, before: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    if name == "gp":
        doctor = str(before["gp"]).split(",")[0]
        return {"gp": f"{doctor}, Whinpark Surgery"}, {"gp": "Dr Farrell, Cairnhope Medical Practice"}
    return {"phone": LANDLINE + people.numbers.deal()}, {"phone": MOBILE + people.numbers.deal()}
