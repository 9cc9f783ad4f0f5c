"""Supervision is private to the two who were there; an administrator learns how often, and nothing else."""

from typing import Any

from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, tray

AGREED = "Ring the landlord, and take the Tuesdays off."


def session_with(service: Service, worker: str, **more: Any) -> dict[str, Any]:
    """What a supervisor writes down after a session."""
    return {"worker": service.users[worker], "held_on": "2026-11-20", "agreed": AGREED, **more}


def supervisions(phone: Phone) -> list[dict[str, Any]]:
    phone.sync_all()
    return phone.of_kind("supervision")


def write(phone: Phone, data: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """The receipt for a session that is written down."""
    receipt: dict[str, Any] = phone.sync(phone.change("supervision", set=data, **parts))["receipts"][0]
    return receipt


def test_nobody_accepts_a_change_to_a_session_that_its_writer_never_had(service: Service) -> None:
    sam, sid, ada = service.phone("sam"), service.phone("sid"), service.phone("ada")
    held_on = {"worker": ada.user, "held_on": "2026-11-01", "agreed": "To rest."}
    session = sam.change("supervision", set=held_on)
    assert sam.statuses(session) == ["applied"]
    theirs = sid.change("supervision", session["record"], 1, set={"agreed": "x"}, was={"agreed": "To rest."})
    assert sid.statuses(theirs) == ["held"]
    (held,) = tray(sid)
    assert decide(sid, held, decision="accepted")["status"] == "refused"
    ada.sync_all()
    assert [row["data"]["agreed"] for row in ada.of_kind("supervision")] == ["To rest."]


def test_a_session_reaches_the_worker_and_nobody_else(service: Service) -> None:
    sam, ada, ben, eve, sid = (service.phone(name) for name in ("sam", "ada", "ben", "eve", "sid"))
    jean = ada.add_client()
    assert write(sam, session_with(service, "ada", cases=[jean]))["status"] == "applied"
    [hers], [his] = supervisions(ada), supervisions(sam)
    assert hers == his
    assert (hers["client"], hers["data"]["agreed"], hers["data"]["cases"]) == (None, AGREED, [jean])
    assert [supervisions(phone) for phone in (ben, eve, sid)] == [[], [], []]


def test_it_can_be_added_to_by_its_supervisor_and_not_by_others(service: Service) -> None:
    sam, ada, ben = service.phone("sam"), service.phone("ada"), service.phone("ben")
    write(sam, session_with(service, "ada"))
    [session] = supervisions(sam)
    more = sam.change("supervision", session["id"], 1, set={"done_by": "2026-12-04"}, was={"done_by": None})
    assert sam.sync(more)["receipts"][0]["status"] == "applied"
    assert supervisions(ada)[0]["data"]["done_by"] == "2026-12-04"
    for phone in (ada, ben):
        other = phone.change("supervision", session["id"], 2, set={"agreed": "x"}, was={"agreed": AGREED})
        assert phone.sync(other)["receipts"][0]["status"] == "refused"
    assert supervisions(ada)[0]["data"]["agreed"] == AGREED


def test_it_is_held_with_a_colleague_of_ones_own_team_only(service: Service) -> None:
    sam = service.phone("sam")
    for worker in ("eve", "sam"):
        assert write(sam, session_with(service, worker))["errors"] == {
            "worker": ["Is not a colleague in your team."]
        }
    assert write(sam, {"worker": "nobody", "held_on": "2026-11-20"})["errors"]["worker"]
    jean = service.phone("ada").add_client()
    assert write(sam, session_with(service, "ada"), client=jean)["errors"]["client"]
    write(sam, session_with(service, "ada"))
    [session] = supervisions(sam)
    ben = {"worker": service.users["ben"]}
    other = sam.change("supervision", session["id"], 1, set=ben, was={"worker": service.users["ada"]})
    assert sam.sync(other)["receipts"][0]["errors"]["worker"]


def test_an_administrator_is_told_how_often_and_when_last(service: Service) -> None:
    sam = service.phone("sam")
    for day in ("2026-10-20", "2026-11-20", "2020-01-01"):
        write(sam, session_with(service, "ada", held_on=day))
    answers = {
        name: service.app.test_client().get(
            "/api/v1/reports/supervision", headers={"Authorization": f"Bearer {service.tokens[name]}"}
        )
        for name in ("ann", "sam", "ada", "mo")
    }
    assert {name: answer.status_code for name, answer in answers.items()} == {
        "ann": 200,
        "sam": 403,
        "ada": 403,
        "mo": 403,
    }
    told = {one["account"]: (one["held"], one["last"]) for one in answers["ann"].json["people"]}
    assert told[service.users["ada"]] == (2, "2026-11-20")
    assert told[service.users["ben"]] == (0, None)
    assert AGREED not in answers["ann"].text


def test_a_conflict_about_a_session_is_between_the_two_who_were_there(service: Service) -> None:
    sam, other, sid, ada = (service.phone(name) for name in ("sam", "sam", "sid", "ada"))
    session = sam.change("supervision", set=session_with(service, "ada"))
    assert sam.statuses(session) == ["applied"]
    other.sync_all()
    edits = [phone.change("supervision", session["record"], 1, set={"agreed": words}, was={"agreed": AGREED})
             for phone, words in ((sam, "one"), (other, "two"))]  # fmt: skip
    assert sam.statuses(edits[0]) == ["applied"]
    (receipt,) = other.sync(edits[1])["receipts"]
    (conflict,) = receipt["conflicts"]
    other.sync_all()
    assert [row["id"] for row in other.of_kind("conflict")] == [conflict]
    choice = {"set": {"choice": "other", "value": "hers"}, "was": {"choice": None, "value": None}}
    assert sid.statuses(sid.change("conflict", conflict, 1, **choice)) == ["held"]
    assert [row["data"]["agreed"] for row in supervisions(ada)] == ["one"]
    assert other.statuses(other.change("conflict", conflict, 1, **choice)) == ["applied"]
    assert [row["data"]["agreed"] for row in supervisions(ada)] == ["hers"]


def test_what_is_added_to_a_deleted_session_is_kept_and_can_bring_it_back(service: Service) -> None:
    sam, other, ada = service.phone("sam"), service.phone("sam"), service.phone("ada")
    session = sam.change("supervision", set=session_with(service, "ada"))
    assert sam.statuses(session) == ["applied"]
    assert sam.statuses(sam.change("supervision", session["record"], 1, delete=True)) == ["applied"]
    more = {"worker": ada.user, "done_by": "2026-12-04"}
    was = {"worker": ada.user, "done_by": None}
    assert other.statuses(other.change("supervision", session["record"], 1, set=more, was=was)) == [
        "conflict"
    ]
    [conflict] = other.of_kind("conflict")
    choice = {"set": {"choice": "offered"}, "was": {"choice": None}}
    assert other.statuses(other.change("conflict", conflict["id"], 1, **choice)) == ["applied"]
    assert supervisions(ada)[0]["data"]["done_by"] == "2026-12-04"


def test_a_session_is_nobodys_case_that_could_be_given_to_somebody_else(service: Service) -> None:
    sam, ada, ben = service.phone("sam"), service.phone("ada"), service.phone("ben")
    session = sam.change("supervision", set=session_with(service, "ada"))
    assert sam.statuses(session) == ["applied"]
    entry = sam.change("caseload", client=session["record"], set={"worker": ben.user})
    assert sam.statuses(entry) == ["held"]
    (held,) = tray(sam)
    assert decide(sam, held, decision="accepted")["status"] == "refused"
    assert [len(supervisions(phone)) for phone in (ben, ada, sam)] == [0, 1, 1]
