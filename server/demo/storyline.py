"""Which stories a person lives through, and which step of them comes next."""

from collections.abc import Iterator, Mapping, Sequence
from random import Random

from server.demo.chance import Deck
from server.demo.meetings import Meeting
from server.demo.people import Person
from server.demo.phrases import Beat, Story, read_stories

NOTED = 0.8  # of the meetings that took place, how many leave a note
TWO_AT_ONCE = 0.3
PLACES = {"home": "community", "office": "office", "out": "alternative_venue"}
RESERVE = ("mental_health", "daily_structure", "social")
"""Where more is found when a long case has used up the stories of its own issues."""


class Library:
    """Lends stories, the ones least told first."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._decks: dict[str, Deck[Story]] = {}

    def stories_for(self, person: Person) -> list[Story]:
        """Choose a story for each issue, and a second for some; those of one issue never side by side."""

        def fits(story: Story) -> bool:
            if story.only == "woman":
                return person.woman
            return story.only in (None, person.children) and story not in chosen

        chosen: list[Story] = []
        own = self._chance.sample(person.case.issues, len(person.case.issues))
        for issues in (own, own, RESERVE):
            for issue in issues:
                deck = self._decks.setdefault(issue, Deck(self._chance, read_stories(issue)))
                try:
                    chosen.append(deck.deal(fits))
                except LookupError:  # all of this issue's stories that fit are his already
                    continue
        return chosen


def tell(chance: Random, stories: list[Story]) -> Iterator[Beat]:
    """Give one step after the other, of two stories at a time."""
    waiting = [list(story.beats) for story in stories]
    while waiting:
        story = waiting[0] if len(waiting) == 1 or chance.random() < 0.6 else waiting[1]
        yield story.pop(0)
        waiting = [story for story in waiting if story]


def choose_beats(
    chance: Random, library: Library, meetings: Sequence[Meeting], places: Mapping[str, int]
) -> dict[int, list[Beat]]:
    """Choose what each held meeting was about, by its place in `meetings`; some leave no note.

    A step that can only have happened at home, in the office or elsewhere says where the meeting was,
    as long as the year's places allow.
    """
    room = dict(places)
    steps: dict[str, list[Beat]] = {}
    beats: dict[int, list[Beat]] = {}
    for index, meeting in enumerate(meetings):
        if meeting.number < 2 or chance.random() > NOTED:
            continue
        person = meeting.person
        if person.phone not in steps:
            steps[person.phone] = list(tell(chance, library.stories_for(person)))
        taken = _take(chance, steps[person.phone])
        if not taken:
            continue
        if taken[0].where:
            place = PLACES[taken[0].where]
            if not room[place]:
                continue
            room[place] -= 1
            meeting.place, meeting.accompanied_to = place, taken[0].visited
        beats[index] = taken
    return beats


def _take(chance: Random, steps: list[Beat]) -> list[Beat]:
    """Take the next step, and at times a second of another story that needs no place of its own."""
    taken = steps[:1]
    if len(steps) > 1 and chance.random() < TWO_AT_ONCE:
        second = steps[1]
        if second.story != steps[0].story and not second.where and not steps[0].where:
            taken.append(second)
    del steps[: len(taken)]
    return taken
