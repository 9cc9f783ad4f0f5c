"""Devices: who sees them, and shutting one out."""

import pytest

from tests.server.house import House

PHONES = {"ada": "phone-ada", "sam": "desk-sam", "mo": "desk-mo", "eve": "phone-eve"}


@pytest.fixture
def phones(house: House) -> House:
    for name, id in PHONES.items():
        house.give_device(name, id)
        house.clock.pass_by(minutes=1)
    return house


def seen_by(house: House, name: str) -> list[str]:
    answer = house.browser_of(name).get("/api/v1/devices")
    assert answer.status_code == 200
    return [device["id"] for device in answer.json["devices"]]


def revoke(house: House, name: str, id: str) -> int:
    return house.browser_of(name).post(f"/api/v1/devices/{id}/revoke").status_code


def test_ada_sees_her_own_phone_and_what_it_has_unsent(phones: House) -> None:
    ada = phones.accounts["ada"]
    assert phones.browser_of("ada").get("/api/v1/devices").json == {
        "devices": [
            {
                "id": "phone-ada",
                "user": ada.id,
                "user_name": "Ada",
                "name": "ada's phone",
                "enrolled": "2026-11-23T10:00:00.000Z",
                "last_seen": "2026-11-23T10:00:00.000Z",
                "revoked": None,
                "unsent": 2,
                "oldest_unsent": "2026-11-23T10:00:00.000Z",
                "differences": 0,
                "copied": 0,
                "emptied": None,
                "missing": 0,
            }
        ]
    }


def test_sam_sees_the_devices_of_her_team(phones: House) -> None:
    assert seen_by(phones, "sam") == ["desk-mo", "desk-sam", "phone-ada"]


def test_the_administrator_sees_all(phones: House) -> None:
    assert seen_by(phones, "ann") == ["phone-eve", "desk-mo", "desk-sam", "phone-ada"]


def test_a_revoked_phone_is_listed_with_the_time(phones: House) -> None:
    assert revoke(phones, "ann", "phone-ada") == 204
    phones.clock.pass_by(hours=1)
    assert revoke(phones, "ada", "phone-ada") == 204
    (device,) = phones.browser_of("ada").get("/api/v1/devices").json["devices"]
    assert device["revoked"] == "2026-11-23T10:04:00.000Z"


def test_a_lost_phone_is_shut_out_by_its_owner_her_supervisor_or_the_administrator(phones: House) -> None:
    assert [revoke(phones, name, "phone-ada") for name in ("ada", "sam", "ann")] == [204, 204, 204]


def test_a_stranger_cannot_shut_out_adas_phone_nor_learn_that_it_exists(phones: House) -> None:
    assert revoke(phones, "eve", "phone-ada") == revoke(phones, "eve", "no-such-phone") == 404
    (device,) = phones.browser_of("ada").get("/api/v1/devices").json["devices"]
    assert device["revoked"] is None


def test_a_supervisor_cannot_shut_out_a_phone_of_another_team(phones: House) -> None:
    assert revoke(phones, "sam", "phone-eve") == 404


def test_a_revoked_phone_can_no_longer_sync(house: House) -> None:
    id = "01976b2e-0000-7000-8000-000000000001"
    browser = house.browser_of("ada")
    body = {"protocol": 1, "device": id, "cursor": None, "limit": 10, "changes": []}
    assert browser.post("/api/v1/sync", json=body).status_code == 200
    assert revoke(house, "ada", id) == 204
    assert browser.post("/api/v1/sync", json=body).json["code"] == "device_revoked"


def test_the_session_on_a_revoked_phone_ends_whatever_the_phone_calls_itself(house: House) -> None:
    id, another = "0197a0b0-0000-7000-8000-000000000001", "0197a0b0-0000-7000-8000-000000000002"
    phone, desk = house.browser_of("ada"), house.browser_of("ada")
    for browser, device in ((phone, id), (desk, another)):
        assert browser.post("/api/v1/sync", json={"protocol": 1, "device": device}).status_code == 200
    assert revoke(house, "ada", id) == 204
    for method, path, body in (
        ("POST", "sync", {"protocol": 1, "device": "0197a0b0-0000-7000-8000-000000000003"}),
        ("POST", "verify", {"protocol": 1, "device": another}),
        ("POST", "access/search", {"reason": "cover", "last_name": "x", "postcode": "x"}),
        ("POST", f"devices/{another}/token", None),
        ("GET", "devices", None),
        ("GET", "events", None),
    ):
        answer = phone.open(f"/api/v1/{path}", method=method, json=body)
        assert (answer.status_code, answer.json["code"]) == (403, "device_revoked"), path
    assert phone.post("/api/v1/signals", json={"device": id, "signals": []}).status_code == 200
    assert desk.post("/api/v1/sync", json={"protocol": 1, "device": another}).status_code == 200
    assert phone.delete("/api/v1/session").status_code == 204
