"""What is planned for today and the days after, so that the demo opens on a day's work."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from server.demo.chance import Deck
from server.demo.diary import SLOTS, is_working
from server.demo.meetings import PLANNED, Meeting
from server.demo.people import Person

AHEAD = 10
"""Days that are planned."""


def plan_ahead(chance: Random, people: Sequence[Person], today: date) -> list[Meeting]:
    """Plan meetings with those whose case is open: some today whatever day it is, then on working days."""
    open_cases = [person for person in people if person.case.course.stage == "open"]
    deck = Deck(chance, open_cases)
    planned = []
    for ahead in range(AHEAD):
        day = today + timedelta(days=ahead)
        if ahead and not is_working(day):
            continue
        hours = sorted(chance.sample(SLOTS, min(4 if ahead == 0 else chance.randint(1, 3), len(open_cases))))
        for minute in hours:
            place = chance.choice(("office", "office", "community", "home", "alternative_venue"))
            planned.append(Meeting(deck.deal(), day, minute, PLANNED, 60, place=place))
    return planned
