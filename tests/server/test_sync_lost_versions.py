"""A change that names a version which the server has lost: nobody can tell what its writer has seen."""

from itertools import pairwise

import pytest

from tests.server.phones import AT, Phone, Service

LOST = 9


@pytest.fixture
def ada(service: Service) -> Phone:
    return service.phone("ada")


@pytest.fixture
def contact(service: Service, ada: Phone) -> str:
    """A contact of Ada's, in which her other phone has just written what she has not seen."""
    made = ada.change("contact", client=ada.add_client(), set={"way": "call", "at": AT})
    other = service.phone("ada")
    typed = {"set": {"summary": "An hour of typing."}, "was": {"summary": None}}
    assert ada.statuses(made) == other.statuses(other.change("contact", made["record"], 1, **typed))
    return str(made["record"])


def test_a_deletion_does_not_take_what_another_wrote(ada: Phone, contact: str) -> None:
    assert ada.statuses(ada.change("contact", contact, LOST, delete=True)) == ["conflict"]
    assert ada.rows[contact]["data"]["summary"] == "An hour of typing."


@pytest.mark.parametrize("first", [LOST, 1])
def test_nor_where_its_own_changes_have_made_as_many_versions(ada: Phone, contact: str, first: int) -> None:
    texts = [None, *map(str, range(LOST))]
    edits = [
        ada.change("contact", contact, LOST, set={"purpose": new}, was={"purpose": old})
        for old, new in pairwise(texts)
    ]
    edits[0]["base"] = first  # what was written before the version that was lost has seen what stands
    assert ada.statuses(*edits, ada.change("contact", contact, LOST, delete=True))[-1] == "conflict"


def test_what_only_this_phone_has_written_it_deletes(ada: Phone) -> None:
    made = ada.change("contact", client=ada.add_client(), set={"way": "call", "at": AT})
    assert ada.statuses(made, ada.change("contact", made["record"], LOST, delete=True)) == ["applied"] * 2


def test_old_values_decide_as_ever(ada: Phone, contact: str) -> None:
    said = [
        ({"purpose": "Benefits"}, {"purpose": None}, "merged"),
        ({"summary": "Longer."}, {"summary": "An hour of typing."}, "applied"),
        ({"summary": "Other."}, {"summary": "Words that were lost."}, "conflict"),
    ]
    for new, old, status in said:
        assert ada.statuses(ada.change("contact", contact, LOST, set=new, was=old)) == [status]
    assert ada.rows[contact]["data"]["summary"] == "Longer."


def test_a_conflict_is_not_settled_by_who_may_not_have_seen_what_stands(service: Service, ada: Phone) -> None:
    other, third, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="0")
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
    third.sync_all()
    assert third.statuses(third.edit(jean, 2, {"phone": "1"}, phone="9")) == ["applied"]
    sam.sync_all()
    (conflict,) = sam.of_kind("conflict")
    chosen = {"set": {"choice": "offered"}, "was": {"choice": None}}
    (receipt,) = sam.sync(sam.change("conflict", conflict["id"], LOST, **chosen))["receipts"]
    assert "changed while you were deciding" in receipt["errors"]["choice"][0]
    again = sam.change("conflict", conflict["id"], conflict["version"], **chosen)
    assert sam.statuses(again) == ["applied"]
