"""A phone goes on from its own values, and never past what another has written without its knowledge."""

from typing import Any

import pytest

from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, move, tray


class TestAnOldChangeThatWasNotTaken:
    """Ada's phone once wrote X over A, and was not taken; X came to stand, and another phone put A back."""

    @pytest.fixture
    def ada(self, service: Service) -> Phone:
        return service.phone("ada")

    def check(self, service: Service, ada: Phone, jean: str) -> None:
        """What another wrote over X is not written over by who still sees X."""
        other = service.phone("ada")
        ada.sync_all()
        other.sync_all()
        row = ada.rows[jean]
        assert row["data"]["phone"] == "X"
        assert other.statuses(other.edit(jean, row["version"], {"phone": "X"}, phone="A")) == ["applied"]
        assert ada.statuses(ada.edit(jean, row["version"], {"phone": "X"}, phone="Y")) == ["conflict"]
        assert ada.rows[jean]["data"]["phone"] == "A"

    def test_says_nothing_once_it_was_chosen_in_a_conflict(self, service: Service, ada: Phone) -> None:
        other, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client(phone="A")
        other.sync(other.edit(jean, 1, {"phone": "A"}, phone="C"))
        assert ada.statuses(ada.edit(jean, 1, {"phone": "A"}, phone="X")) == ["conflict"]
        sam.sync_all()
        (conflict,) = sam.of_kind("conflict")
        chosen = {"set": {"choice": "offered"}, "was": {"choice": None}}
        assert sam.statuses(sam.change("conflict", conflict["id"], 1, **chosen)) == ["applied"]
        self.check(service, ada, jean)

    def test_says_nothing_once_it_was_accepted(self, service: Service, ada: Phone) -> None:
        sam = service.phone("sam")
        jean = ada.add_client(phone="A")
        held = ada.edit(jean, 1, {"phone": "A"}, phone="X")
        move(service, jean, "ben")
        assert ada.statuses(held) == ["held"]
        (waits,) = tray(sam)
        assert decide(sam, waits, decision="accepted")["status"] == "applied"
        sam.sync_all()
        back = sam.change("caseload", client=jean, set={"worker": ada.user})
        assert sam.statuses(back) == ["applied"]
        self.check(service, ada, jean)

    def test_says_nothing_once_another_wrote_the_same(self, service: Service, ada: Phone) -> None:
        other = service.phone("ada")
        jean = ada.add_client(phone="A")
        unsaid: Any = ada.change("client", jean, 1, set={"phone": "X", "gp": "g"}, was={"phone": "A"})
        assert ada.statuses(unsaid) == ["refused"]
        assert other.statuses(other.edit(jean, 1, {"phone": "A"}, phone="X")) == ["applied"]
        self.check(service, ada, jean)


def test_a_phone_goes_on_from_its_own_held_value_on_a_newer_version(service: Service) -> None:
    ada, ben, sam = service.phone("ada"), service.phone("ben"), service.phone("sam")
    jean = ada.add_client(phone="A")
    held = ada.edit(jean, 1, {"phone": "A"}, phone="X")
    move(service, jean, "ben")
    assert ada.statuses(held) == ["held"]
    ben.sync_all()
    assert ben.statuses(ben.edit(jean, 1, {"gp": None}, gp="Dr Low")) == ["applied"]
    sam.sync_all()
    assert sam.statuses(sam.change("caseload", client=jean, set={"worker": ada.user})) == ["applied"]
    ada.sync_all()
    later = ada.edit(jean, ada.rows[jean]["version"], {"phone": "X"}, phone="Y")
    assert ada.statuses(later) == ["applied"]
