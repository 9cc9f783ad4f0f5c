"""What becomes of changes: receipts, conflicts, and the promise that the effect is one."""

import gzip
import json
from typing import Any

import pytest
from sqlalchemy import select

from server.services.receive_changes import digest_of
from server.store.database import writing
from server.store.records import ChangeRow
from tests.server.phones import AT, Service
from tests.server.test_sync_held import move


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


def test_a_change_is_known_again_without_what_its_phone_had_to_forget(service: Service) -> None:
    ada = service.phone("ada")
    edit = ada.edit(ada.add_client(gp="Dr Theirs"), 1, {"gp": "Dr Theirs"}, gp="Dr Mine")
    first = ada.sync(edit)["receipts"]
    forgotten = {name: part for name, part in edit.items() if name != "was"} | {"base": 0}
    assert ada.sync(forgotten)["receipts"] == first


def test_a_change_is_known_again_that_the_first_version_of_the_server_stored(service: Service) -> None:
    ada = service.phone("ada")
    edit = ada.edit(ada.add_client(), 1, gp="Dr Mine")
    first = ada.sync(edit)["receipts"]
    with service.app.app_context(), writing() as session:
        row = session.scalars(select(ChangeRow).where(ChangeRow.id == edit["id"])).one()
        row.digest = digest_of(edit, {"seq"})
    assert ada.sync(edit)["receipts"] == first


def test_the_same_id_with_other_words_is_an_error_and_harms_nothing(service: Service) -> None:
    ada = service.phone("ada")
    note = ada.note(ada.add_client())
    ada.sync(note)
    other = ada.sync({**note, "set": {"text": "Something else."}})["receipts"][0]
    assert other["status"] == "refused"
    assert other["errors"] == {"id": ["This id was used before, for another change."]}
    assert ada.sync(note)["receipts"][0]["status"] == "applied"


def test_another_persons_change_is_no_repeat(service: Service) -> None:
    ada, eve = service.phone("ada"), service.phone("eve")
    note = ada.note(ada.add_client())
    eve.add_client()
    assert ada.statuses(note) == ["applied"]
    (receipt,) = eve.sync({**note, "seq": 2})["receipts"]
    assert receipt["errors"] == {"id": ["This id was used before, for another change."]}
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


def test_a_copied_profile_loses_nothing_and_its_supervisor_is_told(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    ada.sync(ada.note(jean, "written here"))
    ada.seq -= 1
    assert ada.statuses(ada.note(jean, "written on the copy")) == ["applied"]
    headers = {"Authorization": f"Bearer {service.tokens['sam']}"}
    (device,) = ada.http.get("/api/v1/devices", headers=headers).get_json()["devices"]
    assert device["copied"] == 1


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


def test_a_phone_under_a_new_name_says_again_what_is_known_and_goes_on(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    note = ada.note(jean)
    ada.sync(note)
    ada.device = ada.new_id()
    again, new = {**note, "seq": 1}, {**ada.note(jean, "new"), "seq": 2}
    assert ada.statuses(again, new) == ["applied", "applied"]
    assert len(ada.of_kind("note")) == 2


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


def test_one_about_a_client_who_was_mended_and_has_gone_to_somebody_else_is_held(service: Service) -> None:
    ada = service.phone("ada")
    nameless = ada.change("client", set={"phone": "1"})
    mended = ada.change("client", nameless["record"], set={"phone": "1", "known_as": "Jo"})
    assert ada.statuses(nameless, mended) == ["refused", "applied"]
    note = ada.note(nameless["record"])
    move(service, nameless["record"], "ben")
    assert ada.statuses(note) == ["held"]
