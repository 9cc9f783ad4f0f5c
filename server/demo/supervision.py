"""What the supervisor does: she reads the notes, and now and then writes what somebody else wrote too."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from server.demo.diary import instant, recorded_day, workday_before
from server.demo.people import LANDLINE, MOBILE, People
from server.demo.recording import Recorder
from server.demo.staff import SUPERVISOR
from server.demo.timeline import Timeline

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
            data = {"note": entry.id, "state": "read"}
            timeline.create("review", entry.client, at, SUPERVISOR.key, data)


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
