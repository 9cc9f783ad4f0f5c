"""The feed: everything that a person may hold, nothing else, nothing skipped."""

import random
from typing import Any

import pytest
from sqlalchemy import event

from server.services import send_records
from server.store import database
from tests.server.phones import AT, Phone, Service


def test_a_phone_with_nothing_new_gets_nothing(service: Service) -> None:
    ada = service.phone("ada")
    ada.add_client()
    ada.sync()
    answer = ada.sync()
    assert (answer["records"], answer["more"], answer["forget"]) == ([], False, [])


@pytest.mark.parametrize("near", [-1, send_records.NEAR])
def test_sending_does_not_move_the_cursor_past_what_others_wrote(
    service: Service, near: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_records, "NEAR", near)
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    sam.sync()
    ada.sync(ada.note(jean, "before Sam writes"))
    sam.sync(sam.note(jean, "Sam's own"))
    assert {row["data"]["text"] for row in sam.of_kind("note")} == {"before Sam writes", "Sam's own"}


def commits(service: Service, phone: Phone, *changes: Any, **envelope: Any) -> int:
    """In how many transactions a request is answered that brings something back."""
    seen: list[object] = []

    def see(connection: object) -> None:
        seen.append(connection)

    with service.app.app_context():
        event.listen(database.db.engine, "commit", see)
        answer = phone.sync(*changes, **envelope)
        event.remove(database.db.engine, "commit", see)
    assert answer["records"]
    return len(seen)


