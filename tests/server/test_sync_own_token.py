"""A phone's own token: it hands in the work of a person who is not the one signed in."""

from typing import Any

import pytest
from sqlalchemy import select

from server.services.people import close_account
from server.store.database import reading
from server.store.records import PurgeRow
from tests.server.phones import Phone, Service


def new_token(service: Service, phone: Phone) -> str:
    """Ask for another token of this phone, as somebody who is signed in on it."""
    headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
    token: str = phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers).get_json()["token"]
    return token


def caseload_of(phone: Phone, client: str) -> str:
    """The id of the entry by which somebody works with a client."""
    return str(next(row["id"] for row in phone.of_kind("caseload") if row["client"] == client))


def statuses(phone: Phone, *tokens: str) -> list[int]:
    """How the server answers the phone with each of these tokens, one after another."""
    found = []
    for phone.token in tokens:
        found.append(phone.post().status_code)
    return found


class TestAPhonesOwnToken:
    @pytest.fixture
    def phone(self, service: Service) -> Any:
        """Ada's phone, with the token that it keeps for when somebody else is signed in on it."""
        ada = service.phone("ada")
        ada.add_client()
        headers = {"Authorization": f"Bearer {ada.token}"}
        ada.token = ada.http.post(f"/api/v1/devices/{ada.device}/token", headers=headers).get_json()["token"]
        return ada

    def test_hands_in_its_persons_work_and_reads_nothing(self, phone: Any) -> None:
        phone.cursor = None
        answer = phone.sync(phone.change("client", set={"known_as": "Joe"}))
        assert [receipt["status"] for receipt in answer["receipts"]] == ["applied"]
        assert (answer["records"], answer["cursor"]) == ([], "")

    def test_is_good_for_nothing_else(self, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {phone.token}"}
        body = {"protocol": 1, "device": phone.device}
        assert phone.http.post("/api/v1/verify", json=body, headers=headers).status_code == 403
        assert phone.http.get("/api/v1/devices", headers=headers).status_code == 403
        phone.device = phone.new_id()
        assert phone.post().status_code == 403

    def test_replaces_the_one_before_it_once_it_is_used(self, service: Service, phone: Any) -> None:
        earlier, later = phone.token, new_token(service, phone)
        assert statuses(phone, earlier, later, earlier) == [200, 200, 401]

    def test_is_still_good_when_the_request_for_it_came_twice(self, service: Service, phone: Any) -> None:
        held, _ = phone.token, new_token(service, phone)
        assert statuses(phone, held, held) == [200, 200]

    def test_is_one_of_a_few(self, service: Service, phone: Any) -> None:
        first, others = phone.token, [new_token(service, phone) for _ in range(5)]
        assert statuses(phone, first, *others) == [401, 200, 200, 200, 200, 200]

    def test_brings_what_has_to_be_forgotten(self, service: Service, phone: Any) -> None:
        own, phone.token = phone.token, service.tokens["ada"]
        jean = phone.add_client()
        phone.sync_all()
        sam = service.phone("sam")
        sam.sync_all()
        ended = sam.change(
            "caseload", caseload_of(sam, jean), 1, set={"until": "2026-01-01"}, was={"until": None}
        )
        assert sam.statuses(ended) == ["applied"]
        phone.token = own
        assert phone.sync()["forget"] == [jean]
        assert phone.sync(phone.note(jean, "Written since."))["forget"] == [jean]
        phone.cursor = "another"
        assert phone.sync()["forget"] == []

    def test_brings_whoever_has_left_to_forget_everybody(self, service: Service, phone: Any) -> None:
        with service.app.app_context():
            close_account("ada@northside.example")
        clients = phone.sync()["forget"]
        assert len(clients) == 1
        phone.sync(forgotten=clients)
        with service.app.app_context(), reading() as session:
            assert [row.scope for row in session.scalars(select(PurgeRow))] == clients

    def test_is_for_a_device_with_an_id(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        assert phone.http.post("/api/v1/devices/7/token", headers=headers).status_code == 422

    def test_dies_with_its_device(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        phone.http.post(f"/api/v1/devices/{phone.device}/revoke", headers=headers)
        assert phone.post().status_code == 403
        again = phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers)
        assert again.get_json()["code"] == "device_revoked"
