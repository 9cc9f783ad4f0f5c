"""Chance with manners: what is dealt out evenly, shared out exactly, and the same for the same seed."""

import re
from collections.abc import Callable, Sequence
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")
CHOICE = re.compile(r"\[([^\[\]]*)\]")


class Chance(Random):
    """Chance that can be repeated: right for inventing people, never for secrets."""


class Deck(Generic[T]):
    """Cards that are dealt in a shuffled order; none comes again before all have been dealt."""

    def __init__(self, chance: Random, cards: Sequence[T]) -> None:
        self._chance = chance
        self._cards = list(cards)
        self._left: list[T] = []

    def deal(self, fits: Callable[[T], bool] = lambda _: True) -> T:
        """Give the next card that fits. Raises LookupError where none in the whole deck does."""
        for _ in range(2):
            for place, card in enumerate(self._left):
                if fits(card):
                    return self._left.pop(place)
            fresh = [card for card in self._cards if card not in self._left]
            self._chance.shuffle(fresh)
            self._left += fresh
        raise LookupError("No card of this deck fits.")


def share_out(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Share `total` out in whole numbers by weight, `least` to each first, the largest remainders up."""
    rest = total - least * len(weights)
    whole = sum(weights)
    exact = [rest * weight / whole for weight in weights]
    shares = [int(part) for part in exact]
    by_remainder = sorted(range(len(weights)), key=lambda one: shares[one] - exact[one])
    for one in by_remainder[: rest - sum(shares)]:
        shares[one] += 1
    return [least + share for share in shares]


def shuffled(chance: Random, counts: dict[str, int]) -> list[str]:
    """Give each word as often as its count says, in any order."""
    words = [word for word, count in counts.items() for _ in range(count)]
    chance.shuffle(words)
    return words


def choose_words(chance: Random, text: str) -> str:
    """Settle each `[this|or that]` in a text."""
    return CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text)
