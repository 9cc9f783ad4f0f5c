"""A note put together: how it began, what it was about, and how it was left."""

from random import Random

from server.demo.chance import Deck
from server.demo.diary import say_day, say_hour
from server.demo.figures import read_json
from server.demo.meetings import Meeting
from server.demo.people import Person
from server.demo.phrases import Beat, read_sections, say
from server.demo.staff import Colleague

SHORTEST, LONGEST = 42, 170  # words
WORKERS = read_json("names.json")["workers"]
IN_WORDS = {
    "mental_health": "how {they} feels",
    "social": "being on {their} own",
    "housing": "the flat",
    "money": "money",
    "physical_health": "{their} health",
    "drugs": "what {they} takes",
    "alcohol": "drink",
    "smoking": "the cigarettes",
    "employment": "work",
    "offending": "the court",
    "domestic_abuse": "being safe",
    "bereavement": "a death",
    "literacy": "the post",
    "daily_structure": "days without a shape",
    "caring": "who {they} looks after",
}


def count_words(text: str) -> int:
    """Count the words of a text."""
    return len(text.split())


class Sentences:
    """Deals out openings and closings, so that none comes again before its turn."""

    def __init__(self, chance: Random, worker: Colleague, supervisor: str) -> None:
        self.chance = chance
        self.supervisor = supervisor
        self.me = worker.first_name
        self.openings = _decks(chance, "openings")
        self.closings = _decks(chance, "closings")

    def words(self, person: Person, story: str = "") -> dict[str, str]:
        """Give the words of a person's notes; in each story the partner's worker has a name of her own."""
        worker = WORKERS[sum(map(ord, story)) % len(WORKERS)]
        issues = [IN_WORDS[issue].format_map(person.words) for issue in person.case.issues[:3]]
        listed = f"{', '.join(issues[:-1])} and {issues[-1]}"
        return {
            **person.words,
            "worker": worker,
            "issues": listed,
            "supervisor": self.supervisor,
            "me": self.me,
        }

    def about_first(self, meeting: Meeting, following: Meeting | None) -> str:
        """Write the note on a first meeting: who this is, and as much of the form as was right."""
        person = meeting.person
        opening = "first_home" if meeting.place == "community" else "first"
        told = [self._deal(self.openings[opening], person)]
        told += [self._deal(self.closings["registration"], person) for _ in range(2)]
        return self._finish(person, told, following)

    def about_held(self, meeting: Meeting, beats: list[Beat], following: Meeting | None) -> str:
        """Write the note on a later meeting, from the steps of the stories that it was about."""
        person = meeting.person
        told = [say(self.chance, beat.text, self.words(person, beat.story)) for beat in beats]
        opening = self._open(meeting, beats[0])
        if opening:
            told[0] = f"{self._deal(self.openings[opening], person)} {told[0]}"
        return self._finish(person, told, following)

    def close(self, person: Person, following: Meeting | None) -> str:
        """Give a sentence or two on how it was left."""
        kinds = [kind for kind, share in (("mood", 0.4), ("plan", 0.15)) if self.chance.random() < share]
        if following and self.chance.random() < 0.5:
            kinds.append("next")
        more = {"next": f"{say_day(following.day)} at {say_hour(following.minute)}"} if following else {}
        return " ".join(self._deal(self.closings[kind], person, more) for kind in kinds or ["mood"])

    def lengthen(self, text: str, person: Person, following: Meeting | None = None) -> str:
        """Give a text that is no shorter than notes are."""
        while count_words(text) < SHORTEST:
            text += f" {self.close(person, following)}"
        return text

    def _open(self, meeting: Meeting, beat: Beat) -> str | None:
        """Name the deck of openings that does not gainsay the story; None where it opens by itself."""
        if beat.where:
            return "home" if beat.where == "home" and self.chance.random() < 0.5 else None
        if meeting.place == "community":
            return self.chance.choice(("home", "home", "about"))
        return meeting.place if self.chance.random() < 0.85 else None

    def _finish(self, person: Person, told: list[str], following: Meeting | None) -> str:
        """Put the parts together, and say how it was left: always in a short note, not in a long one."""
        text = told[0] + "".join(
            ("\n\n" if count_words(told[0]) > SHORTEST else " ") + part for part in told[1:]
        )
        text = self.lengthen(text, person, following)
        if count_words(text) < LONGEST * 0.6 and self.chance.random() < 0.4:
            text += f" {self.close(person, following)}"
        return text

    def _deal(self, deck: Deck[str], person: Person, more: dict[str, str] | None = None) -> str:
        return say(self.chance, deck.deal(), {**self.words(person), **(more or {})})


def _decks(chance: Random, path: str) -> dict[str, Deck[str]]:
    return {name: Deck(chance, lines) for name, lines in read_sections(f"words/{path}.txt").items()}
