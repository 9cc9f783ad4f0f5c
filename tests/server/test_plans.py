"""A visit that was planned on a phone is watched, and its risk with it."""

from typing import Any

from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, move, tray

LATER = "2099-11-26T12:30:00.000Z"


def watched(phone: Phone) -> list[dict[str, Any]]:
    """The visits of this phone's person that the server watches."""
    answer = phone.http.get("/api/v1/watch", headers={"Authorization": f"Bearer {phone.token}"})
    visits: list[dict[str, Any]] = answer.get_json()["visits"]
    return visits


def plan(phone: Phone, client: str, **fields: Any) -> dict[str, Any]:
    """The change that plans a visit."""
    known = {
        "worker": phone.user,
        "worker_name": "Ada",
        "planned_at": LATER,
        "minutes": 45,
        "state": "planned",
    }
    return phone.change("visit", client=client, set={**known, **fields})


def test_a_planned_visit_is_watched_as_soon_as_it_is_received(service: Service) -> None:
    ada = service.phone("ada")
    visit = plan(ada, ada.add_client())
    assert ada.statuses(visit) == ["applied"]
    (row,) = watched(ada)
    assert (row["id"], row["state"]) == (visit["record"], "planned")


def test_a_risk_said_between_two_plans_of_one_batch_is_taken_with_them(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    first = plan(ada, jean)
    risk = ada.change("risk", client=jean, set={"flags": ["dogs"], "said_by": "Housing"})
    assert ada.statuses(first, risk, plan(ada, jean)) == ["applied"] * 3
    assert len(watched(ada)) == 2


def test_a_visit_called_off_is_watched_no_more(service: Service) -> None:
    ada = service.phone("ada")
    visit = plan(ada, ada.add_client())
    off = ada.change("visit", visit["record"], 1, set={"state": "cancelled"}, was={"state": "planned"})
    assert ada.statuses(visit, off) == ["applied"] * 2
    assert [row for row in watched(ada) if row["state"] == "planned" and row["ending"]] == []


def test_a_held_visit_is_watched_once_it_is_accepted(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    visit = plan(ada, jean)
    move(service, jean, "ben")
    assert ada.statuses(visit) == ["held"]
    assert watched(ada) == []
    assert decide(sam, tray(sam)[0], decision="accepted")["status"] == "applied"
    assert [one["id"] for one in watched(ada)] == [visit["record"]]
