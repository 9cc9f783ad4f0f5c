"""The tray: what its sender may no longer write waits for a person, and is never dropped."""

from typing import Any

import pytest

from tests.server.phones import AT, Phone, Service


def move(service: Service, client: str, to: str) -> None:
    """Sam gives Ada's client to somebody else, at once."""
    sam = service.phone("sam")
    sam.sync_all()
    entries = [row for row in sam.of_kind("caseload") if row["client"] == client]
    new = sam.change("caseload", client=client, set={"worker": service.users[to], "since": "2026-11-01"})
    old = [
        sam.change("caseload", row["id"], row["version"], set={"until": "2026-01-01"}, was={"until": None})
        for row in entries
    ]
    assert set(sam.statuses(new, *old)) == {"applied"}


@pytest.fixture
def late(service: Service) -> tuple[Service, Phone, str, dict[str, Any]]:
    """Ada wrote a note offline about Jean, who meanwhile went to Ben; it is in Sam's tray."""
    ada = service.phone("ada")
    jean = ada.add_client(phone="0")
    note = ada.note(jean, "Written offline, before I knew.")
    move(service, jean, "ben")
    assert ada.statuses(note) == ["held"]
    return service, ada, jean, note


def decide(sam: Phone, held: dict[str, Any], **fields: Any) -> dict[str, Any]:
    change = sam.change("held", held["id"], held["version"], set=fields, was=dict.fromkeys(fields))
    receipt: dict[str, Any] = sam.sync(change)["receipts"][0]
    return receipt


def tray(phone: Phone) -> list[dict[str, Any]]:
    phone.sync_all()
    return phone.of_kind("held")


def test_a_held_note_is_in_the_tray_word_for_word_and_on_no_other_phone(late: Any) -> None:
    service, ada, jean, note = late
    (held,) = tray(service.phone("sam"))
    assert held["data"]["values"] == {"text": "Written offline, before I knew."}
    assert (held["data"]["of_client"], held["data"]["written_name"]) == (jean, "Ada")
    for name in ("ada", "ben", "eve", "sid", "mo", "ann"):
        assert tray(service.phone(name)) == []
    assert ada.sync(note)["receipts"][0]["status"] == "held"
    assert len(tray(service.phone("sam"))) == 1


def test_an_accepted_note_is_its_authors_and_reaches_who_has_the_client_now(late: Any) -> None:
    service, ada, _, note = late
    sam, ben = service.phone("sam"), service.phone("ben")
    assert decide(sam, tray(sam)[0], decision="accepted")["status"] == "applied"
    ben.sync_all()
    (found,) = ben.of_kind("note")
    assert (found["id"], found["made"]["name"], found["made"]["at"]) == (note["record"], "Ada", AT)
    ada.sync_all()
    (told,) = ada.of_kind("decision")
    assert (told["data"]["change"], told["data"]["decision"]) == (note["id"], "accepted")
    assert ada.of_kind("note") == []


def test_a_declined_note_tells_its_writer_why_and_stays_in_the_tray(late: Any) -> None:
    service, ada, _, note = late
    sam = service.phone("sam")
    assert decide(sam, tray(sam)[0], decision="declined")["errors"] == {
        "reason": ["Say why, for the one who wrote it."]
    }
    assert (
        decide(sam, tray(sam)[0], decision="declined", reason="Ben wrote it already.")["status"] == "applied"
    )
    ada.sync_all()
    (told,) = ada.of_kind("decision")
    assert told["data"] | {"decided_by": ""} == {
        "change": note["id"], "of_kind": "note", "decision": "declined", "reason": "Ben wrote it already.",
        "decided_by": "", "decided_name": "Sam",
    }  # fmt: skip
    (held,) = tray(service.phone("sam"))
    assert held["data"]["values"]["text"] == "Written offline, before I knew."


def test_a_decision_is_made_once(late: Any) -> None:
    service, ada, _, _ = late
    sam, other = service.phone("sam"), service.phone("sam")
    (held,), (same,) = tray(sam), tray(other)
    assert decide(sam, held, decision="accepted")["status"] == "applied"
    again = decide(other, same, decision="declined", reason="No.")
    assert again["errors"] == {"decision": ["This has been decided already."]}
    assert decide(other, same, decision="accepted")["status"] == "applied"
    ada.sync_all()
    assert len(ada.of_kind("decision")) == 1


