"""What becomes of changes: receipts, conflicts, and the promise that the effect is one."""

import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.server.phones import AT, Service, open_service
from tests.support.data import Data


@pytest.fixture
def service(data: Data) -> Iterator[Service]:
    with open_service(data) as service:
        yield service


def test_a_client_and_a_note_written_offline_arrive_together(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    client = ada.change("client", set={"known_as": "Jean"})
    assert ada.statuses(client, ada.note(client["record"])) == ["applied", "applied"]
    sam.sync()
    (note,) = sam.of_kind("note")
    assert note["data"] == {"text": "Jean was well."}
    assert note["made"]["name"] == "Ada"
    assert (note["made"]["at"], note["version"]) == (AT, 1)


def test_a_repeated_change_gets_its_first_receipt_and_has_one_effect(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    note = ada.note(jean)
    first = ada.sync(note)["receipts"]
    assert ada.sync(note)["receipts"] == first
    assert ada.sync(note, note)["receipts"] == first * 2
    assert len(ada.of_kind("note")) == 1


def test_a_change_that_comes_twice_in_one_batch_has_one_effect(service: Service) -> None:
    ada = service.phone("ada")
    note = ada.note(ada.add_client())
    assert ada.statuses(note, note) == ["applied", "applied"]


def test_the_same_id_with_other_words_is_an_error_and_harms_nothing(service: Service) -> None:
    ada = service.phone("ada")
    note = ada.note(ada.add_client())
    ada.sync(note)
    other = ada.sync({**note, "set": {"text": "Something else."}})["receipts"][0]
    assert other["status"] == "refused"
    assert other["errors"] == {"id": ["This id was used before, for another change."]}
    assert ada.sync(note)["receipts"][0]["status"] == "applied"


def test_one_bad_item_stops_nothing(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    batch: list[Any] = [
        ada.note(jean, "one"),
        ada.note(jean, text="  "),
        ada.note(jean, "two"),
        ada.change("client", jean, 1, set={"phone": 5}, was={"phone": None}),
        None,
        "x",
        ada.note(jean, "three"),
    ]
    receipts = ada.sync(*batch)["receipts"]
    assert [receipt["status"] for receipt in receipts] == [
        "applied", "refused", "applied", "refused", "refused", "refused", "applied",
    ]  # fmt: skip
    assert receipts[1]["errors"] == {"text": ["Cannot be empty."]}
    assert receipts[3]["errors"] == {"phone": ["Must be text."]}
    assert (receipts[4]["id"], receipts[4]["index"]) == (None, 4)
    assert len(ada.of_kind("note")) == 3


def test_a_refused_change_counts_as_received(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    broken = {**ada.note(jean), "colour": "red"}
    answer = ada.sync(broken, ada.note(jean))
    assert [receipt["status"] for receipt in answer["receipts"]] == ["refused", "applied"]
    assert answer["device_seq"] == 3
    assert ada.sync(broken)["receipts"] == answer["receipts"][:1]


def test_a_change_that_comes_too_early_waits_for_those_before_it(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    second, third = ada.note(jean, "second"), ada.note(jean, "third")
    answer = ada.sync(third)
    assert [receipt["status"] for receipt in answer["receipts"]] == ["out_of_order"]
    assert answer["device_seq"] == 1
    assert ada.statuses(second, third) == ["applied", "applied"]


def test_a_copied_profile_loses_nothing(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    ada.sync(ada.note(jean, "written here"))
    ada.seq -= 1
    assert ada.statuses(ada.note(jean, "written on the copy")) == ["applied"]


def test_two_phones_that_edit_different_fields_are_merged(service: Service) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client()
    assert other.statuses(other.edit(jean, 1, phone="0131 496 0000")) == ["applied"]
    (receipt,) = ada.sync(ada.edit(jean, 1, gp="Dr Low"))["receipts"]
    assert (receipt["status"], receipt["version"]) == ("merged", 3)
    assert ada.rows[jean]["data"] == {"known_as": "Jean", "phone": "0131 496 0000", "gp": "Dr Low"}


def test_two_phones_that_edit_one_field_leave_both_values(service: Service) -> None:
    ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    other.sync(other.edit(jean, 1, phone="0131 496 0111"))
    (receipt,) = ada.sync(ada.edit(jean, 1, phone="0131 496 0222", gp="Dr Low"))["receipts"]
    assert (receipt["status"], receipt["fields"]) == ("conflict", ["phone"])
    assert ada.rows[jean]["data"]["phone"] == "0131 496 0111"
    assert ada.rows[jean]["data"]["gp"] == "Dr Low"
    sam.sync()
    (conflict,) = sam.of_kind("conflict")
    assert [conflict["id"]] == receipt["conflicts"]
    assert (conflict["data"]["kept"], conflict["data"]["offered"]) == ("0131 496 0111", "0131 496 0222")
    assert conflict["data"]["of_record"] == jean
    assert conflict["client"] == jean


class TestAConflict:
    @pytest.fixture
    def met(self, service: Service) -> tuple[Service, str, Any, Any, str]:
        """Ada's and Ben's numbers for Jean met; Sam has the conflict on her screen."""
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client(phone="0")
        other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
        ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
        sam.sync()
        return service, jean, ada, sam, sam.of_kind("conflict")[0]["id"]

    def choose(self, sam: Any, conflict: str, base: int = 1, **fields: Any) -> Any:
        change = sam.change("conflict", conflict, base, set=fields, was=dict.fromkeys(fields))
        return sam.sync(change)["receipts"][0]

    def test_is_settled_with_the_value_kept_aside(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="offered")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "2"
        assert ada.rows[conflict]["data"]["choice"] == "offered"

    def test_is_settled_with_what_stands(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="kept")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "1"

    def test_is_settled_with_a_third_value(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="other", value="3")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "3"

    def test_is_not_for_the_writers_to_settle(self, met: Any) -> None:
        _, _, ada, _, conflict = met
        assert self.choose(ada, conflict, choice="offered")["status"] == "refused"

    def test_takes_in_a_later_value_of_the_same_phone(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        (receipt,) = ada.sync(ada.edit(jean, 1, {"phone": "2"}, phone="22"))["receipts"]
        assert (receipt["status"], receipt["conflicts"]) == ("conflict", [conflict])
        sam.sync()
        assert sam.rows[conflict]["data"]["offered"] == "22"

    def test_shows_what_was_written_since_by_someone_who_had_seen(self, met: Any) -> None:
        service, jean, _, sam, conflict = met
        third = service.phone("ada")
        third.sync()
        assert third.statuses(third.edit(jean, third.rows[jean]["version"], {"phone": "1"}, phone="9")) == [
            "applied"
        ]
        assert (
            "changed while you were deciding"
            in self.choose(sam, conflict, choice="kept")["errors"]["choice"][0]
        )
        assert sam.rows[conflict]["data"]["kept"] == "9"
        assert self.choose(sam, conflict, base=2, choice="kept")["status"] == "applied"

    def test_is_settled_once(self, met: Any) -> None:
        service, _, _, sam, conflict = met
        second = service.phone("sam")
        second.sync()
        self.choose(sam, conflict, choice="kept")
        assert self.choose(second, conflict, choice="offered")["errors"] == {
            "choice": ["This has been settled already."]
        }

    def test_leaves_the_way_open_again_once_it_is_settled(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        self.choose(sam, conflict, choice="kept")
        ada.sync()
        assert ada.statuses(ada.edit(jean, ada.rows[jean]["version"], {"phone": "1"}, phone="5")) == [
            "applied"
        ]

    def test_cannot_be_made_by_hand(self, met: Any) -> None:
        _, jean, _, sam, _ = met
        made = sam.change("conflict", client=jean, set={"choice": "kept"})
        assert sam.sync(made)["receipts"][0]["errors"] == {"kind": ["Only the server makes these."]}


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

    def test_a_deletion_that_meets_an_edit_is_a_conflict(self, service: Service) -> None:
        ada, other = service.phone("ada"), service.phone("ada")
        jean = ada.add_client()
        other.sync(other.edit(jean, 1, phone="1"))
        assert ada.statuses(ada.change("client", jean, 1, delete=True)) == ["conflict"]
        assert ada.rows[jean]["deleted"] is False

    def test_a_phones_own_edit_does_not_stand_in_the_way_of_its_deletion(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        edit, delete = ada.edit(jean, 1, phone="1"), ada.change("client", jean, 1, delete=True)
        assert ada.statuses(edit, delete) == ["applied", "applied"]


def test_a_phones_own_changes_never_conflict_with_each_other(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    changes = [ada.edit(jean, 1, phone="1"), ada.edit(jean, 1, {"phone": "1"}, phone="2")]
    assert ada.statuses(*changes) == ["applied", "applied"]


def test_a_value_mended_after_a_refusal_is_no_conflict(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client(phone="0")
    too_long = "1" * 31
    wrong = ada.edit(jean, 1, {"phone": "0"}, phone=too_long)
    assert ada.statuses(wrong, ada.edit(jean, 1, {"phone": too_long}, phone="11")) == ["refused", "applied"]


def test_whom_nobody_knows_and_whom_one_may_not_know_are_answered_alike(service: Service) -> None:
    ada, eve = service.phone("ada"), service.phone("eve")
    jean = ada.add_client()
    unknown = eve.new_id()
    changes = [
        eve.note(jean),
        eve.note(unknown),
        eve.edit(jean, 1, phone="1"),
        eve.edit(unknown, 1, phone="1"),
    ]
    receipts = eve.sync(*changes)["receipts"]
    assert [{**receipt, "id": None} for receipt in receipts] == [{"id": None, "status": "held"}] * 4
    ada.sync()
    assert "phone" not in ada.rows[jean]["data"]


@pytest.mark.parametrize("name", ["mo", "ann"])
def test_a_monitor_and_an_administrator_write_no_case_record(service: Service, name: str) -> None:
    phone = service.phone(name)
    assert phone.statuses(phone.change("client", set={"known_as": "Jean"})) == ["refused"]


def test_a_note_belongs_to_a_client(service: Service) -> None:
    ada = service.phone("ada")
    (receipt,) = ada.sync(ada.change("note", set={"text": "x"}))["receipts"]
    assert receipt["errors"] == {"client": ["Say which client this is about."]}


def test_a_record_stays_with_its_client(service: Service) -> None:
    ada = service.phone("ada")
    jean, joe = ada.add_client(), ada.add_client()
    contact = ada.change("contact", client=jean, set={"way": "call", "at": AT})
    moved = ada.change("contact", contact["record"], 1, client=joe, set={"way": "text"}, was={"way": "call"})
    assert ada.statuses(contact, moved) == ["applied", "refused"]


def test_a_kind_that_does_not_exist_is_refused(service: Service) -> None:
    ada = service.phone("ada")
    assert ada.statuses(ada.change("budget", set={"a": 1})) == ["refused"]


def test_a_body_may_be_packed(service: Service) -> None:
    ada = service.phone("ada")
    body = json.dumps({"protocol": 1, "device": ada.device, "changes": []}).encode()
    headers = {"Authorization": f"Bearer {ada.token}", "Content-Encoding": "gzip"}
    answer = ada.http.post(
        "/api/v1/sync", data=gzip.compress(body), headers=headers, content_type="application/json"
    )
    assert answer.status_code == 200


def test_more_changes_than_a_request_may_hold_are_too_large(service: Service) -> None:
    ada = service.phone("ada")
    assert ada.post(*[None] * 501).status_code == 413


def test_a_change_that_got_a_new_number_is_still_the_same_change(service: Service) -> None:
    ada = service.phone("ada")
    note = ada.note(ada.add_client())
    first = ada.sync(note)["receipts"]
    assert ada.sync({**note, "seq": note["seq"] + 5})["receipts"] == first


def test_nobodys_work_goes_in_as_somebody_elses(service: Service) -> None:
    ada = service.phone("ada")
    change = ada.change("client", set={"known_as": "Jean"})
    response = ada.post(change, person=service.users["ben"])
    assert (response.status_code, response.get_json()["code"]) == (401, "sign_in")
    assert ada.post(change, person=ada.user).get_json()["receipts"][0]["status"] == "applied"


def test_a_note_about_a_client_who_was_refused_waits_for_its_writer(service: Service) -> None:
    ada = service.phone("ada")
    nameless = ada.change("client", set={"phone": "1"})
    early, late = ada.note(nameless["record"]), ada.note(nameless["record"])
    receipts = ada.sync(nameless, early)["receipts"] + ada.sync(late)["receipts"]
    assert [receipt["status"] for receipt in receipts] == ["refused"] * 3
    assert receipts[1]["errors"] == receipts[2]["errors"]
    assert "Mend the client first" in receipts[1]["errors"]["client"][0]


class TestAPhonesOwnToken:
    @pytest.fixture
    def phone(self, service: Service) -> Any:
        """Ada's phone, with the token that it keeps for when somebody else is signed in on it."""
        ada = service.phone("ada")
        ada.add_client()
        headers = {"Authorization": f"Bearer {ada.token}"}
        ada.token = ada.http.post(f"/api/v1/devices/{ada.device}/token", headers=headers).get_json()["token"]
        return ada

    def test_hands_in_its_persons_work_and_reads_nothing(self, phone: Any) -> None:
        phone.cursor = None
        answer = phone.sync(phone.change("client", set={"known_as": "Joe"}))
        assert [receipt["status"] for receipt in answer["receipts"]] == ["applied"]
        assert (answer["records"], answer["cursor"]) == ([], "")

    def test_is_good_for_nothing_else(self, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {phone.token}"}
        body = {"protocol": 1, "device": phone.device}
        assert phone.http.post("/api/v1/verify", json=body, headers=headers).status_code == 403
        assert phone.http.get("/api/v1/devices", headers=headers).status_code == 403
        phone.device = phone.new_id()
        assert phone.post().status_code == 403

    def test_replaces_the_one_before_it(self, service: Service, phone: Any) -> None:
        earlier = phone.token
        phone.token = service.tokens["ada"]
        headers = {"Authorization": f"Bearer {phone.token}"}
        phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers)
        phone.token = earlier
        assert phone.post().status_code == 401

    def test_is_for_a_device_with_an_id(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        assert phone.http.post("/api/v1/devices/7/token", headers=headers).status_code == 422

    def test_dies_with_its_device(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        phone.http.post(f"/api/v1/devices/{phone.device}/revoke", headers=headers)
        assert phone.post().status_code == 403
        again = phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers)
        assert again.get_json()["code"] == "device_revoked"