def test_a_push_and_what_goes_back_with_it_are_one_transaction(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    assert commits(service, ada, ada.note(jean)) == 1


def test_who_was_far_behind_makes_nobody_wait_for_the_reading(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    sam.sync()
    ada.sync(*(ada.note(jean) for _ in range(send_records.NEAR + 1)))
    assert commits(service, sam, sam.note(jean)) == 2
    assert commits(service, sam, sam.note(jean)) == 1
    assert len(sam.of_kind("note")) == send_records.NEAR + 3


def test_what_a_phone_says_of_itself_goes_with_the_log_of_what_it_is_given(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    sam.sync()
    ada.sync(ada.note(jean))
    assert commits(service, sam, unsent={"count": 1, "oldest_at": AT}) == 1


@pytest.mark.parametrize("far", [0, send_records.FAR])
@pytest.mark.parametrize("limit", [1, 2, 3, 7])
def test_pages_of_any_size_add_up_to_the_whole(
    service: Service, limit: int, far: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(send_records, "FAR", far)
    ada, sam = service.phone("ada"), service.phone("sam")
    for _ in range(3):
        jean = ada.add_client()
        ada.sync(ada.note(jean), ada.note(jean))
    sent = [row["id"] for row in sam.sync_all(limit)]
    assert len(sent) == len(set(sent)) == 12
    assert set(sent) == set(ada.rows)


def test_rows_that_change_between_pages_are_not_lost(service: Service) -> None:
    chance = random.Random(7)
    ada, sam = service.phone("ada"), service.phone("sam")
    clients = [ada.add_client() for _ in range(8)]
    versions = dict.fromkeys(clients, 1)
    while True:
        answer = sam.sync(limit=chance.randint(1, 5))
        if not answer["more"]:
            break
        if chance.random() < 0.5:
            jean = chance.choice(clients)
            before = ada.rows[jean]["data"].get("gp")
            ada.sync(ada.edit(jean, versions[jean], {"gp": before}, gp=str(chance.random())))
            versions[jean] += 1
    ada.sync()
    assert {id: sam.rows[id] for id in clients} == {id: ada.rows[id] for id in clients}


def test_a_stranger_of_another_team_gets_nothing(service: Service) -> None:
    ada, eve, sid = service.phone("ada"), service.phone("eve"), service.phone("sid")
    ada.sync(ada.note(ada.add_client()))
    for phone in (eve, sid, service.phone("mo"), service.phone("ann"), service.phone("ben")):
        assert phone.sync_all() == []


class TestCaseload:
    def give(self, service: Service, client: str, worker: str) -> None:
        sam = service.phone("sam")
        entry = sam.change(
            "caseload", client=client, set={"worker": service.users[worker], "since": "2026-11-01"}
        )
        assert sam.statuses(entry) == ["applied"]

    def take(self, service: Service, client: str, worker: str) -> None:
        sam = service.phone("sam")
        sam.sync_all()
        (entry,) = [
            row for row in sam.of_kind("caseload")
            if row["client"] == client and row["data"]["worker"] == service.users[worker]
            and "until" not in row["data"]
        ]  # fmt: skip
        end = sam.change(
            "caseload", entry["id"], entry["version"], set={"until": "2026-01-01"}, was={"until": None}
        )
        assert sam.statuses(end) == ["applied"]

    def test_a_new_client_is_on_the_caseload_of_who_met_them(self, service: Service) -> None:
        ada = service.phone("ada")
        ada.add_client()
        (entry,) = ada.of_kind("caseload")
        assert entry["data"]["worker_name"] == "Ada"

    def test_a_grant_brings_the_old_records_whatever_the_cursor(self, service: Service) -> None:
        ada, ben = service.phone("ada"), service.phone("ben")
        jean = ada.add_client()
        ada.sync(*[ada.note(jean, str(number)) for number in range(20)])
        ben.add_client()
        ben.sync_all()
        self.give(service, jean, "ben")
        arrived = ben.sync_all(limit=6)
        assert len([row for row in arrived if row["kind"] == "note"]) == 20
        assert len(arrived) == len({row["id"] for row in arrived})

    def test_a_revocation_says_what_to_forget(self, service: Service) -> None:
        ada = service.phone("ada")
        jean, joe = ada.add_client(), ada.add_client()
        ada.sync(ada.note(jean))
        self.take(service, jean, "ada")
        assert ada.sync()["forget"] == [jean]
        assert {row["client"] for row in ada.rows.values()} == {joe}
        assert ada.sync()["forget"] == []

    def test_a_client_without_a_worker_stays_with_the_supervisor(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        self.take(service, jean, "ada")
        sam.sync_all()
        assert jean in sam.rows

    def test_work_unsent_when_the_case_moved_is_held_for_a_person(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        late = ada.note(jean, "written offline")
        self.take(service, jean, "ada")
        assert ada.statuses(late) == ["held"]

    def test_taking_and_giving_again_leaves_the_whole(self, service: Service) -> None:
        ada = service.phone("ada")
        jean = ada.add_client()
        ada.sync(ada.note(jean))
        self.take(service, jean, "ada")
        ada.sync_all()
        self.give(service, jean, "ada")
        ada.sync_all()
        assert jean in ada.rows
        assert len(ada.of_kind("note")) == 1

    def test_a_case_that_moves_to_another_team_moves_to_its_supervisor(self, service: Service) -> None:
        ada, sam, sid = service.phone("ada"), service.phone("sam"), service.phone("sid")
        jean = ada.add_client()
        sam.sync_all()
        self.give(service, jean, "eve")
        self.take(service, jean, "ada")
        sid.sync_all()
        assert jean in sid.rows
        assert sam.sync()["forget"] == [jean]

    def test_a_caseload_entry_names_somebody_real_and_ends_on_a_real_day(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        sam.sync()
        nobody = sam.change("caseload", client=jean, set={"worker": sam.new_id()})
        forecast = sam.change(
            "caseload", client=jean, set={"worker": service.users["ben"], "until": "2999-01-01"}
        )
        receipts = sam.sync(nobody, forecast)["receipts"]
        assert [list(receipt["errors"]) for receipt in receipts] == [["worker"], ["until"]]

    def test_a_supervisor_may_add_a_client_who_has_no_worker_yet(self, service: Service) -> None:
        sam = service.phone("sam")
        jean = sam.add_client()
        assert sam.of_kind("caseload") == []
        ben = service.phone("ben")
        self.give(service, jean, "ben")
        ben.sync_all()
        assert jean in ben.rows


@pytest.mark.parametrize("cursor", ["", "x", "%%%", "AAAA" * 20])
def test_a_cursor_that_is_not_ours_starts_from_the_beginning(service: Service, cursor: str) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    assert jean in [row["id"] for row in ada.sync(cursor=cursor)["records"]]


def test_a_cursor_is_of_no_use_to_somebody_else(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    ada.sync()
    assert jean in [row["id"] for row in sam.sync(cursor=ada.cursor)["records"]]


def test_a_revoked_device_gets_and_gives_nothing(service: Service) -> None:
    ada = service.phone("ada")
    ada.add_client()
    headers = {"Authorization": f"Bearer {ada.token}"}
    assert ada.http.post(f"/api/v1/devices/{ada.device}/revoke", headers=headers).status_code == 204
    for response in (ada.post(), ada.post(ada.change("client", set={"known_as": "Joe"}))):
        assert (response.status_code, response.get_json()["code"]) == (403, "device_revoked")


def test_what_a_phone_says_of_itself_is_kept(service: Service) -> None:
    ada = service.phone("ada")
    ada.sync(unsent={"count": 3, "oldest_at": "2026-11-23T08:00:00Z"}, build=7, device_name="Ada's phone")
    headers = {"Authorization": f"Bearer {ada.token}"}
    (device,) = ada.http.get("/api/v1/devices", headers=headers).get_json()["devices"]
    assert (device["unsent"], device["name"]) == (3, "Ada's phone")
