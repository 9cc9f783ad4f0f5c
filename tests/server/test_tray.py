"""What waits in the tray goes with its client: to those who are to decide about it, and to nobody else."""

from typing import Any

import pytest

from tests.server.phones import Phone, Service
from tests.server.test_accepted import undecided, with_own_token
from tests.server.test_succession import close, join
from tests.server.test_sync_held import decide, tray


def move(service: Service, client: str, to: str, by: str = "sam") -> None:
    """A supervisor gives a client to somebody else, at once; it may be the last that she does with them."""
    phone = service.phone(by)
    phone.sync_all()
    (entry,) = [
        row for row in phone.of_kind("caseload") if row["client"] == client and "until" not in row["data"]
    ]
    new = phone.change("caseload", client=client, set={"worker": service.users[to], "since": "2026-11-01"})
    end = {"set": {"until": "2026-01-01"}, "was": {"until": None}}
    old = phone.change("caseload", entry["id"], entry["version"], **end)
    assert phone.statuses(new, old) == ["applied", "applied"]


@pytest.fixture
def waiting(service: Service) -> tuple[Service, str, Phone]:
    """Two notes of Ada's about Jean, whom Ben has now, wait in Sam's tray; one of them is accepted."""
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    notes = ada.note(jean, "The first."), ada.note(jean, "The second.")
    move(service, jean, "ben")
    assert ada.statuses(*notes) == ["held", "held"]
    sam.sync()
    assert decide(sam, tray(sam)[0], decision="accepted")["status"] == "applied"
    return service, jean, sam


def held_on(phone: Phone) -> list[Any]:
    """The texts of all that a phone holds of the tray, decided or not."""
    phone.sync_all()
    return sorted(row["data"]["values"]["text"] for row in phone.of_kind("held"))


def test_with_its_client_it_goes_to_another_team(waiting: Any) -> None:
    service, jean, sam = waiting
    move(service, jean, "eve")
    assert held_on(service.phone("sid")) == ["The second."]
    assert held_on(service.phone("sam")) == []
    assert jean in sam.sync()["forget"]


def test_who_has_lost_the_client_decides_nothing_about_it(waiting: Any) -> None:
    service, jean, sam = waiting
    entry = next(row for row in sam.of_kind("held") if "decision" not in row["data"])
    move(service, jean, "eve")
    decide(sam, entry, decision="accepted")
    sid = service.phone("sid")
    assert held_on(sid) == ["The second."]
    assert [row["data"]["text"] for row in sid.of_kind("note")] == ["The first."]


def test_it_comes_back_with_its_client(waiting: Any) -> None:
    service, jean, _ = waiting
    move(service, jean, "eve")
    move(service, jean, "ben", by="sid")
    assert held_on(service.phone("sam")) == ["The second."]
    assert held_on(service.phone("sid")) == []


def test_what_is_about_nobody_else_stays_where_it_is(waiting: Any) -> None:
    service, jean, _ = waiting
    ada = service.phone("ada")
    joe = ada.add_client(known_as="Joe")
    note = ada.note(joe, "About Joe.")
    move(service, joe, "ben")
    assert ada.statuses(note) == ["held"]
    move(service, jean, "eve")
    assert held_on(service.phone("sam")) == ["About Joe."]


def test_with_a_client_who_is_accepted_it_goes_to_those_who_have_them_then(service: Service) -> None:
    eve, sam, sue = with_own_token(service.phone("eve")), service.phone("sam"), join(service, "sue", "east")
    met = eve.change("client", set={"known_as": "Jo"})
    note = eve.note(met["record"], "About Jo.")
    for name in ("sid", "eve"):
        close(service, name)
    assert eve.statuses(met, note) == ["held", "held"]
    (held,) = [one for one in tray(sam) if one["data"]["of_kind"] == "client"]
    assert len(tray(sue)) == 2
    assert decide(sam, held, decision="accepted")["status"] == "applied"
    assert [len(undecided(service.phone(name))) for name in ("sam", "sue")] == [1, 0]
