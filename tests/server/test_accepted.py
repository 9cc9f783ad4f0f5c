"""What comes out of the tray is checked and carried out like what never was in it."""

from typing import Any

import pytest

from server.store.database import writing
from server.store.records import OpenConflictRow
from tests.server.phones import Phone, Service
from tests.server.test_settled import choose, open_conflicts
from tests.server.test_succession import close, join
from tests.server.test_supervisions import session_with, supervisions
from tests.server.test_sync_held import decide, move, tray


def with_own_token(phone: Phone) -> Phone:
    """The phone, as it hands in its person's work when somebody else is signed in on it."""
    phone.sync()
    headers = {"Authorization": f"Bearer {phone.token}"}
    phone.token = phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers).get_json()[
        "token"
    ]
    phone.sync()
    return phone


def undecided(phone: Phone) -> list[dict[str, Any]]:
    return [one for one in tray(phone) if "decision" not in one["data"]]


class TestADecision:
    @pytest.fixture
    def decided(self, service: Service) -> tuple[Phone, Phone, str]:
        """Sam accepted Ada's note without a network, and has left; her decision is in Sue's tray."""
        sue, ada, sam = join(service, "sue"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        note = ada.note(jean, "Written before I knew.")
        move(service, jean, "ben")
        assert ada.statuses(note) == ["held"]
        (held,) = tray(sam)
        choice = {"set": {"decision": "accepted"}, "was": {"decision": None}}
        accept = with_own_token(sam).change("held", held["id"], held["version"], **choice)
        close(service, "sam")
        assert [one["status"] for one in sam.post(accept).get_json()["receipts"]] == ["held"]
        return ada, sue, held["id"]

    def of_sam(self, sue: Phone) -> dict[str, Any]:
        return next(one for one in undecided(sue) if one["data"]["of_kind"] == "held")

    def test_that_is_accepted_is_carried_out(self, decided: Any) -> None:
        ada, sue, _ = decided
        assert decide(sue, self.of_sam(sue), decision="accepted")["status"] == "applied"
        assert undecided(sue) == []
        assert [one["data"]["text"] for one in sue.of_kind("note")] == ["Written before I knew."]
        ada.sync_all()
        (told,) = ada.of_kind("decision")
        assert (told["data"]["decision"], told["data"]["decided_name"]) == ("accepted", "Sam")

    def test_that_somebody_else_made_meanwhile_can_only_be_declined(self, decided: Any) -> None:
        _, sue, note = decided
        (held,) = (one for one in undecided(sue) if one["id"] == note)
        assert decide(sue, held, decision="declined", reason="Ben wrote it.")["status"] == "applied"
        late = self.of_sam(sue)
        assert decide(sue, late, decision="accepted")["errors"] == {
            "decision": ["This has been decided already."]
        }
        assert decide(sue, late, decision="declined", reason="It was decided.")["status"] == "applied"
        assert sue.of_kind("note") == []


class TestAChoice:
    @pytest.fixture
    def chosen(self, service: Service) -> tuple[Service, str, Phone, Phone, str]:
        """Sam chose Ada's number for Jean, who had gone to the south; her choice is in Sid's tray."""
        ada, other, sam, sid = (service.phone(name) for name in ("ada", "ada", "sam", "sid"))
        jean = ada.add_client(phone="0")
        other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
        ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
        (conflict,) = open_conflicts(sam)
        move(service, jean, "eve")
        assert choose(sam, conflict, choice="offered")["status"] == "held"
        sid.sync_all()
        return service, jean, ada, sid, conflict["id"]

    def test_that_is_accepted_is_carried_out(self, chosen: Any) -> None:
        _, jean, ada, sid, conflict = chosen
        assert decide(sid, tray(sid)[0], decision="accepted")["status"] == "applied"
        assert (sid.rows[jean]["data"]["phone"], sid.rows[conflict]["data"]["choice"]) == ("2", "offered")
        assert sid.statuses(sid.change("caseload", client=jean, set={"worker": ada.user})) == ["applied"]
        ada.sync_all()
        assert ada.statuses(ada.edit(jean, ada.rows[jean]["version"], {"phone": "2"}, phone="5")) == [
            "applied"
        ]

    def test_after_another_one_can_only_be_declined(self, chosen: Any) -> None:
        _, jean, _, sid, conflict = chosen
        assert choose(sid, sid.rows[conflict], choice="kept")["status"] == "applied"
        assert decide(sid, tray(sid)[0], decision="accepted")["errors"] == {
            "choice": ["This has been settled already."]
        }
        assert decide(sid, tray(sid)[0], decision="declined", reason="Settled.")["status"] == "applied"
        assert sid.rows[jean]["data"]["phone"] == "1"

    def test_of_one_who_had_not_seen_what_stands_now_can_only_be_declined(self, chosen: Any) -> None:
        service, jean, _, sid, _ = chosen
        eve = service.phone("eve")
        eve.sync_all()
        edit = eve.edit(jean, eve.rows[jean]["version"], {"phone": "1"}, phone="9")
        assert eve.statuses(edit) == ["applied"]
        errors = decide(sid, tray(sid)[0], decision="accepted")["errors"]
        assert "changed while you were deciding" in errors["choice"][0]
        assert sid.rows[jean]["data"]["phone"] == "9"


def test_a_value_goes_into_no_conflict_that_is_settled(service: Service) -> None:
    ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    jean = ada.add_client(phone="0")
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
    ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
    (settled,) = open_conflicts(sam)
    assert choose(sam, settled, choice="kept")["status"] == "applied"
    left = {"organisation": service.organisation, "conflict": settled["id"], "record": jean, "field": "phone"}
    with service.app.app_context(), writing() as session:  # as servers before this one left it behind
        session.add(OpenConflictRow(**left, account=ada.user, device=ada.device))
    assert ada.statuses(ada.edit(jean, 2, {"phone": "1"}, phone="5")) == ["conflict"]
    (conflict,) = open_conflicts(sam)
    assert (conflict["data"]["kept"], conflict["data"]["offered"]) == ("1", "5")
    assert choose(sam, conflict, choice="offered")["status"] == "applied"
    ada.sync_all()
    assert ada.statuses(ada.edit(jean, ada.rows[jean]["version"], {"phone": "5"}, phone="6")) == ["applied"]


class TestAReview:
    def held(self, service: Service, writer: str, worker: str, verdict: str) -> tuple[Phone, dict[str, Any]]:
        """Sam's review of a note, sent after its client had gone to the south; it is in Sid's tray."""
        ada, sam, sid = service.phone("ada"), service.phone("sam"), service.phone("sid")
        jean = ada.add_client()
        author = ada if writer == "ada" else sam
        note = author.note(jean)
        assert author.statuses(note) == ["applied"]
        said = {"of_kind": "note", "of_record": note["record"], "worker": service.users[worker]}
        asked = {"comments": [{"field": "text", "text": "When was it?"}]} if verdict == "returned" else {}
        review = sam.change("review", client=jean, set={**said, **asked, "verdict": verdict})
        move(service, jean, "eve")
        assert sam.statuses(review) == ["held"]
        return sid, undecided(sid)[0]

    def test_that_names_somebody_who_did_not_write_it_is_not_accepted(self, service: Service) -> None:
        sid, held = self.held(service, "ada", "ben", "returned")
        assert decide(sid, held, decision="accepted")["errors"] == {"worker": ["Did not write this."]}
        ben = service.phone("ben")
        ben.sync_all()
        assert ben.rows == {}

    def test_of_what_its_writer_wrote_is_not_accepted(self, service: Service) -> None:
        sid, held = self.held(service, "sam", "sam", "signed_off")
        errors = decide(sid, held, decision="accepted")["errors"]
        assert errors == {"verdict": ["Somebody else has to review what you wrote."]}

    def test_that_is_right_is_accepted_and_asks_the_writer(self, service: Service) -> None:
        sid, held = self.held(service, "ada", "ada", "returned")
        assert decide(sid, held, decision="accepted")["status"] == "applied"
        ada = service.phone("ada")
        ada.sync_all()
        assert [one["data"]["asked_name"] for one in ada.of_kind("question")] == ["Sam"]


class TestASession:
    def test_written_before_its_account_was_closed_reaches_the_worker(self, service: Service) -> None:
        sue, ada, sam, ben = join(service, "sue"), *(service.phone(name) for name in ("ada", "sam", "ben"))
        session = with_own_token(sam).change("supervision", set=session_with(service, "ada"))
        close(service, "sam")
        assert sam.statuses(session) == ["held"]
        assert decide(sue, undecided(sue)[0], decision="accepted")["status"] == "applied"
        assert [one["made"]["name"] for one in supervisions(ada)] == ["Sam"]
        assert [supervisions(phone) for phone in (sue, ben)] == [[], []]

    def test_with_somebody_of_another_team_is_not_accepted(self, service: Service) -> None:
        sue, sam = join(service, "sue"), service.phone("sam")
        session = with_own_token(sam).change("supervision", set=session_with(service, "eve"))
        close(service, "sam")
        assert sam.statuses(session) == ["held"]
        (held,) = undecided(sue)
        assert decide(sue, held, decision="accepted")["errors"]["worker"]
        assert decide(sue, held, decision="declined", reason="Eve is not ours.")["status"] == "applied"

    def test_that_its_writer_never_had_is_not_settled_by_them(self, service: Service) -> None:
        sam, other, sid = service.phone("sam"), service.phone("sam"), service.phone("sid")
        session = sam.change("supervision", set=session_with(service, "ada"))
        assert sam.statuses(session) == ["applied"]
        other.sync_all()
        was = {"agreed": session["set"]["agreed"]}
        for phone, words, word in ((sam, "one", "applied"), (other, "two", "conflict")):
            edit = phone.change("supervision", session["record"], 1, set={"agreed": words}, was=was)
            assert phone.statuses(edit) == [word]
        (conflict,) = open_conflicts(sam)
        assert choose(sid, conflict, choice="offered")["status"] == "held"
        errors = decide(sam, undecided(sam)[0], decision="accepted")["errors"]
        assert "not here any more" in errors["decision"][0]
