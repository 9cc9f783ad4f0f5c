"""Meetings arranged, held, cancelled and missed, in one case manager's diary."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from server.demo.chance import share_out
from server.demo.diary import SLOTS, Diary
from server.demo.people import Person

HELD, CANCELLED, MISSED, PLANNED = "took_place", "cancelled", "did_not_attend", "planned"


@dataclass(slots=True)
class Meeting:
    """One meeting with one person; place and company are known of those that took place.

    `number` counts the held ones of this person from 1; it is 0 for the others.
    """

    person: Person
    day: date
    minute: int
    outcome: str
    minutes: int = 60
    number: int = 0
    place: str | None = None
    accompanied_to: str | None = None
    cancelled_by: str | None = None


@dataclass(frozen=True, slots=True)
class Workload:
    """How much of everything a year holds."""

    held: int
    cancelled: int
    missed: int
    places: Mapping[str, int]
    received: int
    sent: int


def arrange_meetings(chance: Random, people: Sequence[Person], load: Workload, today: date) -> list[Meeting]:
    """Give each person's meetings up to yesterday, in order of time, with the workload's totals."""
    diary = Diary(today - timedelta(days=1))
    counts = _count_meetings(chance, people, load)
    meetings: list[Meeting] = []
    # Those with the fewest days choose first: the others can go round them.
    for one in sorted(range(len(people)), key=lambda one: people[one].case.course.days):
        outcomes = _order_outcomes(chance, people[one], counts[one])
        meetings += _book(chance, diary, people[one], outcomes)
    return sorted(meetings, key=lambda meeting: (meeting.day, meeting.minute))


def _count_meetings(chance: Random, people: Sequence[Person], load: Workload) -> list[dict[str, int]]:
    """Share the workload out: the longer a case, the more; who was never met was missed all the same."""
    groups: dict[str, list[int]] = {"continued": [], "limited": [], "none": []}
    for place, person in enumerate(people):
        if person.case.course.engagement:
            groups[person.case.course.engagement].append(place)
    counts: list[dict[str, int]] = [{HELD: 0, CANCELLED: 0, MISSED: 0} for _ in people]
    none, limited, continued = groups["none"], groups["limited"], groups["continued"]
    weights = [(people[one].case.course.days + 12) * chance.uniform(0.6, 1.5) for one in range(len(people))]

    def give(outcome: str, total: int, ones: list[int], least: int = 0) -> None:
        for one, count in zip(ones, share_out(total, [weights[one] for one in ones], least), strict=True):
            counts[one][outcome] += count

    for one in limited:
        counts[one][HELD] = 1
    give(HELD, load.held - len(limited), continued, 2)
    for outcome, total in ((MISSED, load.missed), (CANCELLED, load.cancelled)):
        of_none, of_limited = round(total * 0.12), round(total * 0.09)
        give(outcome, of_none, none)
        give(outcome, of_limited, limited)
        give(outcome, total - of_none - of_limited, continued)
    return counts


def _order_outcomes(chance: Random, person: Person, counts: dict[str, int]) -> list[str]:
    outcomes = [outcome for outcome, count in counts.items() for _ in range(count)]
    chance.shuffle(outcomes)
    if person.case.course.reason == "disengaged":  # it ends in missed ones
        outcomes.sort(key=lambda outcome: outcome == MISSED and chance.random() < 0.5)
    elif person.case.course.stage == "ended" and HELD in outcomes:
        outcomes.remove(HELD)
        outcomes.append(HELD)
    return outcomes


def _book(chance: Random, diary: Diary, person: Person, outcomes: list[str]) -> list[Meeting]:
    course = person.case.course
    until = min(course.until, diary.last)
    span = max((until - course.since).days, 0)
    avoid: set[date] = set()
    times = []
    for place in range(len(outcomes)):
        share = (place + chance.uniform(0.2, 0.9)) / len(outcomes)
        wanted = course.since + timedelta(days=round(span * share))
        day, minute = diary.book(wanted, chance.randrange(len(SLOTS)), course.since, until, avoid)
        avoid.add(day)
        times.append((day, minute))
    meetings = []
    number = 0
    for (day, minute), outcome in zip(sorted(times), outcomes, strict=True):
        meeting = Meeting(person, day, minute, outcome, chance.choice((30, 45, 45, 60, 60, 60)))
        if outcome == HELD:
            number += 1
            meeting.number = number
        elif outcome == CANCELLED:
            meeting.cancelled_by = chance.choice(("client", "client", "client", "worker", "other"))
        meetings.append(meeting)
    return meetings


def place_meetings(chance: Random, meetings: Sequence[Meeting], places: Mapping[str, int]) -> None:
    """Say where those took place whose notes do not say so already, so that the places add up."""
    held = [meeting for meeting in meetings if meeting.outcome == HELD]
    left = dict(places)
    for meeting in held:
        if meeting.place:
            left[meeting.place] -= 1
    words = [place for place, count in left.items() for _ in range(count)]
    chance.shuffle(words)
    for meeting in held:
        if not meeting.place:
            meeting.place = words.pop()
