"""Where a note or contact stands with its reviewers: folded from their reviews and from what answered them.

The phone's `domain/review.ts` folds in the same way, and both read `sync/vectors/review.json`.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class State(StrEnum):
    """Where an item stands; a closed set of words."""

    NEW = "new"
    READ = "read"
    RETURNED = "returned"
    ANSWERED = "answered"
    SIGNED_OFF = "signed_off"


@dataclass(frozen=True, slots=True)
class Standing:
    """`decisions` are those that no other decision has seen; `open` those that still ask for an answer.

    `crossed`: two supervisors decided differently, and neither had seen the other's decision.
    """

    state: State
    decisions: tuple[str, ...]
    open: tuple[str, ...]
    crossed: bool


def standing_of(reviews: Mapping[str, Mapping[str, Any]], answered: Container[str]) -> Standing:
    """Fold the reviews of one item, by id.

    A decision takes the place of those that its writer had seen, and of no other: a return stands beside a
    signature that crossed it, until somebody who has seen both decides. Having been read decides nothing.
    """
    made = {id: data for id, data in reviews.items() if data.get("verdict") in ("returned", "signed_off")}
    seen = {id for data in made.values() for id in data.get("after") or ()}
    decisions = tuple(sorted(id for id in made if id not in seen))
    returned = tuple(id for id in decisions if made[id]["verdict"] == "returned")
    unanswered = tuple(id for id in returned if id not in answered)
    crossed = len({made[id]["verdict"] for id in decisions}) > 1
    return Standing(_word(bool(reviews), decisions, returned, unanswered), decisions, unanswered, crossed)


def _word(
    looked_at: bool, decisions: tuple[str, ...], returned: tuple[str, ...], unanswered: tuple[str, ...]
) -> State:
    if not decisions:
        return State.READ if looked_at else State.NEW
    if unanswered:
        return State.RETURNED
    return State.ANSWERED if returned else State.SIGNED_OFF


def answers_to(item: str, records: Iterable[tuple[str, Mapping[str, Any]]]) -> set[str]:
    """Give the reviews that were answered: by a note about the item, or in the item itself.

    `records` are notes and contacts, each with its id.
    """
    return {
        review
        for id, data in records
        if item in (id, data.get("addendum_to"), data.get("contact"))
        for review in data.get("answers") or ()
    }