@pytest.mark.parametrize("fields", [{"decision": "perhaps"}, {"reason": "x"}, {"decision": None}])
def test_a_decision_has_to_be_one(late: Any, fields: dict[str, Any]) -> None:
    sam = late[0].phone("sam")
    assert decide(sam, tray(sam)[0], **fields)["status"] == "refused"


def test_an_accepted_edit_that_meets_another_value_becomes_a_conflict(service: Service) -> None:
    ada, ben, sam = service.phone("ada"), service.phone("ben"), service.phone("sam")
    jean = ada.add_client(phone="0")
    edit = ada.edit(jean, 1, {"phone": "0"}, phone="from Ada", gp="Dr Low")
    move(service, jean, "ben")
    ben.sync_all()
    ben.sync(ben.edit(jean, 1, {"phone": "0"}, phone="from Ben"))
    assert ada.statuses(edit) == ["held"]
    assert decide(sam, tray(sam)[0], decision="accepted")["status"] == "applied"
    sam.sync_all()
    assert (sam.rows[jean]["data"]["phone"], sam.rows[jean]["data"]["gp"]) == ("from Ben", "Dr Low")
    (conflict,) = sam.of_kind("conflict")
    assert (conflict["data"]["offered"], conflict["data"]["offered_name"]) == ("from Ada", "Ada")


def test_a_held_deletion_is_carried_out_when_accepted(service: Service) -> None:
    ada, ben, sam = service.phone("ada"), service.phone("ben"), service.phone("sam")
    jean = ada.add_client()
    contact = ada.change("contact", client=jean, set={"way": "call", "at": AT})
    ada.sync(contact)
    delete = ada.change("contact", contact["record"], 1, delete=True)
    move(service, jean, "ben")
    ben.sync_all()
    assert ada.statuses(delete) == ["held"]
    assert decide(sam, tray(sam)[0], decision="accepted")["status"] == "applied"
    ben.sync_all()
    assert ben.rows[contact["record"]]["deleted"] is True


