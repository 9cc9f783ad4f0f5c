"""Deletions that meet edits or open conflicts: nobody takes away, or brings back, what they have not seen."""

from dataclasses import replace
from typing import Any

import pytest

from tests.server.phones import AT, Phone, Service


class TestDeletion:
    def test_a_contact_that_was_seen_is_deleted_and_its_history_kept(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        contact = ada.change("contact", client=jean, set={"way": "call", "at": AT})
        delete = ada.change("contact", contact["record"], 1, delete=True)
        assert ada.statuses(contact, delete) == ["applied", "applied"]
        assert ada.rows[contact["record"]]["deleted"] is True
        assert ada.rows[contact["record"]]["data"] == {}

    def test_an_edit_that_meets_a_deletion_is_kept_and_can_bring_the_record_back(
        self, service: Service
    ) -> None:
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        contact = ada.change("contact", client=jean, set={"way": "call", "at": AT, "purpose": "Benefits"})
        id = contact["record"]
        ada.sync(contact)
        other.sync()
        ada.sync(ada.change("contact", id, 1, delete=True))
        late = other.change("contact", id, 1, set={"summary": "She is well."}, was={"summary": None})
        assert other.statuses(late) == ["conflict"]
        sam.sync()
        (conflict,) = sam.of_kind("conflict")
        assert conflict["data"]["values"] == {"summary": "She is well."}
        choice = sam.change("conflict", conflict["id"], 1, set={"choice": "offered"}, was={"choice": None})
        assert sam.statuses(choice) == ["applied"]
        restored = sam.rows[id]
        assert not restored["deleted"]
        assert restored["data"] == {"way": "call", "at": AT, "purpose": "Benefits", "summary": "She is well."}

    @pytest.fixture
    def buried(self, service: Service) -> tuple[Service, str, Any, Any, Any]:
        """A contact's purpose was changed, and it was deleted; another phone had seen neither."""
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        contact = ada.change("contact", client=jean, set={"way": "call", "at": AT, "purpose": "Benefits"})
        id = contact["record"]
        ada.sync(contact)
        other.sync()
        ada.sync(ada.change("contact", id, 1, set={"purpose": "Housing"}, was={"purpose": "Benefits"}))
        ada.sync(ada.change("contact", id, 2, delete=True))
        return service, id, ada, other, sam

    def bring_back(self, sam: Any) -> None:
        sam.sync()
        (conflict,) = [one for one in sam.of_kind("conflict") if one["data"]["field"] == "deleted"]
        choose = {"set": {"choice": "offered"}, "was": {"choice": None}}
        assert sam.statuses(sam.change("conflict", conflict["id"], conflict["version"], **choose)) == [
            "applied"
        ]

    def test_a_field_that_changed_before_the_deletion_is_not_overwritten_by_bringing_it_back(
        self, buried: Any
    ) -> None:
        _, id, _, other, sam = buried
        typed = {"purpose": "Money", "summary": "She is well."}
        was = {"purpose": "Benefits", "summary": None}
        assert other.statuses(other.change("contact", id, 1, set=typed, was=was)) == ["conflict"]
        self.bring_back(sam)
        assert sam.rows[id]["data"] == {
            "way": "call", "at": AT, "purpose": "Housing", "summary": "She is well."
        }  # fmt: skip
        (again,) = [one["data"] for one in sam.of_kind("conflict") if one["data"]["field"] == "purpose"]
        assert (again["kept"], again["offered"]) == ("Housing", "Money")
        assert (again["kept_name"], again["offered_name"]) == ("Ada", "Ada")

    def test_a_phone_that_goes_on_from_its_own_value_meets_no_other_when_it_is_brought_back(
        self, buried: Any
    ) -> None:
        _, id, _, other, sam = buried
        one = other.change("contact", id, 1, set={"summary": "Well."}, was={"summary": None})
        two = other.change("contact", id, 1, set={"summary": "Very well."}, was={"summary": "Well."})
        assert other.statuses(one, two) == ["conflict", "conflict"]
        self.bring_back(sam)
        assert sam.rows[id]["data"]["summary"] == "Very well."
        assert [one["data"]["field"] for one in sam.of_kind("conflict")] == ["deleted"]

    def test_what_is_deleted_and_brought_back_in_one_breath_is_whole(self, buried: Any) -> None:
        service, id, _, other, sam = buried
        second = service.phone("ada")
        for phone, text in ((other, "Well."), (second, "Not well.")):
            typed = phone.change("contact", id, 1, set={"summary": text}, was={"summary": None})
            assert phone.statuses(typed) == ["conflict"]
        sam.sync()
        first, last = [one["id"] for one in sam.of_kind("conflict")]
        choose = {"set": {"choice": "offered"}, "was": {"choice": None}}
        assert sam.statuses(sam.change("conflict", first, 1, **choose)) == ["applied"]
        delete = sam.change("contact", id, sam.rows[id]["version"], delete=True)
        assert sam.statuses(delete, sam.change("conflict", last, 1, **choose)) == ["applied", "applied"]
        assert sam.rows[id]["data"]["purpose"] == "Housing"
        assert sorted(one["data"]["field"] for one in sam.of_kind("conflict")) == [
            "deleted", "deleted", "summary"
        ]  # fmt: skip

    def test_what_is_brought_back_behind_a_deletion_that_came_too_late_is_whole(self, buried: Any) -> None:
        _, id, _, other, sam = buried
        typed = other.change("contact", id, 1, set={"summary": "Well."}, was={"summary": None})
        assert other.statuses(typed) == ["conflict"]
        sam.sync()
        (conflict,) = sam.of_kind("conflict")
        delete = sam.change("contact", id, 1, delete=True)
        choose = {"set": {"choice": "offered"}, "was": {"choice": None}}
        choice = sam.change("conflict", conflict["id"], 1, **choose)
        assert sam.statuses(delete, choice) == ["applied", "applied"]
        assert sam.rows[id]["data"]["purpose"] == "Housing"

    def test_a_deletion_that_meets_an_edit_is_a_conflict(self, service: Service) -> None:
        ada, other = service.phone("ada"), service.phone("ada")
        jean = ada.add_client()
        other.sync(other.edit(jean, 1, phone="1"))
        assert ada.statuses(ada.change("client", jean, 1, delete=True)) == ["conflict"]
        assert ada.rows[jean]["deleted"] is False

    def test_a_deletion_is_not_chosen_by_who_has_not_seen_what_was_written_since(
        self, service: Service
    ) -> None:
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        other.sync(other.edit(jean, 1, phone="1"))
        assert ada.statuses(ada.change("client", jean, 1, delete=True)) == ["conflict"]
        sam.sync()
        (conflict,) = sam.of_kind("conflict")
        assert other.statuses(other.edit(jean, 2, gp="Dr Reid")) == ["applied"]
        choose = {"set": {"choice": "offered"}, "was": {"choice": None}}
        (receipt,) = sam.sync(sam.change("conflict", conflict["id"], 1, **choose))["receipts"]
        assert "changed while you were deciding" in receipt["errors"]["choice"][0]
        again = sam.rows[conflict["id"]]["version"]
        assert sam.statuses(sam.change("conflict", conflict["id"], again, **choose)) == ["applied"]
        assert sam.rows[jean]["deleted"] is True

    def test_a_copied_phone_does_not_take_away_what_the_other_copy_wrote(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        copy = replace(ada)
        assert ada.statuses(ada.edit(jean, 1, phone="1")) == ["applied"]
        delete = copy.change("client", jean, 1, delete=True)
        assert copy.statuses(delete) == ["conflict"]
        sam.sync()
        assert (sam.rows[jean]["deleted"], sam.rows[jean]["data"]["phone"]) == (False, "1")

    def test_of_a_copied_phone_what_it_has_just_said_goes_with_its_deletion(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        copy = replace(ada)
        ada.sync(ada.note(jean))
        edit, delete = copy.edit(jean, 1, phone="1"), copy.change("client", jean, 1, delete=True)
        assert copy.statuses(edit, delete) == ["applied", "applied"]

    def test_a_phones_own_edit_does_not_stand_in_the_way_of_its_deletion(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        edit, delete = ada.edit(jean, 1, phone="1"), ada.change("client", jean, 1, delete=True)
        assert ada.statuses(edit, delete) == ["applied", "applied"]


class TestAnOpenConflict:
    @pytest.fixture
    def met(self, service: Service) -> tuple[Phone, Phone, str, str]:
        """Two summaries of one contact met; a phone that has seen it all, and Sam's with the conflict."""
        ada, other, third, sam = *(service.phone("ada") for _ in range(3)), service.phone("sam")
        jean = ada.add_client()
        made = ada.change("contact", client=jean, set={"way": "call", "at": AT})
        contact = str(made["record"])
        ada.sync(made, ada.change("contact", contact, 1, set={"summary": "1"}, was={"summary": None}))
        other.sync(other.change("contact", contact, 1, set={"summary": "2"}, was={"summary": None}))
        third.sync()
        sam.sync()
        (conflict,) = sam.of_kind("conflict")
        return third, sam, contact, str(conflict["id"])

    def choose(self, sam: Phone, conflict: str, choice: str) -> Any:
        base = sam.rows[conflict]["version"]
        said = sam.change("conflict", conflict, base, set={"choice": choice}, was={"choice": None})
        return sam.sync(said)["receipts"][0]

    def test_about_a_record_that_was_deleted_since_is_looked_at_again(self, met: Any) -> None:
        third, sam, contact, conflict = met
        assert third.statuses(third.change("contact", contact, 2, delete=True)) == ["applied"]
        receipt = self.choose(sam, conflict, "offered")
        assert "changed while you were deciding" in receipt["errors"]["choice"][0]
        assert sam.rows[contact]["deleted"] is True

    def test_brings_the_record_back_for_who_has_seen_the_deletion(self, met: Any) -> None:
        third, sam, contact, conflict = met
        third.sync(third.change("contact", contact, 2, delete=True))
        sam.sync()
        assert self.choose(sam, conflict, "offered")["status"] == "applied"
        assert (sam.rows[contact]["deleted"], sam.rows[contact]["data"]["summary"]) == (False, "2")

    def test_about_a_deletion_that_has_come_true_is_settled_by_it(self, service: Service) -> None:
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        other.sync(other.edit(jean, 1, phone="1"))
        assert ada.statuses(ada.change("client", jean, 1, delete=True)) == ["conflict"]
        assert other.statuses(other.change("client", jean, 2, delete=True)) == ["applied"]
        sam.sync()
        (conflict,) = sam.of_kind("conflict")
        assert (conflict["data"]["kept"], conflict["data"]["choice"]) == (True, "offered")
        receipt = self.choose(sam, conflict["id"], "kept")
        assert receipt["errors"]["choice"] == ["This has been settled already."]
