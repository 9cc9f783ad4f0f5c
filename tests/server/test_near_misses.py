"""A near miss that a monitor finds at the end of an alert reaches those who can learn from it."""

from typing import Any

from server.adapters.world import world
from server.safety.words import AlertKind
from server.services.alerts import open_case
from server.store.database import writing
from server.store.watches import WatchRow
from tests.server.phones import Phone, Service

WHAT = "The door was locked behind her, and the key was gone."


def raise_about(service: Service, client: str | None, *, visit: bool = True, unplanned: bool = False) -> str:
    """A panic of Ada's, on a visit to a client or outside any."""
    ada, now = service.users["ada"], world().now()
    with writing() as session:
        row = WatchRow(
            organisation=service.organisation, visit=world().new_id(), account=ada, worker_name="Ada",
            client=client, place="12 Larch Lane\nEdinburgh", state="armed", unplanned=unplanned,
        )  # fmt: skip
        if visit:
            session.add(row)
        return open_case(
            service.organisation, AlertKind.PANIC, now, subject=ada, for_time=now, worker=ada,
            worker_name="Ada", visit=row.visit if visit else None,
        ).id  # fmt: skip


def end(service: Service, alert: str, outcome: str = "near_miss", note: str = WHAT) -> Any:
    headers = {"Authorization": f"Bearer {service.tokens['mo']}"}
    body = {"outcome": outcome, "note": note}
    return service.app.test_client().post(f"/api/v1/alerts/{alert}/resolve", json=body, headers=headers)


def near_misses(phone: Phone) -> list[dict[str, Any]]:
    phone.sync_all()
    return phone.of_kind("near_miss")


def test_a_near_miss_is_filed_where_the_clients_people_read_it(service: Service) -> None:
    ada, sam, eve, mo = (service.phone(name) for name in ("ada", "sam", "eve", "mo"))
    jean = ada.add_client()
    with service.app.app_context():
        alert = raise_about(service, jean)
    assert end(service, alert).json["outcome"] == "near_miss"
    [hers], [his] = near_misses(ada), near_misses(sam)
    assert hers == his
    assert (hers["client"], hers["made"]["name"]) == (jean, "Mo")
    assert (hers["data"]["what"], hers["data"]["place"]) == (WHAT, "12 Larch Lane Edinburgh")
    assert hers["data"]["visit"]
    assert near_misses(eve) == []
    assert near_misses(mo) == []


def test_it_can_be_added_to_afterwards(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    with service.app.app_context():
        alert = raise_about(service, jean)
    end(service, alert)
    [found] = near_misses(sam)
    learned = {"learned": "We now ask for the key.", "learned_by": "Sam"}
    was = dict.fromkeys(learned)
    assert sam.statuses(sam.change("near_miss", found["id"], 1, set=learned, was=was)) == ["applied"]


def test_an_unplanned_visit_is_not_named_as_a_record_that_nobody_has(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    with service.app.app_context():
        alert = raise_about(service, jean, unplanned=True)
    end(service, alert)
    [found] = near_misses(ada)
    assert "visit" not in found["data"]


def test_where_nobody_would_read_it_the_monitor_is_told_so_and_nothing_is_closed(service: Service) -> None:
    with service.app.app_context():
        alert = raise_about(service, None, visit=False)
    told = end(service, alert)
    assert (told.status_code, list(told.json["errors"])) == (422, ["outcome"])
    assert end(service, alert, "pressed_by_accident").status_code == 200


def test_said_twice_it_is_filed_once_and_otherwise_not_at_all(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    with service.app.app_context():
        alert = raise_about(service, jean)
    assert [end(service, alert).status_code for _ in range(2)] == [200, 200]
    assert len(near_misses(ada)) == 1
    with service.app.app_context():
        other = raise_about(service, jean)
    end(service, other, "safe_spoke")
    assert len(near_misses(ada)) == 1


def test_what_cannot_be_filed_is_not_closed(service: Service) -> None:
    jean = service.phone("ada").add_client()
    with service.app.app_context():
        alert = raise_about(service, jean)
    assert end(service, alert, note="").status_code == 422
    assert end(service, alert).status_code == 200
