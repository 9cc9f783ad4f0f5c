"""Going back in time, and finding what nobody listed: comparing a phone with what it should hold."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from server.services.organisations import begin_new_epoch
from server.store.accounts import Organisation
from server.store.database import writing
from sync.compare import Holding, summary
from tests.server.phones import Phone, Service


def compare(phone: Phone, **more: Any) -> dict[str, Any]:
    """Send what the phone holds, and take in what differs as a phone does."""
    held: dict[str, list[Holding]] = {}
    for row in phone.rows.values():
        received = (row.get("changed") or row["made"])["received"]
        held.setdefault(row["client"] or row["id"], []).append((row["id"], row["version"], received))
    summaries = {
        scope: dict(zip(("count", "hash"), summary(rows), strict=True)) for scope, rows in held.items()
    }
    response = phone.http.post(
        "/api/v1/verify",
        json={"protocol": 1, "device": phone.device, "held": summaries, **more},
        headers={"Authorization": f"Bearer {phone.token}"},
    )
    assert response.status_code == 200, response.text
    answer: dict[str, Any] = response.get_json()
    for scope in (*answer["forget"], *answer["differ"]):
        phone.rows = {id: row for id, row in phone.rows.items() if scope not in (row["client"], id)}
    for scope, known in answer["known"].items():
        here = [id for id, row in phone.rows.items() if scope in (row["client"], id)]
        phone.rows = {id: row for id, row in phone.rows.items() if id not in here or id in known}
    phone.rows |= {row["id"]: row for row in answer["records"]}
    return answer


def test_a_phone_that_holds_what_it_should_is_told_so(service: Service) -> None:
    ada = service.phone("ada")
    ada.sync(ada.note(ada.add_client()))
    ada.sync_all()
    answer = compare(ada)
    assert (answer["differ"], answer["records"], answer["forget"]) == ({}, [], [])


def test_what_is_missing_stale_or_not_the_phones_is_put_right(service: Service) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    jean, joe, ann = ada.add_client(), ada.add_client(), ada.add_client()
    ada.sync(ada.note(jean))
    other.sync_all()
    right = dict(other.rows)
    other.rows = {id: row for id, row in right.items() if row["kind"] != "note"}
    other.rows[joe] = {**right[joe], "version": 7}
    other.rows["0197a0b0-0000-7000-8000-00000000ffff"] = {**right[ann], "client": other.new_id()}
    answer = compare(other)
    assert set(answer["differ"]) == {jean, joe}
    assert len(answer["forget"]) == 1
    assert other.rows == right
    assert compare(other)["differ"] == {}
    headers = {"Authorization": f"Bearer {ada.token}"}
    devices = ada.http.get("/api/v1/devices", headers=headers).get_json()["devices"]
    assert {device["id"]: device["differences"] for device in devices}[other.device] == 3


def test_another_version_of_the_same_number_is_noticed(service: Service) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client()
    other.sync_all()
    made = other.rows[jean]["made"]
    other.rows[jean] = {**other.rows[jean], "made": {**made, "received": "2026-01-01T00:00:00.000Z"}}
    assert set(compare(other)["differ"]) == {jean}


def handing_over(service: Service) -> tuple[Phone, Phone, str]:
    """Ada's phone with Jean, whom Sam takes from her: nothing new goes to it."""
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    ada.sync_all()
    sam.sync_all()
    (entry,) = sam.of_kind("caseload")
    fields = {"handing_over": True}
    sam.sync(sam.change("caseload", entry["id"], 1, set=fields, was={"handing_over": None}))
    return ada, sam, jean


def test_what_is_being_handed_over_stays_until_that_is_done(service: Service) -> None:
    ada, sam, jean = handing_over(service)
    before = dict(ada.rows)
    sam.sync(sam.note(jean))
    assert compare(ada)["forget"] == []
    assert ada.rows == before


def test_what_a_restore_lost_goes_from_a_phone_that_is_handing_over(service: Service) -> None:
    ada, _, jean = handing_over(service)
    right = dict(ada.rows)
    lost = ada.new_id()
    ada.rows[lost] = {**right[jean], "id": lost, "client": jean}
    assert compare(ada)["records"] == []
    assert ada.rows == right


def test_what_differs_comes_in_pages(service: Service) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    for _ in range(3):
        ada.add_client()
    rounds = 0
    while compare(other, limit=1)["more"]:
        rounds += 1
    assert rounds == 2
    assert len(other.of_kind("client")) == 3


def test_a_monitor_has_nothing_to_compare(service: Service) -> None:
    service.phone("ada").add_client()
    assert compare(service.phone("mo"))["records"] == []


def test_after_a_restore_the_phone_is_asked_to_compare_and_its_sending_goes_on(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    ada.sync_all()
    with service.app.app_context():
        begin_new_epoch(None)
    answer = ada.sync(ada.note(jean))
    assert (answer["compare"], answer["records"], answer["receipts"][0]["status"]) == (True, [], "applied")
    ada.cursor = compare(ada)["cursor"]
    assert "compare" not in ada.sync()
    assert len(ada.of_kind("note")) == 1


def test_a_cursor_from_a_future_that_was_lost_asks_to_compare(service: Service) -> None:
    ada = service.phone("ada")
    ada.add_client()
    ada.sync_all()
    with service.app.app_context(), writing() as session:
        organisation = session.get(Organisation, service.organisation)
        assert organisation is not None
        organisation.seq = 1
    assert ada.sync()["compare"] is True


def test_a_phone_confirms_that_it_has_purged(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    sam.sync_all()
    (entry,) = sam.of_kind("caseload")
    sam.sync(sam.change("caseload", entry["id"], 1, set={"until": "2026-01-01"}, was={"until": None}))
    assert ada.sync()["forget"] == [jean]
    ada.sync(forgotten=[jean, ada.new_id()])
    with service.app.app_context(), writing() as session:
        rows = session.execute(text("SELECT device, scope FROM purge")).all()
    assert [tuple(row) for row in rows] == [(ada.device, jean)]


def test_a_record_cannot_be_changed_past_the_feed(service: Service) -> None:
    service.phone("ada").add_client()
    with (
        service.app.app_context(),
        pytest.raises(DBAPIError, match="must get a new place"),
        writing() as session,
    ):
        session.execute(text("UPDATE record SET body = '{}'"))


def test_nobodys_phone_is_compared_with_what_somebody_else_may_hold(service: Service) -> None:
    ada = service.phone("ada")
    ada.add_client()
    body = {"protocol": 1, "device": ada.device, "held": {}, "person": service.users["ben"]}
    headers = {"Authorization": f"Bearer {ada.token}"}
    answer = ada.http.post("/api/v1/verify", json=body, headers=headers)
    assert (answer.status_code, answer.get_json()["code"]) == (401, "sign_in")
    assert len(compare(ada, person=ada.user)["differ"]) == 0


def test_a_phone_that_holds_very_much_is_compared_all_the_same(service: Service) -> None:
    ada = service.phone("ada")
    gone = [f"0197a0b0-0000-7000-8000-{number:012x}" for number in range(20_000)]
    held = {scope: {"count": 12_345, "hash": "0123456789abcdef"} for scope in gone}
    assert compare(ada, held=held)["forget"] == gone
