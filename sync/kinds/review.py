"""A review: what a supervisor made of one note or contact. Like a note, it is finished when it is made.

Two supervisors make two reviews, so neither overwrites the other: `after` names the decisions that were on
the screen when this one was made. `worker` wrote what it is about, and is the one who is asked.
"""

from typing import Any

from sync.kinds.fields import Field, Invalid, Kind, clean_text, code, ref, refs, text, value

MOST_COMMENTS = 50
PARTS = {"field": 60, "quote": 1000, "text": 2000}  # of a comment, and how long each may be
LAST_SAME = 20_000  # so often the same sentence can stand in the longest note


def comments() -> Field:
    """What is asked, each about a field, or about the `nth` time that a sentence (`quote`) stands in it.

    `was` keeps what the field held, because a contact may change where a note may not.
    """

    def clean(raw: object) -> list[dict[str, Any]] | None:
        if not isinstance(raw, list):
            raise Invalid("Must be a list of comments.")
        if len(raw) > MOST_COMMENTS:
            raise Invalid(f"More than {MOST_COMMENTS} comments.")
        return [_clean_comment(one) for one in raw] or None

    return Field("value", clean, {"type": "array", "items": {"type": "object"}})


def _clean_comment(raw: object) -> dict[str, Any]:
    if not isinstance(raw, dict) or raw.keys() - {*PARTS, "nth", "was"}:
        raise Invalid("Is not a comment.")
    comment: dict[str, Any] = {}
    for part, limit in PARTS.items():
        words = clean_text(raw[part]) if raw.get(part) is not None else None
        if words is not None and len(words) > limit:
            raise Invalid(f"The {part} of a comment is longer than {limit:,} characters.")
        if words is not None:
            comment[part] = words
    if "field" not in comment or "text" not in comment:
        raise Invalid("A comment says what it is about, and what it asks.")
    if "quote" in comment:
        comment["nth"] = _clean_nth(raw.get("nth", 1))
    if raw.get("was") is not None:
        comment["was"] = value().clean(raw["was"])
    return comment


def _clean_nth(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 1 <= raw <= LAST_SAME:
        raise Invalid("A sentence is counted from 1.")
    return raw


REVIEW = Kind(
    "review",
    {
        "of_kind": code("note", "contact", required=True),
        "of_record": ref("record", required=True),
        "worker": ref("account", required=True),
        "worker_name": text(200),
        "verdict": code("read", "signed_off", "returned", required=True),
        "comments": comments(),
        "after": refs("review"),
        "audit": code("sound", "wanting"),
    },
    append_only=True,
    definition=2,
)
