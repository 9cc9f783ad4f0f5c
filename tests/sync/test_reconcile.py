"""The table of receipts: what happens to a value when somebody else may have written."""

from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.change import Change, Status
from sync.reconcile import Record, Since, reconcile
from tests.sync.makers import AT, CHANGE, JEAN, NOTE, edit, jean


def test_a_new_client_needs_only_a_name_to_call_them_by() -> None:
    verdict = reconcile(None, edit(base=0, known_as="Jean", phone=None))
    assert verdict.status is Status.APPLIED
    assert verdict.record == jean(version=1)


def test_a_new_client_without_a_name_is_refused_by_field() -> None:
    assert reconcile(None, edit(base=0, phone="0131 496 0000")).errors == {"known_as": ["Cannot be empty."]}


def test_an_edit_of_what_stood_on_the_screen_is_applied() -> None:
    verdict = reconcile(jean(), edit(phone="0131 496 0000"))
    assert verdict.status is Status.APPLIED
    assert verdict.record == jean(version=4, phone="0131 496 0000")


def test_an_edit_beside_somebody_elses_is_merged() -> None:
    since = Since(others=frozenset({"address"}))
    verdict = reconcile(jean(version=4, address="1 High Street"), edit(phone="0131 496 0000"), since)
    assert verdict.status is Status.MERGED
    assert verdict.record == jean(version=5, address="1 High Street", phone="0131 496 0000")


@pytest.mark.parametrize("stands", [None, "0131 496 0000"])
def test_an_edit_of_what_others_wrote_in_that_field_alone_is_not_merged(stands: Any) -> None:
    since = Since(others=frozenset({"phone"}))
    stood = {"phone": stands} if stands else {}
    assert reconcile(jean(**stood), edit(phone="0131 496 0000"), since).status is Status.APPLIED


def test_a_value_that_the_sender_had_not_seen_stays_and_the_offered_one_is_kept() -> None:
    verdict = reconcile(
        jean(version=4, phone="0131 496 0111"),
        edit(phone="0131 496 0000", gp="Dr Low"),
        Since(frozenset({"phone"})),
    )
    assert verdict.status is Status.CONFLICT
    assert verdict.record == jean(version=5, phone="0131 496 0111", gp="Dr Low")
    assert [(clash.field, clash.kept, clash.offered) for clash in verdict.clashes] == [
        ("phone", "0131 496 0111", "0131 496 0000")
    ]


def test_a_conflict_alone_makes_no_new_version() -> None:
    verdict = reconcile(jean(version=4, phone="0131 496 0111"), edit(phone="0131 496 0000"))
    assert verdict.status is Status.CONFLICT
    assert verdict.record is None


def test_clearing_a_field_clears_it() -> None:
    verdict = reconcile(jean(phone="0131 496 0000"), edit(phone=None, was={"phone": "0131 496 0000"}))
    assert verdict.record == jean(version=4)


def test_a_name_to_call_them_by_cannot_be_cleared() -> None:
    verdict = reconcile(jean(), edit(known_as=" ", was={"known_as": "Jean"}))
    assert verdict.errors == {"known_as": ["Cannot be empty."]}


def test_the_same_number_in_another_writing_is_no_conflict() -> None:
    verdict = reconcile(jean(gp="Zo\u00eb Low"), edit(gp="Dr Low", was={"gp": " Zoe\u0308 Low "}))
    assert verdict.status is Status.APPLIED


@pytest.mark.parametrize(("stands", "was", "new"), list(product([None, "a", "b"], repeat=3)))
def test_every_meeting_of_three_values(stands: Any, was: Any, new: Any) -> None:
    data = {"gp": stands} if stands else {}
    verdict = reconcile(jean(**data), edit(gp=new, was={"gp": was}))
    if stands in (was, new):
        assert verdict.status is Status.APPLIED
        assert verdict.record is not None
        assert verdict.record.data.get("gp") == new
    else:
        assert verdict.status is Status.CONFLICT
        assert (verdict.clashes[0].kept, verdict.clashes[0].offered) == (stands, new)


names = st.sampled_from(["gp", "phone", "language"])
values = st.sampled_from(["a", "b"])


@given(
    st.dictionaries(names, st.none() | values, min_size=1), st.dictionaries(names, values), st.none() | values
)
def test_no_value_that_was_not_seen_is_ever_replaced(
    new: dict[str, Any], stands: dict[str, Any], was: Any
) -> None:
    verdict = reconcile(jean(**stands), edit(was=dict.fromkeys(new, was), **new))
    after = verdict.record or jean(**stands)
    aside = {clash.field: clash.offered for clash in verdict.clashes}
    for name, value in new.items():
        assert after.data.get(name) == value or aside.get(name, "lost") == value
        if stands.get(name) not in (was, value):
            assert after.data.get(name) == stands.get(name)


def test_old_values_are_asked_for() -> None:
    change = Change(CHANGE, 1, "client", JEAN, 3, AT, set={"phone": "1"})
    assert reconcile(jean(), change).errors == {"phone": ["The old value is missing."]}


