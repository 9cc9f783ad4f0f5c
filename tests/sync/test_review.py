"""Where an item stands with its reviewers, by the vectors that the phone's tests read too."""

import json
from pathlib import Path
from typing import Any

import pytest

from sync.kinds import KINDS
from sync.kinds.fields import Invalid
from sync.review import answers_to, standing_of

VECTORS = json.loads((Path(__file__).parents[2] / "sync" / "vectors" / "review.json").read_text())["cases"]
COMMENTS = KINDS["review"].fields["comments"].clean


@pytest.mark.parametrize("case", VECTORS, ids=lambda case: case["name"])
def test_where_an_item_stands(case: dict[str, Any]) -> None:
    standing = standing_of(case["reviews"], set(case["answered"]))
    assert (standing.state, list(standing.decisions), list(standing.open), standing.crossed) == (
        case["state"], case["decisions"], case["open"], case["crossed"],
    )  # fmt: skip


def test_a_return_is_answered_by_a_note_about_the_item_or_in_the_item_itself() -> None:
    written: list[tuple[str, dict[str, Any]]] = [
        ("n1", {"addendum_to": "item", "answers": ["a"]}),
        ("n2", {"contact": "item", "answers": ["b"]}),
        ("item", {"answers": ["c"]}),
        ("n3", {"addendum_to": "another", "answers": ["d"]}),
        ("n4", {"addendum_to": "item"}),
    ]
    assert answers_to("item", written) == {"a", "b", "c"}


def test_a_comment_is_kept_in_its_canonical_form() -> None:
    raw = [{"field": "text", "quote": " She was in. ", "text": "Who\r\nsaid so?", "was": None}]
    assert COMMENTS(raw) == [{"field": "text", "quote": "She was in.", "nth": 1, "text": "Who\nsaid so?"}]
    assert COMMENTS([]) is None


@pytest.mark.parametrize(
    "wrong",
    [
        "text", [5], [{}], [{"field": "text"}], [{"text": "Why?"}], [{"field": "text", "text": " "}],
        [{"field": "text", "text": "Why?", "more": 1}], [{"field": "text", "text": "a\0b"}],
        [{"field": "text", "text": "x" * 2001}], [{"field": "f" * 61, "text": "Why?"}],
        [{"field": "text", "text": "Why?", "quote": "q", "nth": 0}],
        [{"field": "text", "text": "Why?", "quote": "q", "nth": True}],
        [{"field": "text", "text": "Why?", "was": 2**60}],
        [{"field": "text", "text": "Why?"}] * 51,
    ],
)  # fmt: skip
def test_what_is_no_comment_is_refused(wrong: object) -> None:
    with pytest.raises(Invalid):
        COMMENTS(wrong)


def test_the_reviews_that_were_seen_are_a_set() -> None:
    one, other = "0197a0b0-0000-7000-8000-000000000001", "0197a0b0-0000-7000-8000-000000000002"
    clean = KINDS["review"].fields["after"].clean
    assert clean([other, one.upper(), one]) == [one, other]
    assert clean([]) is None
    with pytest.raises(Invalid):
        clean(one)
