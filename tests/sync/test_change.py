"""Reading a change as it comes over the wire, and the receipt for it."""

from typing import Any

import pytest

from sync.change import Receipt, Status, Unreadable, read_change
from tests.sync.makers import AT, CHANGE, JEAN

WHOLE: dict[str, Any] = {
    "id": CHANGE, "seq": 1, "kind": "client", "record": JEAN, "base": 3, "at": AT,
    "set": {"phone": "0131 496 0000"}, "was": {"phone": None},
}  # fmt: skip


def test_a_whole_change_is_read() -> None:
    change = read_change({**WHOLE, "offset_ms": -312, "form": 1})
    assert (change.id, change.seq, change.set, change.offset_ms) == (
        CHANGE,
        1,
        {"phone": "0131 496 0000"},
        -312,
    )


BROKEN: dict[str, list[object]] = {
    "id": [None, 7, "7"],
    "seq": [None, 0, "1", True, 2**60],
    "kind": [5],
    "record": ["Jean"],
    "base": [-1, 1.5],
    "at": ["yesterday", "2026-11-23T10:02:11"],
    "client": [5],
    "offset_ms": ["x"],
    "form": [-1],
    "set": [[], None],
    "was": ["x"],
    "delete": ["yes", True],
    "colour": ["red"],
}


@pytest.mark.parametrize(("part", "found"), [(part, found) for part in BROKEN for found in BROKEN[part]])
def test_a_broken_part_is_named(part: str, found: object) -> None:
    with pytest.raises(Unreadable) as caught:
        read_change({**WHOLE, part: found})
    assert list(caught.value.errors) == [part]
    assert caught.value.id == (None if part == "id" else CHANGE)


@pytest.mark.parametrize("raw", [None, 5, "text", [], True])
def test_what_is_no_object_is_no_change(raw: object) -> None:
    with pytest.raises(Unreadable, match="Must be an object"):
        read_change(raw)


def test_names_from_outside_can_be_stored() -> None:
    with pytest.raises(Unreadable) as caught:
        read_change({**WHOLE, "\ud800\0" + "x" * 100: 1})
    (name,) = caught.value.errors
    assert len(name) == 60
    assert name.encode()
    assert "\0" not in name


def test_a_receipt_says_only_what_applies() -> None:
    assert Receipt(CHANGE, Status.APPLIED, 4).wire() == {"id": CHANGE, "status": "applied", "version": 4}
    assert Receipt(None, Status.REFUSED, errors={"id": ["Is missing."]}, index=2).wire() == {
        "id": None, "status": "refused", "errors": {"id": ["Is missing."]}, "index": 2,
    }  # fmt: skip
    conflict = Receipt(CHANGE, Status.CONFLICT, 4, fields=("phone",), conflicts=(JEAN,)).wire()
    assert (conflict["fields"], conflict["conflicts"]) == (["phone"], [JEAN])
