"""A phone's own token: it hands in the work of a person who is not the one signed in."""

from typing import Any

import pytest

from tests.server.phones import Service


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

    def test_replaces_the_one_before_it(self, service: Service, phone: Any) -> None:
        earlier = phone.token
        phone.token = service.tokens["ada"]
        headers = {"Authorization": f"Bearer {phone.token}"}
        phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers)
        phone.token = earlier
        assert phone.post().status_code == 401

    def test_is_for_a_device_with_an_id(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        assert phone.http.post("/api/v1/devices/7/token", headers=headers).status_code == 422

    def test_dies_with_its_device(self, service: Service, phone: Any) -> None:
        headers = {"Authorization": f"Bearer {service.tokens['ada']}"}
        phone.http.post(f"/api/v1/devices/{phone.device}/revoke", headers=headers)
        assert phone.post().status_code == 403
        again = phone.http.post(f"/api/v1/devices/{phone.device}/token", headers=headers)
        assert again.get_json()["code"] == "device_revoked"
