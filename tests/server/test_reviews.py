"""Reviews on their way: who may write one, who gets it, and how a return is answered."""

from typing import Any

import pytest

from tests.server.moments import listening
from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, move, tray

ASKED = [{"field": "text", "quote": "Nobody was in.", "nth": 1, "text": "When did you ring?"}]
TEXT = "I rang the bell. Nobody was in. I left a card."


class Desk:
    """Ada's note about Jean, and Sam, who has it on the desk."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.ada, self.sam = service.phone("ada"), service.phone("sam")
        self.jean = self.ada.add_client()
        note = self.ada.note(self.jean, TEXT)
        assert self.ada.statuses(note) == ["applied"]
        self.note = note["record"]
        self.sam.sync_all()

    def review(self, phone: Phone, verdict: str = "signed_off", /, **fields: Any) -> dict[str, Any]:
        about = {"of_kind": "note", "of_record": self.note, "worker": self.ada.user, "verdict": verdict}
        return phone.change("review", client=self.jean, set={**about, **fields})

    def give_back(self) -> str:
        """Sam returns the note; the id of the review."""
        change = self.review(self.sam, "returned", comments=ASKED)
        assert self.sam.statuses(change) == ["applied"]
        return str(change["record"])

    def answer(self, phone: Phone, review: str, **fields: Any) -> dict[str, Any]:
        said = {"text": "At ten.", "addendum_to": self.note, "answers": [review], **fields}
        return phone.change("note", client=self.jean, set=said)


@pytest.fixture
def desk(service: Service) -> Desk:
    return Desk(service)


def questions(phone: Phone) -> list[dict[str, Any]]:
    phone.sync_all()
    return [row["data"] for row in phone.of_kind("question")]


def test_a_return_reaches_its_writer_and_is_answered_and_signed_off(desk: Desk) -> None:
    returned = desk.give_back()
    desk.ada.sync_all()
    assert [row["data"]["comments"] for row in desk.ada.of_kind("review")] == [ASKED]
    assert questions(desk.ada) == [], "she has the client: the return itself is there"
    assert desk.ada.statuses(desk.answer(desk.ada, returned)) == ["applied"]
    desk.sam.sync_all()
    assert [row["data"].get("answers") for row in desk.sam.of_kind("note")] == [None, [returned]]
    assert desk.sam.statuses(desk.review(desk.sam, "signed_off", after=[returned])) == ["applied"]
    desk.ada.sync_all()
    assert [row["data"]["verdict"] for row in desk.ada.of_kind("review")] == ["returned", "signed_off"]


def test_a_case_manager_a_monitor_and_another_team_write_no_review(desk: Desk) -> None:
    for name in ("ada", "ben", "mo", "ann"):
        phone = desk.service.phone(name)
        assert phone.statuses(desk.review(phone, "signed_off")) == ["refused"], name
    sid = desk.service.phone("sid")
    assert sid.statuses(desk.review(sid, "signed_off")) == ["held"], "not his team's client"
    desk.ada.sync_all()
    assert desk.ada.of_kind("review") == []


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"verdict": "returned"}, "comments"),
        ({"worker": "0197a0b0-0000-7000-8000-000000000009"}, "worker"),
        ({"of_record": "0197a0b0-0000-7000-8000-000000000009"}, "of_record"),
        ({"of_kind": "contact"}, "of_record"),
        ({"after": ["0197a0b0-0000-7000-8000-000000000009"]}, "after"),
        ({"note": "0197a0b0-0000-7000-8000-000000000009"}, "note"),
        ({"of_record": "a\0b"}, "of_record"),
    ],
)
def test_a_review_that_is_about_nothing_is_refused(desk: Desk, fields: Any, field: str) -> None:
    receipt = desk.sam.sync(desk.review(desk.sam, **fields))["receipts"][0]
    assert (receipt["status"], list(receipt["errors"])) == ("refused", [field])


def test_nobody_signs_off_what_they_wrote(desk: Desk) -> None:
    note = desk.sam.note(desk.jean)
    assert desk.sam.statuses(note) == ["applied"]
    own = desk.review(desk.sam, "signed_off", of_record=note["record"], worker=desk.sam.user)
    assert list(desk.sam.sync(own)["receipts"][0]["errors"]) == ["verdict"]


def test_two_supervisors_on_one_note_are_both_kept(desk: Desk) -> None:
    other = desk.service.phone("sam")
    other.sync_all()
    returned, signed = desk.review(desk.sam, "returned", comments=ASKED), desk.review(other, "signed_off")
    assert desk.sam.statuses(returned) + other.statuses(signed) == ["applied", "applied"]
    for phone in (desk.sam, other, desk.ada):
        phone.sync_all()
        assert {row["data"]["verdict"] for row in phone.of_kind("review")} == {"returned", "signed_off"}
    again = desk.sam.change("review", returned["record"], 1, set={"verdict": "signed_off"})
    assert desk.sam.statuses(again) == ["refused"], "a review is finished when it is made"


def test_a_return_reaches_a_writer_whose_client_has_gone_to_somebody_else(desk: Desk) -> None:
    move(desk.service, desk.jean, "ben")
    returned = desk.give_back()
    (asked,) = questions(desk.ada)
    assert (asked["review"], asked["known_as"], asked["comments"]) == (returned, "Jean", ASKED)
    assert asked["asked_name"] == "Sam"
    assert {row["kind"] for row in desk.ada.rows.values()} == {"question"}, "nothing else of the case"
    ben = desk.service.phone("ben")
    assert questions(ben) == []
    assert [row["id"] for row in ben.of_kind("review")] == [returned]


def test_the_answer_of_a_writer_without_the_client_is_held_and_closes_the_return_once_accepted(
    desk: Desk,
) -> None:
    move(desk.service, desk.jean, "ben")
    returned = desk.give_back()
    assert desk.ada.statuses(desk.answer(desk.ada, returned)) == ["held"]
    assert len(questions(desk.ada)) == 1
    assert decide(desk.sam, tray(desk.sam)[0], decision="accepted")["status"] == "applied"
    assert questions(desk.ada) == []
    desk.sam.sync_all()
    answers = [row for row in desk.sam.of_kind("note") if row["data"].get("answers")]
    assert [(row["made"]["name"], row["data"]["answers"]) for row in answers] == [("Ada", [returned])]


def test_who_has_the_client_now_may_answer_for_the_writer(desk: Desk) -> None:
    move(desk.service, desk.jean, "ben")
    returned = desk.give_back()
    ben = desk.service.phone("ben")
    ben.sync_all()
    assert ben.statuses(desk.answer(ben, returned)) == ["applied"]
    assert questions(desk.ada) == []


def test_an_open_return_goes_on_with_its_writer_when_the_client_goes(desk: Desk) -> None:
    returned = desk.give_back()
    desk.ada.sync_all()
    move(desk.service, desk.jean, "ben")
    assert [asked["review"] for asked in questions(desk.ada)] == [returned]
    move(desk.service, desk.jean, "ada")
    assert questions(desk.ada) == [], "with the client the return itself comes back"
    assert [row["id"] for row in desk.ada.of_kind("review")] == [returned]


@pytest.mark.parametrize("answered", [True, False])
def test_what_is_answered_or_decided_again_goes_on_with_nobody(desk: Desk, answered: bool) -> None:
    returned = desk.give_back()
    if answered:
        assert desk.ada.statuses(desk.answer(desk.ada, returned)) == ["applied"]
    else:
        signed = desk.review(desk.sam, "signed_off", after=[returned])
        assert desk.sam.statuses(signed) == ["applied"]
    move(desk.service, desk.jean, "ben")
    assert questions(desk.ada) == []


def test_a_later_decision_ends_the_question(desk: Desk) -> None:
    move(desk.service, desk.jean, "ben")
    returned = desk.give_back()
    assert len(questions(desk.ada)) == 1
    assert desk.sam.statuses(desk.review(desk.sam, "signed_off", after=[returned])) == ["applied"]
    assert questions(desk.ada) == []


def test_who_does_not_have_the_client_does_not_end_a_question(desk: Desk) -> None:
    move(desk.service, desk.jean, "ben")
    returned = desk.give_back()
    assert len(questions(desk.ada)) == 1
    eve = desk.service.phone("eve")
    joe = eve.add_client()
    said = {"text": "At ten.", "answers": [returned]}
    assert eve.statuses(eve.change("note", client=joe, set=said)) == ["applied"]
    assert len(questions(desk.ada)) == 1


def test_what_answers_very_many_reviews_keeps_nobody_waiting(desk: Desk) -> None:
    many = [f"0197a0b0-0000-7000-8000-{number:012x}" for number in range(5000)]
    note = desk.ada.change("note", client=desk.jean, set={"text": "x", "answers": many})
    asked: list[object] = []
    with listening(desk.service, "before_cursor_execute", lambda *said: asked.append(said)):
        assert desk.ada.statuses(note) == ["applied"]
    assert len(asked) < 100


def test_nobody_asks_a_question_of_their_own_making(desk: Desk) -> None:
    for name in ("ada", "sam"):
        phone = desk.service.phone(name)
        made = phone.change("question", client=desk.jean, set={"known_as": "Jean"})
        assert phone.statuses(made) == ["refused"]


def count_statements(desk: Desk, changes: list[dict[str, Any]]) -> int:
    """So many statements the database gets for what Sam sends."""
    found: list[str] = []
    with listening(desk.service, "before_cursor_execute", lambda *said: found.append(said[2])):
        assert set(desk.sam.statuses(*changes)) == {"applied"}
    return len(found)


def test_a_hundred_reviews_ask_the_database_no_more_than_two(desk: Desk) -> None:
    notes = [desk.ada.note(desk.jean, f"Note {number}.") for number in range(102)]
    desk.ada.statuses(*notes)
    desk.sam.sync_all()

    def reading(note: dict[str, Any]) -> dict[str, Any]:
        about = {"of_kind": "note", "of_record": note["record"], "worker": desk.ada.user, "verdict": "read"}
        return desk.sam.change("review", client=desk.jean, set=about)

    few = count_statements(desk, [reading(note) for note in notes[:2]])
    many = count_statements(desk, [reading(note) for note in notes[2:]])
    assert many == few