class TestInOneBreath:
    """What is accepted is somebody else's: what comes behind it in the same batch has not seen it."""

    def accept(self, sam: Phone) -> dict[str, Any]:
        (held,) = tray(sam)
        decided = {"set": {"decision": "accepted"}, "was": {"decision": None}}
        return sam.change("held", held["id"], held["version"], **decided)

    def test_a_deletion_does_not_take_what_was_just_accepted(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        edit = ada.edit(jean, 1, phone="from Ada")
        move(service, jean, "ben")
        assert ada.statuses(edit) == ["held"]
        accept = self.accept(sam)
        delete = sam.change("client", jean, sam.rows[jean]["version"], delete=True)
        assert sam.statuses(accept, delete) == ["applied", "conflict"]
        assert sam.rows[jean]["data"]["phone"] == "from Ada"

    def test_an_accepted_deletion_does_not_take_what_was_just_written(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        contact = ada.change("contact", client=jean, set={"way": "call", "at": AT})
        ada.sync(contact)
        delete = ada.change("contact", contact["record"], 1, delete=True)
        move(service, jean, "ben")
        assert ada.statuses(delete) == ["held"]
        typed = {"set": {"summary": "She is well."}, "was": {"summary": None}}
        edit = sam.change("contact", contact["record"], 1, **typed)
        accept = self.accept(sam)
        assert sam.statuses(edit, accept) == ["applied", "applied"]
        assert sam.rows[contact["record"]]["data"]["summary"] == "She is well."
        (conflict,) = sam.of_kind("conflict")
        assert (conflict["data"]["field"], conflict["data"]["offered"]) == ("deleted", True)

    def test_a_choice_does_not_pass_over_what_was_just_accepted(self, service: Service) -> None:
        ada, other, late = (service.phone("ada") for _ in range(3))
        sam = service.phone("sam")
        jean = ada.add_client(phone="0")
        other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
        ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
        edit = late.edit(jean, 2, {"phone": "1"}, phone="9")
        move(service, jean, "ben")
        assert late.statuses(edit) == ["held"]
        accept = self.accept(sam)
        (conflict,) = sam.of_kind("conflict")
        chosen = {"set": {"choice": "offered"}, "was": {"choice": None}}
        choose = sam.change("conflict", conflict["id"], conflict["version"], **chosen)
        assert sam.statuses(accept, choose) == ["applied", "refused"]
        assert sam.rows[jean]["data"]["phone"] == "9"


def test_an_accepted_end_of_a_caseload_entry_ends_the_access(service: Service) -> None:
    ada, sam, sid = service.phone("ada"), service.phone("sam"), service.phone("sid")
    jean = ada.add_client()
    ada.sync_all()
    (entry,) = ada.of_kind("caseload")
    ended = {"set": {"until": "2026-01-01"}, "was": {"until": None}}
    end = sid.change("caseload", entry["id"], 1, client=jean, **ended)
    assert sid.statuses(end) == ["held"]
    (held,) = tray(sam)
    assert decide(sam, held, decision="accepted")["status"] == "applied"
    assert sam.statuses(sam.note(jean, "Ada has left the case.")) == ["applied"]
    assert ada.sync()["forget"] == [jean]
    assert ada.of_kind("note") == []


def test_what_changes_something_that_is_not_here_can_only_be_declined(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    assert ada.statuses(ada.edit(ada.new_id(), 4, phone="1"), ada.note(ada.new_id())) == ["held", "held"]
    for held in tray(sam):
        assert "not here any more" in decide(sam, held, decision="accepted")["errors"]["decision"][0]
        assert (
            decide(sam, held, decision="declined", reason="Nobody knows this client.")["status"] == "applied"
        )


def test_a_held_change_that_no_database_could_take_is_refused(service: Service) -> None:
    ada = service.phone("ada")
    unknown = ada.new_id()
    odd = ada.change("client", unknown, 2, set={"phone": "1"}, was={"phone": "\ud800"})
    assert ada.statuses(odd, ada.note(unknown, "a\0b")) == ["held", "refused"]


def test_a_held_change_of_a_worker_without_a_supervisor_still_finds_one(service: Service) -> None:
    ann_team = service.phone("eve")
    assert ann_team.statuses(ann_team.note(ann_team.new_id())) == ["held"]
    assert len(tray(service.phone("sid"))) == 1
    assert tray(service.phone("sam")) == []


class TestHandingOver:
    def drain(self, service: Service, client: str) -> Phone:
        sam = service.phone("sam")
        sam.sync_all()
        (entry,) = [row for row in sam.of_kind("caseload") if row["client"] == client]
        change = sam.change(
            "caseload", entry["id"], entry["version"], set={"handing_over": True}, was={"handing_over": None}
        )
        new = sam.change("caseload", client=client, set={"worker": service.users["ben"]})
        assert sam.statuses(change, new) == ["applied", "applied"]
        return sam

    def test_the_old_phone_may_still_send_and_gets_nothing_new(self, service: Service) -> None:
        ada, ben = service.phone("ada"), service.phone("ben")
        jean = ada.add_client()
        ada.sync_all()
        self.drain(service, jean)
        ben.sync_all()
        ben.sync(ben.note(jean, "from Ben"))
        answer = ada.sync(ada.note(jean, "from Ada, late"))
        assert [receipt["status"] for receipt in answer["receipts"]] == ["applied"]
        assert (answer["records"], answer["forget"]) == ([], [])
        ben.sync_all()
        assert {row["data"]["text"] for row in ben.of_kind("note")} == {"from Ben", "from Ada, late"}

    def test_closing_tells_the_old_phone_to_forget(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        sam = self.drain(service, jean)
        sam.sync_all()
        (entry,) = [row for row in sam.of_kind("caseload") if row["data"].get("handing_over")]
        end = sam.change(
            "caseload", entry["id"], entry["version"], set={"until": "2026-01-01"}, was={"until": None}
        )
        assert sam.statuses(end) == ["applied"]
        assert ada.sync()["forget"] == [jean]
        assert ada.rows == {}
