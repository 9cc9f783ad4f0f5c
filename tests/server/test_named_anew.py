"""A phone that was named anew goes on from what it wrote under its former names."""

from typing import Any

import pytest

from server.store.accounts import Device
from server.store.database import writing
from tests.server.phones import AT, Phone, Service
from tests.server.test_settled import choose, open_conflicts
from tests.server.test_sync_held import decide, move, tray


def name_anew(phone: Phone) -> None:
    """The phone gives itself a new name, says so with the next request, and counts from 1."""
    former, phone.device, phone.seq = phone.device, phone.new_id(), 0
    phone.sync(formerly=[former])


@pytest.fixture
def met(service: Service) -> tuple[Phone, Phone, str]:
    """Ada's number for Jean waits in a conflict with another's; her phone has a new name, twice."""
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client(phone="0")
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    assert ada.statuses(ada.edit(jean, 1, {"phone": "0"}, phone="2")) == ["conflict"]
    name_anew(ada)
    name_anew(ada)
    return ada, service.phone("sam"), jean


def test_its_later_value_goes_to_the_conflict_that_it_is_in(met: Any) -> None:
    ada, sam, jean = met
    assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone="22")) == ["conflict"]
    (conflict,) = open_conflicts(sam)
    assert (conflict["data"]["offered"], conflict["data"]["was"]) == ("22", {"phone": "0"})


def test_it_goes_on_from_what_was_chosen_of_it(met: Any) -> None:
    ada, sam, jean = met
    (conflict,) = open_conflicts(sam)
    assert choose(sam, conflict, choice="offered")["status"] == "applied"
    ada.sync_all()
    too_long, version = "1" * 31, ada.rows[jean]["version"]
    wrong = ada.edit(jean, version, {"phone": "2"}, phone=too_long)
    assert ada.statuses(wrong) == ["refused"]
    name_anew(ada)
    assert ada.statuses(ada.edit(jean, version, {"phone": too_long}, phone="11")) == ["applied"]


def test_its_own_edit_does_not_stand_in_the_way_of_its_deletion(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    edit, delete = ada.edit(jean, 1, phone="1"), ada.change("client", jean, 1, delete=True)
    assert ada.statuses(edit) == ["applied"]
    name_anew(ada)
    assert ada.statuses({**delete, "seq": 1}) == ["applied"]


def test_its_last_word_stands_where_an_earlier_one_is_accepted_later(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="0")
    ada.sync(*(ada.note(jean) for _ in range(3)))
    first = ada.edit(jean, 1, {"phone": "0"}, phone="1")
    move(service, jean, "ben")
    assert ada.statuses(first) == ["held"]
    assert sam.statuses(sam.change("caseload", client=jean, set={"worker": ada.user})) == ["applied"]
    name_anew(ada)
    assert ada.statuses(ada.edit(jean, 1, {"phone": "1"}, phone="2")) == ["applied"]
    (held,) = tray(sam)
    assert decide(sam, held, decision="accepted")["status"] == "applied"
    assert (sam.rows[jean]["data"]["phone"], open_conflicts(sam)) == ("2", [])


def test_a_name_that_speaks_again_is_another_phone(met: Any) -> None:
    ada, sam, jean = met
    former, ada.device, ada.seq = ada.device, ada.new_id(), 0
    ada.sync(formerly=[former])
    ada.sync(device=former, unsent={"count": 1, "oldest_at": AT})
    assert ada.statuses(ada.edit(jean, 1, {"phone": "0"}, phone="3")) == ["conflict"]
    assert sorted(one["data"]["offered"] for one in open_conflicts(sam)) == ["2", "3"]


def test_two_that_took_over_from_each_other_at_once_hold_up_no_third(service: Service) -> None:
    one, two, third = (service.phone("ada") for _ in range(3))
    jean = one.add_client(phone="0")
    assert two.statuses(two.edit(jean, 1, {"phone": "0"}, phone="1")) == ["applied"]
    with service.app.app_context(), writing() as session:  # as two requests side by side may leave it
        for phone, successor in ((one, two.device), (two, one.device)):
            device = session.get_one(Device, (service.organisation, phone.user, phone.device))
            device.successor = successor
    assert third.statuses(third.edit(jean, 1, {"phone": "0"}, phone="2")) == ["conflict"]
