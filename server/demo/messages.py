"""Texts out and in: reminders, answers, apologies, and what people write in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from server.demo.chance import Deck
from server.demo.diary import SLOTS, is_working, recorded_day, say_day, say_hour, working_day
from server.demo.meetings import CANCELLED, MISSED, Meeting, Workload
from server.demo.people import Person
from server.demo.phrases import read_sections, say
from server.demo.staff import Colleague

WRITTEN = {"reminder": 0.54, "missed": 0.23, "reach": 0.03}
"""Of the texts sent; the rest answer something. A deck of its own deals the sentences of each."""
HEARD = {"confirm": 0.34, "sorry": 0.14, "cancel": 0.05}
"""Of the texts received; the rest are out of the blue."""
INCOMING = ("confirm", "sorry", "cancel", "chat")
DAY = timedelta(days=1)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Message:
    """One text message; `way` is `in` or `out`."""

    person: Person
    day: date
    minute: int
    way: str
    text: str


def exchange_texts(
    chance: Random,
    worker: Colleague,
    people: Sequence[Person],
    meetings: Sequence[Meeting],
    load: Workload,
    today: date,
) -> list[Message]:
    """Give the texts of a year up to yesterday; their numbers are exactly those of the workload."""
    return _Exchange(chance, worker, today).run(people, meetings, load)


class _Exchange:
    def __init__(self, chance: Random, worker: Colleague, today: date) -> None:
        self.chance = chance
        self.me = worker.first_name
        self.last = today - timedelta(days=1)
        self.decks = {name: Deck(chance, lines) for name, lines in read_sections("words/texts.txt").items()}

    def run(self, people: Sequence[Person], meetings: Sequence[Meeting], load: Workload) -> list[Message]:
        sent = {name: round(load.sent * share) for name, share in WRITTEN.items()}
        heard = {name: round(load.received * share) for name, share in HEARD.items()}
        met = [meeting for meeting in meetings if meeting.person.case.course.engagement != "none"]
        missed = [meeting for meeting in met if meeting.outcome == MISSED]
        called_off = [one for one in meetings if one.outcome == CANCELLED and one.cancelled_by == "client"]
        known = [one for one in met if is_working(one.day - DAY) and one.day > one.person.case.course.since]
        reminders = [self._remind(one) for one in self._some(known, sent["reminder"])]
        followed = [self._follow_up(one) for one in self._some(missed, sent["missed"])]
        reached = [self._reach(one) for one in self._choose(people, "none", sent["reach"])]
        confirmed = [self._reply(one, "confirm") for one in self._some(reminders, heard["confirm"])]
        sorry = [self._reply(one, "sorry") for one in self._some(followed, heard["sorry"])]
        cancelled = [self._cancel(one) for one in self._some(called_off, heard["cancel"])]
        left = load.received - len(confirmed) - len(sorry) - len(cancelled)
        chat = [self._chat(one) for one in self._choose(people, "continued", left)]
        left = load.sent - len(reminders) - len(followed) - len(reached)
        answers = [self._reply(one, "answer") for one in self._some(chat, left)]
        everything = reminders + followed + reached + confirmed + sorry + cancelled + chat + answers
        return sorted(everything, key=lambda one: (one.day, one.minute))

    def _some(self, ones: Sequence[T], count: int) -> list[T]:
        return self.chance.sample(ones, min(count, len(ones)))

    def _choose(self, people: Sequence[Person], engagement: str, count: int) -> list[Person]:
        """Choose people as often as their cases are long."""
        ones = [person for person in people if person.case.course.engagement == engagement]
        return self.chance.choices(ones, [one.case.course.days + 5 for one in ones], k=count) if ones else []

    def _write(self, deck: str, person: Person, day: date, minute: int, about: tuple[date, int]) -> Message:
        words = {**person.words, "me": self.me, "day": say_day(about[0]), "hour": say_hour(about[1])}
        way = "in" if deck in INCOMING else "out"
        return Message(person, day, minute, way, say(self.chance, self.decks[deck].deal(), words))

    def _remind(self, meeting: Meeting) -> Message:
        day, minute = meeting.day - DAY, self.chance.randint(15 * 60, 17 * 60 + 40)
        return self._write("reminder", meeting.person, day, minute, (meeting.day, meeting.minute))

    def _follow_up(self, meeting: Meeting) -> Message:
        minute = meeting.minute + self.chance.randint(40, 150)
        return self._write("missed", meeting.person, meeting.day, minute, (meeting.day, meeting.minute))

    def _cancel(self, meeting: Meeting) -> Message:
        minute = max(meeting.minute - self.chance.randint(40, 110), 9 * 60 + 20)
        return self._write("cancel", meeting.person, meeting.day, minute, (meeting.day, meeting.minute))

    def _reply(self, to: Message, deck: str) -> Message:
        minute = min(to.minute + self.chance.randint(2, 90), 23 * 60)
        return self._write(deck, to.person, to.day, minute, self._soon(to.day))

    def _reach(self, person: Person) -> Message:
        day = self._day_of(person)
        return self._write("reach", person, day, self.chance.randint(9 * 60 + 20, 17 * 60), self._soon(day))

    def _chat(self, person: Person) -> Message:
        day = self._day_of(person)
        return self._write("chat", person, day, self.chance.randint(9 * 60 + 20, 18 * 60), self._soon(day))

    def _day_of(self, person: Person) -> date:
        course = person.case.course
        day = course.since + timedelta(days=self.chance.randint(0, course.days))
        return recorded_day(day, self.last)

    def _soon(self, day: date) -> tuple[date, int]:
        return working_day(day + 2 * DAY), self.chance.choice(SLOTS)
