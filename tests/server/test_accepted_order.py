"""What one phone wrote one after another comes out of the tray in any order, and its last word stands."""

from typing import Any

import pytest

from tests.server.phones import AT, Phone, Service
from tests.server.test_settled import choose, open_conflicts
from tests.server.test_sync_held import decide, move, tray


def accept(sam: Phone, phone: str) -> str:
    """Accept the held change that sets this number."""
    (held,) = [one for one in tray(sam) if one["data"]["values"].get("phone") == phone]
    return str(decide(sam, held, decision="accepted")["status"])


@pytest.fixture
def two(service: Service) -> tuple[Service, str, Phone, Phone]:
    """Ada's phone wrote Jean's number twice, and her doctor once, after Jean had gone to Ben."""
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="A")
    first = ada.edit(jean, 1, {"phone": "A"}, phone="B", gp="Dr Low")
    second = ada.edit(jean, 1, {"phone": "B"}, phone="C")
    move(service, jean, "ben")
    assert ada.statuses(first, second) == ["held", "held"]
    return service, jean, ada, sam


@pytest.mark.parametrize("order", ["BC", "CB"])
def test_the_later_of_two_values_stands_whichever_is_accepted_first(two: Any, order: str) -> None:
    _, jean, _, sam = two
    assert [accept(sam, value) for value in order] == ["applied", "applied"]
    data = sam.rows[jean]["data"]
    assert (data["phone"], data["gp"], open_conflicts(sam)) == ("C", "Dr Low", [])


@pytest.mark.parametrize("order", ["BC", "CB"])
def test_a_conflict_keeps_the_later_of_two_values(two: Any, order: str) -> None:
    service, jean, _, sam = two
    ben = service.phone("ben")
    assert ben.statuses(ben.edit(jean, 1, {"phone": "A"}, phone="from Ben")) == ["applied"]
    assert [accept(sam, value) for value in order] == ["applied", "applied"]
    (conflict,) = open_conflicts(sam)
    assert (conflict["data"]["kept"], conflict["data"]["offered"]) == ("from Ben", "C")
    assert sam.rows[jean]["data"]["gp"] == "Dr Low"


def test_the_earlier_value_is_written_while_the_later_one_waits(two: Any) -> None:
    _, jean, _, sam = two
    assert accept(sam, "B") == "applied"
    assert sam.rows[jean]["data"]["phone"] == "B"


def test_the_earlier_value_is_written_where_the_later_one_was_declined(two: Any) -> None:
    _, jean, _, sam = two
    (held,) = [one for one in tray(sam) if one["data"]["values"]["phone"] == "C"]
    assert decide(sam, held, decision="declined", reason="It is wrong.")["status"] == "applied"
    assert accept(sam, "B") == "applied"
    assert sam.rows[jean]["data"]["phone"] == "B"


def test_what_its_own_phone_wrote_since_is_not_in_conflict_with_it(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="0")
    first = ada.edit(jean, 1, {"phone": "0"}, phone="1")
    move(service, jean, "ben")
    assert ada.statuses(first) == ["held"]
    assert sam.statuses(sam.change("caseload", client=jean, set={"worker": ada.user})) == ["applied"]
    assert ada.statuses(ada.edit(jean, 1, {"phone": "1"}, phone="2")) == ["applied"]
    assert accept(sam, "1") == "applied"
    assert (sam.rows[jean]["data"]["phone"], open_conflicts(sam)) == ("2", [])


def test_what_somebody_put_back_between_the_two_is_not_overwritten(two: Any) -> None:
    service, jean, _, sam = two
    assert accept(sam, "B") == "applied"
    ben = service.phone("ben")
    ben.sync_all()
    assert ben.statuses(ben.edit(jean, ben.rows[jean]["version"], {"phone": "B"}, phone="A")) == ["applied"]
    assert accept(sam, "C") == "applied"
    (conflict,) = open_conflicts(sam)
    assert (conflict["data"]["kept"], conflict["data"]["offered"]) == ("A", "C")
    assert sam.rows[jean]["data"]["phone"] == "A"


class TestADeletion:
    """Ada's phone deleted a contact, and wrote in it again: what it wrote then does not go with it."""

    @pytest.fixture
    def late(self, service: Service) -> tuple[Phone, Phone, str, Any, Any]:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        made = ada.change("contact", client=jean, set={"way": "call", "at": AT})
        ada.sync(made)
        delete = ada.change("contact", made["record"], 1, delete=True)
        typed = {"set": {"summary": "She is well."}, "was": {"summary": None}}
        edit = ada.change("contact", made["record"], 1, **typed)
        move(service, jean, "ben")
        assert ada.statuses(delete) == ["held"]
        return ada, sam, jean, made["record"], edit

    def check(self, sam: Phone, contact: str) -> None:
        """Sam accepts the deletion, and is asked whether it is to take what was written since."""
        (held,) = [one for one in tray(sam) if one["data"].get("deletes")]
        assert decide(sam, held, decision="accepted")["status"] == "applied"
        assert sam.rows[contact]["data"]["summary"] == "She is well."
        (conflict,) = open_conflicts(sam)
        assert (conflict["data"]["field"], conflict["data"]["offered"]) == ("deleted", True)
        assert choose(sam, conflict, choice="offered")["status"] == "applied"
        assert sam.rows[contact]["deleted"] is True

    def test_that_is_accepted_asks_about_what_was_written_once_she_had_the_client_again(
        self, late: Any
    ) -> None:
        ada, sam, jean, contact, edit = late
        assert sam.statuses(sam.change("caseload", client=jean, set={"worker": ada.user})) == ["applied"]
        assert ada.statuses(edit) == ["applied"]
        self.check(sam, contact)

    def test_that_is_accepted_asks_about_what_was_accepted_before_it(self, late: Any) -> None:
        ada, sam, _, contact, edit = late
        assert ada.statuses(edit) == ["held"]
        (held,) = [one for one in tray(sam) if not one["data"].get("deletes")]
        assert decide(sam, held, decision="accepted")["status"] == "applied"
        self.check(sam, contact)

    def test_that_is_accepted_is_carried_out_while_what_was_written_since_waits(self, late: Any) -> None:
        ada, sam, _, contact, edit = late
        assert ada.statuses(edit) == ["held"]
        (held,) = [one for one in tray(sam) if one["data"].get("deletes")]
        assert decide(sam, held, decision="accepted")["status"] == "applied"
        assert (sam.rows[contact]["deleted"], open_conflicts(sam)) == (True, [])
