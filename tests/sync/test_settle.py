"""Settling a conflict: a person who has seen both values chooses."""

from dataclasses import replace
from typing import Any

from sync.change import Change
from sync.reconcile import Clash, Record, Since
from sync.settle import CHANGED, Settlement, carry_out, settle
from tests.sync.makers import AT, CHANGE, CONFLICT, JEAN, jean


def conflict(**data: Any) -> Record:
    made = {"of_kind": "client", "of_record": JEAN, "field": "phone", "kept": "1", "offered": "2"}
    return Record("conflict", CONFLICT, JEAN, 1, {**made, **data})


def choose(**fields: Any) -> Change:
    return Change(CHANGE, 1, "conflict", CONFLICT, 1, AT, set=fields, was=dict.fromkeys(fields))


def test_keeping_what_stands_writes_nothing() -> None:
    assert settle(conflict(), choose(choice="kept"), Since()) == Settlement()


def test_choosing_the_offered_value_writes_it() -> None:
    settlement = settle(conflict(), choose(choice="offered"), Since())
    assert carry_out(settlement, jean(phone="1"), jean(phone="1").data) == (jean(version=4, phone="2"), ())


def test_a_third_value_is_checked_like_any_other() -> None:
    assert settle(conflict(), choose(choice="other", value="3"), Since()).fields == {"phone": "3"}
    wrong = settle(conflict(), choose(choice="other", value="3" * 31), Since())
    assert wrong.errors == {"value": ["Longer than 30 characters."]}


def test_a_choice_has_to_be_made() -> None:
    assert settle(conflict(), choose(value="3"), Since()).errors == {
        "choice": ["Choose the value that is to stand."]
    }
    assert settle(conflict(), choose(choice="both"), Since()).errors == {
        "choice": ["Is not one of the choices."]
    }


def test_a_second_choice_is_refused_and_the_same_one_taken() -> None:
    settled = conflict(choice="kept")
    assert settle(settled, choose(choice="kept"), Since()) == Settlement()
    assert settle(settled, choose(choice="offered"), Since()).errors == {
        "choice": ["This has been settled already."]
    }


def test_a_choice_made_without_seeing_what_stands_now_is_refused() -> None:
    since = Since(others=frozenset({"kept"}))
    assert settle(conflict(), choose(choice="kept"), since).errors == {"choice": [CHANGED]}


class TestDeletions:
    deleting = conflict(field="deleted", kept=False, offered=True)
    restoring = conflict(field="deleted", kept=True, offered=False, values={"phone": "2"})

    def test_the_deletion_is_carried_out(self) -> None:
        settlement = settle(self.deleting, choose(choice="offered"), Since())
        assert carry_out(settlement, jean(), jean().data) == (Record("client", JEAN, JEAN, 4, {}, True), ())

    def test_the_record_comes_back_with_what_was_typed(self) -> None:
        settlement = settle(self.restoring, choose(choice="offered"), Since())
        deleted = Record("client", JEAN, JEAN, 3, {}, True)
        assert carry_out(settlement, deleted, {"known_as": "Jean"}) == (jean(version=4, phone="2"), ())

    def test_a_value_that_nobody_had_seen_is_not_replaced_by_bringing_the_record_back(self) -> None:
        settlement = settle(self.restoring, choose(choice="offered"), Since())
        deleted = Record("client", JEAN, JEAN, 3, {}, True)
        assert carry_out(settlement, deleted, {"known_as": "Jean", "phone": "7"}) == (
            jean(version=4, phone="7"),
            (Clash("phone", "7", "2"),),
        )

    def test_a_value_that_was_seen_is_replaced_by_bringing_the_record_back(self) -> None:
        seen = replace(self.restoring, data={**self.restoring.data, "was": {"phone": "7"}})
        settlement = settle(seen, choose(choice="offered"), Since())
        deleted = Record("client", JEAN, JEAN, 3, {}, True)
        assert carry_out(settlement, deleted, {"known_as": "Jean", "phone": "7"}) == (
            jean(version=4, phone="2"),
            (),
        )

    def test_there_is_no_third_way(self) -> None:
        assert settle(self.deleting, choose(choice="other"), Since()).errors
