"""The demo's sentences, and what becomes of them once they are about somebody."""

import re
from dataclasses import dataclass
from functools import cache
from random import Random

from server.demo.chance import choose_words
from server.demo.figures import HERE

PLACE = re.compile(r"@(home|office|out)(?:\(([^)]*)\))? ")


@dataclass(frozen=True, slots=True)
class Beat:
    """One step of a story. `where` is set for one that can only have happened there."""

    story: str
    text: str
    where: str | None
    visited: str | None


@dataclass(frozen=True, slots=True)
class Story:
    """What goes on with one issue over the months; `only` for a woman, or by where the children are."""

    title: str
    only: str | None
    beats: tuple[Beat, ...]


@cache
def read_sections(path: str) -> dict[str, tuple[str, ...]]:
    """Read a file of sentences: one in each line, under headings that begin with `==`."""
    sections: dict[str, list[str]] = {}
    current: list[str] = []
    for line in (HERE / path).read_text("utf-8").splitlines():
        if line.startswith("== "):
            current = sections.setdefault(line[3:], [])
        elif line:
            current.append(line)
    return {name: tuple(lines) for name, lines in sections.items()}


@cache
def read_stories(issue: str) -> tuple[Story, ...]:
    """Read the stories about one issue."""
    stories = []
    for heading, lines in read_sections(f"stories/{issue}.txt").items():
        title, _, only = heading.partition(" | ")
        stories.append(Story(title, only or None, tuple(_read_beat(title, line) for line in lines)))
    return tuple(stories)


def _read_beat(story: str, line: str) -> Beat:
    found = PLACE.match(line)
    return Beat(story, line[found.end() :], found[1], found[2]) if found else Beat(story, line, None, None)


def say(chance: Random, sentence: str, words: dict[str, str]) -> str:
    """Settle the choices in a sentence and put these people's words into it."""
    return choose_words(chance, sentence).format_map(words)
