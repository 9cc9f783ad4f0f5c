"""Invented people: names from Scotland, streets that no map has, numbers that nobody can be rung on."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from server.demo.chance import Deck
from server.demo.figures import read_json
from server.demo.referrals import Referral

NAMES = read_json("names.json")
ABROAD = ("white_other", "mixed")

# Ofcom keeps these for drama: no such number is ever given to anybody.
MOBILE, LANDLINE = "07700 900", "0131 496 0"


@dataclass(frozen=True, slots=True)
class Person:
    """An invented client: the case, what the record holds, and the people in their stories."""

    case: Referral
    known_as: str
    first_name: str
    last_name: str
    phone: str
    address: str
    postcode: str
    children: str
    words: dict[str, str]

    @property
    def woman(self) -> bool:
        """True for whom the notes say `she`."""
        return self.case.gender == "female"


class People:
    """Makes people, none of whom has another's name or number."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        decks = {name: cards for name, cards in NAMES.items() if isinstance(cards, list)}
        self.decks: dict[str, Deck[Any]] = {name: Deck(chance, cards) for name, cards in decks.items()}
        self.numbers = Deck(chance, [f"{number:03d}" for number in range(1000)])

    def invent(self, case: Referral) -> Person:
        """Invent the person to whom a case happens."""
        chance = self.chance
        woman = case.gender == "female"
        if case.ethnicity in ABROAD:
            known_as, first, last, _ = self.decks["elsewhere"].deal(lambda card: card[3] == woman)
        else:
            known_as = self._deal("women" if woman else "men")
            first, last = NAMES["full"].get(known_as, known_as), self._deal("last")
        flat = chance.choice(("Flat 1", "Flat 2", "1F1", "2F2", "3F1", "0/1"))
        return Person(
            case,
            known_as,
            first,
            last,
            MOBILE + self.numbers.deal(),
            f"{flat}, {chance.randint(2, 140)} {self._deal('streets')}\nEdinburgh",
            # The second half of a real postcode never holds a C, I, K, M, O or V.
            f"EH{chance.randint(15, 17)} {chance.randint(1, 9)}{chance.choice('CKM')}{chance.choice('OV')}",
            chance.choice(("none", "none", "children", "away")),
            self._cast(known_as, woman),
        )

    def _deal(self, deck: str) -> str:
        return str(self.decks[deck].deal())

    def _cast(self, known_as: str, woman: bool) -> dict[str, str]:
        """The words that the stories call people by."""
        pronouns = ("she", "her", "her", "hers") if woman else ("he", "him", "his", "his")
        they, them, their, theirs = pronouns
        doctor = self._deal("doctors")
        people = (
            "sister",
            "brother",
            "friend",
            "neighbour",
            "son",
            "daughter",
            "officer",
            "adviser",
            "worker",
        )
        return {
            "name": known_as,
            "they": they,
            "They": they.title(),
            "them": them,
            "their": their,
            "Their": their.title(),
            "theirs": theirs,
            "surname": doctor,
            "gp": f"Dr {doctor}",
            **{one: self._deal(f"{one}s") for one in people},
        }


def referral_fields(person: Person, people: People) -> dict[str, Any]:
    """What is known of someone on the day of referral."""
    case, chance = person.case, people.chance
    met = case.course.engagement in ("limited", "continued")
    fields = {
        "known_as": person.known_as,
        "last_name": person.last_name,
        "phone": person.phone,
        "gender": case.gender,
        "issues": sorted(case.issues[:2] if met else case.issues),
        "referred_on": case.course.since.isoformat(),
        "referral_source": case.source,
        "stage": "waiting",
    }
    if case.source in ("other_organisation", "referred_by_organisation", "friends_or_family"):
        fields["referred_by"] = str(people.decks["referrers"].deal()).capitalize()
    if not met:
        fields |= _background(person, chance)
    return fields


def registration_fields(person: Person, people: People) -> dict[str, Any]:
    """What someone tells of themselves once they come: partly filled is normal."""
    chance = people.chance
    usual: dict[str, Any] = {
        "phone_safe_text": chance.choice(("yes", "yes", "yes", "not_known")),
        "phone_safe_voicemail": chance.choice(("yes", "no", "no", "not_known")),
        "preferred_contact": chance.choice(("text", "text", "phone", "letter", "knock_on_the_door")),
        "household": _household(person, chance),
        "gp": f"{person.words['gp']}, Cairnhope Medical Practice",
        "medication": ", ".join(chance.sample(NAMES["medication"], chance.randint(1, 3))),
        "employment": str(people.decks["employment"].deal()),
        "reads_letters": chance.choice(("yes", "yes", "yes", "with_help")),
    }
    kept = {name: value for name, value in usual.items() if chance.random() < 0.85}
    if "literacy" in person.case.issues:
        kept["reads_letters"] = "with_help"
    if person.case.ethnicity == "white_other":
        kept |= {"language": "Polish", "interpreter": False}
    return {
        "first_name": person.first_name,
        "address": person.address,
        "postcode": person.postcode,
        "issues": sorted(person.case.issues),
        **_background(person, chance),
        **kept,
    }


def _background(person: Person, chance: Random) -> dict[str, Any]:
    case = person.case
    found: dict[str, Any] = {}
    if case.ethnicity:
        found["ethnicity"] = case.ethnicity
    if case.age is not None:
        found["date_of_birth"] = _born(case.course.since, case.age, chance)
    return found


def _born(day: date, age: int, chance: Random) -> str:
    """A date of birth for someone of this age on this day."""
    latest = date(day.year - age, day.month, min(day.day, 28))
    return (latest - timedelta(days=chance.randint(0, 364))).isoformat()


def _household(person: Person, chance: Random) -> str:
    words = person.words
    if person.children == "children":
        return f"With {words['son']} and {words['daughter']}, both at school."
    if person.children == "away":
        return f"Alone. {words['son']} and {words['daughter']} live with their other parent."
    return chance.choice(
        ("Alone.", "Alone, with a cat.", f"Alone. {words['sister']} lives near by.", "With a flatmate.")
    )
