"""Handing over and leaving: first everything comes in, and only then the way is closed."""

from datetime import timedelta
from typing import Any

import pytest

from server.adapters.world import world
from server.services.handovers import begin_leaving, finish_handovers
from server.services.people import close_account
from server.store.columns import write_time
from tests.server.phones import Phone, Service
from tests.server.test_sync_held import decide, tray

ADA = "ada@northside.example"


def finish(service: Service) -> int:
    with service.app.app_context():
        return finish_handovers(world().now() + timedelta(seconds=1))


@pytest.fixture
def leaving(service: Service) -> tuple[Service, Phone, str]:
    """Ada is leaving, with a note on her phone that she has not sent."""
    ada = service.phone("ada")
    jean = ada.add_client()
    ada.sync_all()
    ada.sync(unsent={"count": 1, "oldest_at": "2026-11-23T08:00:00Z"})
    with service.app.app_context():
        assert begin_leaving(ADA)[1] == 1
    return service, ada, jean


def test_who_is_leaving_may_hand_in_and_is_closed_when_nothing_is_left(leaving: Any) -> None:
    service, ada, jean = leaving
    assert finish(service) == 0
    assert ada.statuses(ada.note(jean, "the last one")) == ["applied"]
    assert finish(service) == 0
    ada.sync(unsent={"count": 0, "oldest_at": None})
    assert finish(service) == 2
    assert ada.post().status_code == 401
    assert finish(service) == 0


def say(phone: Phone, type: str, seq: int, visit: str) -> None:
    """Say at once what happens on a visit."""
    signal = {"id": phone.new_id(), "seq": seq, "type": type, "visit": visit, "at": write_time(world().now())}
    body, headers = {"device": phone.device, "signals": [signal]}, {"Authorization": f"Bearer {phone.token}"}
    answer = phone.http.post("/api/v1/signals", json=body, headers=headers).get_json()
    assert answer["receipts"][0]["status"] == "received"


def test_her_phone_keeps_the_client_behind_whose_door_she_is(leaving: Any) -> None:
    service, ada, _ = leaving
    visit = ada.new_id()
    with service.app.app_context():
        say(ada, "start", 1, visit)
    ada.sync(unsent={"count": 0, "oldest_at": None})
    assert finish(service) == 0
    assert ada.sync()["forget"] == []
    with service.app.app_context():
        say(ada, "finish", 2, visit)
    assert finish(service) == 2


def test_the_clients_of_who_has_left_stay_with_the_supervisor(leaving: Any) -> None:
    service, ada, jean = leaving
    ada.sync(ada.note(jean, "the last one"), unsent={"count": 0, "oldest_at": None})
    finish(service)
    sam = service.phone("sam")
    sam.sync_all()
    assert [row["data"]["text"] for row in sam.of_kind("note")] == ["the last one"]
    (entry,) = sam.of_kind("caseload")
    assert entry["data"]["until"]


def test_a_phone_that_has_not_been_heard_of_since_keeps_the_way_open(service: Service) -> None:
    ada, silent = service.phone("ada"), service.phone("ada")
    ada.add_client()
    silent.sync()
    with service.app.app_context():
        begin_leaving(ADA)
    ada.sync(unsent={"count": 0, "oldest_at": None})
    assert finish(service) == 0
    silent.sync(unsent={"count": 0, "oldest_at": None}, forgotten=[silent.new_id()])
    assert finish(service) == 2


def test_a_shared_phone_says_with_its_own_token_that_nothing_is_left(leaving: Any) -> None:
    service, ada, jean = leaving
    headers = {"Authorization": f"Bearer {ada.token}"}
    ada.token = ada.http.post(f"/api/v1/devices/{ada.device}/token", headers=headers).get_json()["token"]
    ada.sync(ada.note(jean, "one of two"), unsent={"count": 2, "oldest_at": "2026-11-23T08:00:00Z"})
    assert finish(service) == 0
    ada.sync(unsent={"count": 0, "oldest_at": None})
    assert finish(service) == 2


def test_what_comes_from_a_closed_account_waits_in_the_tray(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    headers = {"Authorization": f"Bearer {ada.token}"}
    ada.token = ada.http.post(f"/api/v1/devices/{ada.device}/token", headers=headers).get_json()["token"]
    with service.app.app_context():
        close_account(ADA)
    late, joe = ada.note(jean, "typed before it was closed"), ada.change("client", set={"known_as": "Joe"})
    assert ada.statuses(late, joe, ada.note(joe["record"])) == ["held", "held", "held"]
    sam.sync_all()
    for held in sorted(sam.of_kind("held"), key=lambda row: row["data"]["of_kind"]):
        fields = {"decision": "accepted"}
        receipt = sam.sync(sam.change("held", held["id"], 1, set=fields, was={"decision": None}))["receipts"][
            0
        ]
        assert receipt["status"] == "applied", receipt
    sam.sync_all()
    assert {row["data"]["known_as"] for row in sam.of_kind("client")} == {"Jean", "Joe"}
    assert len(sam.of_kind("note")) == 2


def test_nobody_is_given_to_who_has_left(service: Service) -> None:
    ben, sam = service.phone("ben"), service.phone("sam")
    jean = ben.add_client()
    ada = service.phone("ada")
    ada.sync()
    with service.app.app_context():
        close_account(ADA)
    given = {"worker": ada.user, "worker_name": "Ada", "since": "2026-11-23"}
    (receipt,) = sam.sync(sam.change("caseload", client=jean, set=given))["receipts"]
    assert receipt["errors"] == {"worker": ["This person is leaving or has left, and can be given nobody."]}


def test_nor_by_what_had_waited_in_the_tray_until_then(service: Service) -> None:
    ada, sam, sid = service.phone("ada"), service.phone("sam"), service.phone("sid")
    jean = ada.add_client()
    given = {"worker": service.users["eve"], "worker_name": "Eve", "since": "2026-11-23"}
    assert sid.statuses(sid.change("caseload", client=jean, set=given)) == ["held"]
    with service.app.app_context():
        close_account("eve@northside.example")
    assert "worker" in decide(sam, tray(sam)[0], decision="accepted")["errors"]
    assert decide(sam, tray(sam)[0], decision="declined", reason="She has left.")["status"] == "applied"
