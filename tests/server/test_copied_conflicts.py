"""Two copies of a phone in one conflict: what one has offered never takes the place of what the other has."""

from dataclasses import replace
from typing import Any

import pytest

from tests.server.phones import AT, Phone, Service
from tests.server.test_settled import choose, open_conflicts

Met = tuple[Phone, Phone, Phone, str]


def offers(sam: Phone) -> list[Any]:
    """What Sam's desk shows of what was kept aside, in the order in which it came."""
    sam.sync_all()
    return [one["data"]["offered"] for one in open_conflicts(sam)]


@pytest.fixture
def met(service: Service) -> Met:
    """Ada's number for Jean is kept aside beside another's; her phone has a copy that does not know of it."""
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client(phone="0")
    copy = replace(ada)
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    assert ada.statuses(ada.edit(jean, 1, {"phone": "0"}, phone="2")) == ["conflict"]
    return ada, copy, service.phone("sam"), jean


def test_both_offers_are_shown_at_the_desk(met: Met) -> None:
    _, copy, sam, jean = met
    assert copy.statuses(copy.edit(jean, 1, {"phone": "0"}, phone="3")) == ["conflict"]
    assert offers(sam) == ["2", "3"]


def test_each_copy_goes_on_from_its_own(met: Met) -> None:
    ada, copy, sam, jean = met
    copy.sync(copy.edit(jean, 1, {"phone": "0"}, phone="3"))
    assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone="22")) == ["conflict"]
    assert copy.statuses(copy.edit(jean, 1, {"phone": "3"}, phone="33")) == ["conflict"]
    assert sorted(offers(sam)) == ["22", "33"]


def test_what_both_offer_is_one_conflict(met: Met) -> None:
    _, copy, sam, jean = met
    assert copy.statuses(copy.edit(jean, 1, {"phone": "0"}, phone="2")) == ["conflict"]
    assert offers(sam) == ["2"]


def test_who_has_seen_what_stands_does_not_go_past_the_conflict(met: Met) -> None:
    ada, copy, sam, jean = met
    copy.sync(copy.note(jean))
    late = ada.edit(jean, ada.rows[jean]["version"], {"phone": "1"}, phone="23")
    assert ada.statuses(late) == ["conflict"]
    assert (ada.rows[jean]["data"]["phone"], offers(sam)) == ("1", ["2", "23"])
    assert choose(sam, open_conflicts(sam)[0], choice="offered")["status"] == "applied"
    assert offers(sam) == ["23"]


def test_what_both_typed_into_a_deleted_record_is_shown(service: Service) -> None:
    ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    made = ada.change("contact", client=ada.add_client(), set={"way": "call", "at": AT})
    contact = made["record"]
    ada.sync(made)
    copy = replace(ada)
    other.sync(other.change("contact", contact, 1, delete=True))
    for phone, field, text in (
        (ada, "summary", "Well."),
        (copy, "summary", "Ill."),
        (copy, "purpose", "Money"),
    ):
        said = phone.change("contact", contact, 1, set={field: text}, was={field: None})
        assert phone.statuses(said) == ["conflict"]
    sam.sync_all()
    values = [one["data"]["values"] for one in open_conflicts(sam)]
    assert {"summary": "Well."} in [{"summary": one.get("summary")} for one in values]
    assert {"summary": "Ill."} in [{"summary": one.get("summary")} for one in values]
    assert [one["purpose"] for one in values if "purpose" in one] == ["Money"]
