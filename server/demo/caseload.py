"""One case manager's year: her clients, what was arranged with them, and what she wrote."""

from dataclasses import dataclass
from datetime import date
from random import Random

from server.demo.coming import plan_ahead
from server.demo.figures import FIGURES
from server.demo.meetings import Meeting, Workload, arrange_meetings, place_meetings
from server.demo.messages import Message, exchange_texts
from server.demo.notes import Note, Writer
from server.demo.people import People, Person
from server.demo.referrals import Referral
from server.demo.staff import Colleague
from server.demo.storyline import Library, choose_beats

MEETINGS, TEXTS = FIGURES["meetings"], FIGURES["texts"]
PUBLISHED = Workload(
    held=MEETINGS["took_place"],
    cancelled=MEETINGS["cancelled"],
    missed=MEETINGS["did_not_attend"],
    places=MEETINGS["place"],
    received=TEXTS["received"],
    sent=TEXTS["sent"],
)


@dataclass(frozen=True, slots=True)
class Caseload:
    """Everything about one case manager's clients, before it is put down in records."""

    worker: Colleague
    people: list[Person]
    meetings: list[Meeting]
    messages: list[Message]
    notes: list[Note]


def workload_for(size: int) -> Workload:
    """Give an invented workload for a caseload of this size, in the proportions of the published one."""
    held = size * 6
    community, elsewhere = round(held * 0.3), round(held * 0.2)
    places = {
        "office": held - community - elsewhere,
        "community": community,
        "alternative_venue": elsewhere,
    }
    return Workload(held, size, size * 3, places, size * 5, size * 5)


@dataclass(frozen=True, slots=True)
class Maker:
    """What the caseloads of one demo share: names, numbers and stories that are not told twice."""

    chance: Random
    people: People
    library: Library
    today: date

    def make(self, worker: Colleague, referrals: list[Referral], load: Workload, supervisor: str) -> Caseload:
        """Make a year of one case manager that ends today."""
        chance = self.chance
        people = [self.people.invent(referral) for referral in referrals]
        arranged = arrange_meetings(chance, people, load, self.today)
        beats = choose_beats(chance, self.library, arranged, load.places)
        place_meetings(chance, arranged, load.places)
        messages = exchange_texts(chance, worker, people, arranged, load, self.today)
        meetings = arranged + plan_ahead(chance, people, self.today)
        notes = Writer(chance, worker, supervisor).write(people, meetings, beats, self.today)
        return Caseload(worker, people, meetings, messages, notes)
