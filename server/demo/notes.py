"""What a case manager writes: notes on meetings, on missed ones, on what she learned, and addenda."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server.demo.chance import Deck
from server.demo.diary import recorded_day
from server.demo.meetings import CANCELLED, HELD, MISSED, PLANNED, Meeting
from server.demo.people import Person
from server.demo.phrases import Beat, read_sections, say
from server.demo.sentences import Sentences
from server.demo.staff import Colleague

MISSED_NOTED, CANCELLED_NOTED, REACHED_NOTED = 0.09, 0.1, 0.4
LEARNED, ADDED = 0.05, 0.04
"""How many notes there are on news from a partner, and addenda, for each held meeting and note."""


@dataclass(frozen=True, slots=True)
class Note:
    """One finished note; `meeting` is what it is about, `adds_to` the note that it adds to."""

    person: Person
    day: date
    minute: int
    text: str
    meeting: Meeting | None = None
    source: str | None = None
    adds_to: "Note | None" = None


class Writer:
    """Writes the notes of one case manager."""

    def __init__(self, chance: Random, worker: Colleague, supervisor: str) -> None:
        self.chance = chance
        self.sentences = Sentences(chance, worker, supervisor)
        self.told: set[str] = set()
        self.decks = {
            name: Deck(chance, lines)
            for path in ("missed", "learned", "endings")
            for name, lines in read_sections(f"words/{path}.txt").items()
        }

    def write(
        self,
        people: Sequence[Person],
        meetings: Sequence[Meeting],
        beats: Mapping[int, list[Beat]],
        today: date,
    ) -> list[Note]:
        """Write a year of notes up to yesterday, in order of what they are about."""
        endings = self._end(people, meetings)
        ended = {id(note.meeting) for note in endings if note.meeting}
        notes = [*endings]
        for index, meeting in enumerate(meetings):
            if meeting.outcome != PLANNED and id(meeting) not in ended:
                following = next((one for one in meetings[index + 1 :] if one.person is meeting.person), None)
                notes += self._about(meeting, beats.get(index), following)
        notes += self._learn(people, today)
        notes += self._add(notes, today)
        return sorted(notes, key=lambda note: (note.day, note.minute))

    def _about(self, meeting: Meeting, beats: list[Beat] | None, following: Meeting | None) -> list[Note]:
        person = meeting.person
        if meeting.number == 1:
            text = self.sentences.about_first(meeting, following)
        elif beats:
            text = self.sentences.about_held(meeting, beats, following)
        else:
            deck = self._deck_for_missed(meeting)
            if deck is None:
                return []
            text = self._deal(deck, person)
        return [Note(person, meeting.day, meeting.minute + meeting.minutes, text, meeting)]

    def _deck_for_missed(self, meeting: Meeting) -> str | None:
        """Most missed meetings leave no note; the record of the meeting says enough."""
        lot = self.chance.random()
        if meeting.outcome == MISSED and meeting.person.case.course.engagement == "none":
            return "reaching" if lot < REACHED_NOTED else None
        if meeting.outcome == MISSED:
            return "waited" if lot < MISSED_NOTED else None
        return "cancelled" if meeting.outcome == CANCELLED and lot < CANCELLED_NOTED else None

    def _end(self, people: Sequence[Person], meetings: Sequence[Meeting]) -> list[Note]:
        notes = []
        for person in people:
            course = person.case.course
            if not course.reason:
                continue
            held = [one for one in meetings if one.person is person and one.outcome == HELD]
            text = self._deal(course.reason, person)
            if course.reason == "no_longer_requires_input":
                last = held[-1]
                notes.append(Note(person, last.day, last.minute + last.minutes, text, last))
            else:
                notes.append(Note(person, course.until, 16 * 60 + 20, text))
        return notes

    def _learn(self, people: Sequence[Person], today: date) -> list[Note]:
        """What partners and families say about those with whom the work goes on."""
        ones = [
            one for one in people if one.case.course.engagement == "continued" and one.case.course.days > 60
        ]
        notes = []
        for person in self.chance.choices(ones, k=round(len(ones) * LEARNED * 16)):
            course = person.case.course
            day = course.since + timedelta(days=self.chance.randint(30, course.days - 5))
            line = self.decks["partner"].deal()
            text, _, source = line.partition(" | ")
            day = recorded_day(day, today - timedelta(days=1))
            minute = self.chance.randint(9 * 60, 16 * 60)
            source = say(self.chance, source, self.sentences.words(person))
            notes.append(Note(person, day, minute, self._tell(text, person), source=source))
        return notes

    def _add(self, notes: Sequence[Note], today: date) -> list[Note]:
        """An addendum a day or two later: a finished note is never rewritten."""
        old = [
            one
            for one in notes
            if one.meeting and one.meeting.number > 1 and one.day < today - timedelta(days=4)
        ]
        added = []
        for note in self.chance.sample(old, round(len(old) * ADDED) or 1):
            day = recorded_day(note.day + timedelta(days=1), today - timedelta(days=1))
            text = self._deal("addendum", note.person)
            added.append(Note(note.person, day, 10 * 60, text, adds_to=note))
        return added

    def _deal(self, deck: str, person: Person) -> str:
        return self._tell(self.decks[deck].deal(), person)

    def _tell(self, template: str, person: Person) -> str:
        """Say it of this person; where that was said before, find another ending."""
        text = say(self.chance, template, self.sentences.words(person))
        told = self.sentences.lengthen(text, person)
        while told in self.told:
            told = f"{text} {self.sentences.close(person, None)}"
        self.told.add(told)
        return told