def test_an_old_value_that_no_longer_fits_is_only_compared() -> None:
    verdict = reconcile(jean(), edit(gender="female", was={"gender": "a retired word"}))
    assert verdict.status is Status.CONFLICT


def test_an_old_value_of_an_unknown_field_is_refused() -> None:
    change = Change(CHANGE, 1, "client", JEAN, 3, AT, set={"shoe_size": 6}, was={"shoe_size": None})
    assert reconcile(jean(), change).errors == {"shoe_size": ["A client has no such field."]}


def test_a_kind_that_does_not_exist_is_refused() -> None:
    change = Change(CHANGE, 1, "budget", JEAN, 0, AT, set={"a": 1})
    assert reconcile(None, change).errors == {"kind": ["There is no kind called budget."]}


def test_a_record_does_not_change_its_kind() -> None:
    change = Change(CHANGE, 1, "contact", JEAN, 3, AT, set={"way": "call"}, was={"way": None})
    assert reconcile(jean(), change).errors == {"kind": ["The record is of another kind."]}


def test_only_the_server_writes_what_a_conflict_is_about() -> None:
    change = Change(CHANGE, 1, "conflict", NOTE, 1, AT, set={"kept": "x"}, was={"kept": None})
    conflict = Record("conflict", NOTE, JEAN, 1, {"kept": "y"})
    assert reconcile(conflict, change).errors == {"kept": ["Only the server sets this."]}


def test_an_edit_of_what_nobody_knows_is_held_for_a_person() -> None:
    assert reconcile(None, edit(base=3, phone="1")).status is Status.HELD


class TestNotes:
    def note(self, text: str, base: int = 0, **more: Any) -> Change:
        return Change(CHANGE, 1, "note", NOTE, base, AT, client=JEAN, set={"text": text}, **more)

    def test_a_note_that_comes_twice_is_one_note(self) -> None:
        stored = reconcile(None, self.note("Jean was well.")).record
        verdict = reconcile(stored, self.note("Jean was well."))
        assert verdict.status is Status.APPLIED
        assert verdict.record is None

    def test_a_finished_note_is_never_changed(self) -> None:
        stored = reconcile(None, self.note("Jean was well.")).record
        verdict = reconcile(stored, self.note("Jean was ill.", base=1, was={"text": "Jean was well."}))
        assert verdict.errors == {"text": ["A finished note is never changed. Add to it instead."]}

    def test_a_finished_note_is_never_deleted(self) -> None:
        stored = reconcile(None, self.note("Jean was well.")).record
        verdict = reconcile(stored, Change(CHANGE, 1, "note", NOTE, 1, AT, delete=True))
        assert verdict.errors == {"note": ["A finished note is never changed. Add to it instead."]}


class TestDeletions:
    delete = Change(CHANGE, 1, "client", JEAN, 3, AT, delete=True)

    def test_a_deletion_of_what_was_seen_is_applied(self) -> None:
        verdict = reconcile(jean(), self.delete)
        assert verdict.record == jean(version=4, deleted=True)

    def test_a_second_deletion_changes_nothing(self) -> None:
        verdict = reconcile(jean(deleted=True), self.delete)
        assert (verdict.status, verdict.record) == (Status.APPLIED, None)

    def test_a_deletion_of_what_others_changed_since_is_a_conflict(self) -> None:
        verdict = reconcile(jean(version=4), self.delete, Since(frozenset({"phone"})))
        assert verdict.status is Status.CONFLICT
        assert verdict.record is None
        assert (verdict.clashes[0].field, verdict.clashes[0].kept, verdict.clashes[0].offered) == (
            "deleted",
            False,
            True,
        )

    def test_an_edit_of_a_deleted_record_is_a_conflict_that_keeps_what_was_typed(self) -> None:
        verdict = reconcile(jean(deleted=True), edit(phone="0131 496 0000"))
        assert verdict.status is Status.CONFLICT
        assert verdict.clashes[0].values == {"phone": "0131 496 0000"}

    def test_deleting_what_nobody_knows_is_held_for_a_person(self) -> None:
        assert reconcile(None, self.delete).status is Status.HELD


class TestChains:
    def test_a_value_after_an_own_one_in_conflict_joins_that_conflict(self) -> None:
        since = Since(frozenset({"phone"}), open={"phone": NOTE})
        verdict = reconcile(jean(version=4, phone="x"), edit(phone="c", was={"phone": "b"}), since)
        assert [(clash.offered, clash.joins) for clash in verdict.clashes] == [("c", NOTE)]

    def test_what_its_writer_had_seen_before_may_be_replaced(self) -> None:
        since = Since(chain={"gp": ["b", "a"]})
        for stands in ("a", "b", "c"):
            verdict = reconcile(jean(gp=stands), edit(gp="d", was={"gp": "c"}), since)
            assert verdict.status is Status.APPLIED

    def test_a_chain_that_leads_elsewhere_is_a_conflict(self) -> None:
        since = Since(chain={"gp": ["b", "a"], "phone": ["z"]})
        assert reconcile(jean(gp="z"), edit(gp="d", was={"gp": "c"}), since).status is Status.CONFLICT
