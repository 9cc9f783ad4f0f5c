"""Putting a caseload down in records, when and as its case manager would have."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from server.demo.caseload import Caseload
from server.demo.chance import Deck
from server.demo.diary import instant, recorded_day, workday_before
from server.demo.meetings import CANCELLED, HELD, PLANNED, Meeting
from server.demo.notes import Note
from server.demo.people import People, Person, referral_fields, registration_fields
from server.demo.phrases import read_sections
from server.demo.timeline import Timeline

EVENING = 22 * 60


@dataclass(slots=True)
class Recorder:
    """Writes one caseload into the timeline; `last` is the last day that has been written up."""

    timeline: Timeline
    caseload: Caseload
    last: date
    people: People
    clients: dict[str, str] = field(default_factory=dict)
    contacts: dict[int, str] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)

    def record(self) -> None:
        """Write everything: people first, then what happened with each, then the notes on it."""
        for person in self.caseload.people:
            self._refer(person)
        purposes = _Purposes(self.timeline)
        for meeting in self.caseload.meetings:
            self._meet(meeting, purposes)
        for message in self.caseload.messages:
            data = {"way": "text", "direction": message.way, "at": instant(message.day, message.minute)}
            at = instant(message.day, message.minute + 3)
            self._create("contact", message.person, at, {**data, "summary": message.text})
        for note in self.caseload.notes:
            self._write(note)
        for person in self.caseload.people:
            self._follow(person)

    @property
    def author(self) -> str:
        """The key of the case manager."""
        return self.caseload.worker.key

    def _create(self, kind: str, person: Person, at: str, data: dict[str, Any]) -> str:
        return self.timeline.create(kind, self.clients[person.phone], at, self.author, data)

    def _refer(self, person: Person) -> None:
        day = recorded_day(person.case.course.since, self.last)
        at = instant(day, 9 * 60 + self.timeline.chance.randint(0, 14))
        fields = referral_fields(person, self.people)
        self.clients[person.phone] = self.timeline.create("client", None, at, self.author, fields)

    def _meet(self, meeting: Meeting, purposes: "_Purposes") -> None:
        chance = self.timeline.chance
        data: dict[str, Any] = {
            "way": "meeting",
            "at": instant(meeting.day, meeting.minute),
            "minutes": meeting.minutes,
            "outcome": meeting.outcome,
            "purpose": purposes.of(meeting),
        }
        if meeting.outcome == HELD:
            accompanied = meeting.accompanied_to is not None
            data |= {
                "place": meeting.place,
                "accompanied": accompanied,
                "accompanied_to": meeting.accompanied_to,
            }
        elif meeting.outcome == CANCELLED:
            data["cancelled_by"] = meeting.cancelled_by
        elif meeting.outcome == PLANNED:
            data["place"] = meeting.place
        done = meeting.minutes if meeting.outcome == HELD else 15
        at = instant(meeting.day, min(meeting.minute + done + chance.randint(2, 25), EVENING))
        if meeting.outcome == PLANNED:
            booked = workday_before(self.last - timedelta(days=chance.randint(0, 6)))
            at = instant(booked, chance.randint(10 * 60, 17 * 60))
        self.contacts[id(meeting)] = self._create("contact", meeting.person, at, data)

    def _write(self, note: Note) -> None:
        late = self.timeline.chance.randint(30, 200)
        data = {
            "text": note.text,
            "happened_at": instant(note.day, note.minute),
            "contact": self.contacts[id(note.meeting)] if note.meeting else None,
            "addendum_to": self.notes[id(note.adds_to)] if note.adds_to else None,
            "source": note.source,
        }
        at = instant(note.day, min(note.minute + late, EVENING + 30))
        self.notes[id(note)] = self._create("note", note.person, at, data)

    def _follow(self, person: Person) -> None:
        """Keep the client's own record in step with the case: reached for, met, registered, ended."""
        course = person.case.course
        if course.engagement is None:
            return
        past = [one for one in self.caseload.meetings if one.person is person and one.outcome != PLANNED]
        first = past[0].day if past else recorded_day(course.since, self.last)
        self._change(person, first, 8 * 60 + 50, {"stage": "engaging", "engagement": "none"})
        for meeting in past:
            minute = meeting.minute + meeting.minutes + 28
            if meeting.number == 1:
                fields = registration_fields(person, self.people)
                self._change(person, meeting.day, minute, {**fields, "engagement": "limited"})
            elif meeting.number == 2:
                self._change(person, meeting.day, minute, {"engagement": "continued", "stage": "open"})
        if course.reason:
            ended = {"stage": "ended", "ended_on": course.until.isoformat(), "ended_reason": course.reason}
            self._change(person, course.until, EVENING + 45, ended)

    def _change(self, person: Person, day: date, minute: int, fields: dict[str, Any]) -> None:
        id = self.clients[person.phone]
        fresh = {name: new for name, new in fields.items() if self.timeline.records[id].data.get(name) != new}
        self.timeline.change(id, instant(day, minute), self.author, fresh)


class _Purposes:
    """What a meeting was arranged for, in a few words."""

    def __init__(self, timeline: Timeline) -> None:
        self._chance = timeline.chance
        sections = read_sections("words/purposes.txt")
        self._decks: dict[str, Deck[str]] = {
            name: Deck(self._chance, lines) for name, lines in sections.items()
        }
        self._known: set[str] = set()

    def of(self, meeting: Meeting) -> str:
        """Give the purpose: to meet at all until that has happened, then one of the person's issues."""
        person = meeting.person
        known = person.phone in self._known
        if meeting.number == 1:
            self._known.add(person.phone)
        issue = self._chance.choice(person.case.issues) if known else "first"
        return self._decks[issue].deal()
