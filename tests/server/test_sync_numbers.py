"""The numbers of a device: none is skipped, and nothing that cannot be taken stops what is behind it."""

from typing import Any

import pytest

from tests.server.moments import Worker, stopped_before_commit
from tests.server.phones import Phone, Service

UNREADABLE = [None, "2", -1, 0, 2.5, 2**60, True]


@pytest.fixture
def ada(service: Service) -> Phone:
    return service.phone("ada")


@pytest.fixture
def jean(ada: Phone) -> str:
    return ada.add_client()


def copied(service: Service) -> int:
    """How many changes came under a number that was used already, as Ada's supervisor is told."""
    phone = service.phone("sam")
    headers = {"Authorization": f"Bearer {phone.token}"}
    (device,) = phone.http.get("/api/v1/devices", headers=headers).get_json()["devices"]
    return int(device["copied"])


def test_an_id_that_was_used_before_counts_as_received(service: Service, ada: Phone, jean: str) -> None:
    first = ada.note(jean, "one")
    again = {**ada.note(jean, "two"), "id": first["id"]}
    third, fourth = ada.note(jean, "three"), ada.note(jean, "four")
    assert ada.statuses(first, again, third) == ["applied", "refused", "applied"]
    assert ada.statuses(again, fourth) == ["refused", "applied"]
    assert copied(service) == 0


def test_what_comes_too_early_is_told_so_whatever_is_wrong_with_it(ada: Phone, jean: str) -> None:
    first, second = ada.note(jean, "one"), ada.note(jean, "two")
    odd, named = {**ada.note(jean), "colour": 1}, {**ada.note(jean), "id": "x"}
    used, last = {**ada.note(jean, "other"), "id": first["id"]}, ada.note(jean, "last")
    assert ada.statuses(first) == ["applied"]
    early = ada.sync(odd, named, used, last)["receipts"]
    assert [one["status"] for one in early] == ["out_of_order"] * 4
    assert [one.get("index") for one in early] == [None, 1, None, None]
    assert ada.statuses(second) == ["applied"]
    assert ada.statuses(odd, named, used, last) == ["refused", "refused", "refused", "applied"]


@pytest.mark.parametrize("number", UNREADABLE, ids=repr)
def test_a_number_that_cannot_be_read_stops_nothing(
    service: Service, ada: Phone, jean: str, number: Any
) -> None:
    bad, behind = {**ada.note(jean), "seq": number}, ada.note(jean)
    assert ada.statuses(bad) == ["refused"]
    assert ada.statuses(bad, behind) == ["refused", "applied"]
    assert ada.statuses(ada.note(jean)) == ["applied"]
    assert copied(service) == 0


@pytest.mark.parametrize("together", [True, False])
def test_nor_where_the_next_change_has_the_number_that_was_meant(
    service: Service, ada: Phone, jean: str, together: bool
) -> None:
    bad, behind = {**ada.note(jean), "seq": None}, ada.note(jean)
    behind["seq"] -= 1
    for batch in [[bad, behind]] if together else [[bad], [bad, behind]]:
        last = ada.statuses(*batch)
    assert last == ["refused", "applied"]
    ada.seq -= 1
    assert ada.statuses(ada.note(jean)) == ["applied"]
    assert copied(service) == 0


def test_what_has_neither_an_id_nor_a_number_may_have_had_one(
    service: Service, ada: Phone, jean: str
) -> None:
    nothing = [{**ada.note(jean), "id": None, "seq": None} for _ in range(2)]
    answer = ada.sync(*nothing, None, ada.note(jean), "x", ada.note(jean))
    refused, taken = ["refused"] * 3, ["applied", "refused", "applied"]
    assert [one["status"] for one in answer["receipts"]] == refused + taken
    assert answer["device_seq"] == ada.seq
    ada.seq += 1
    assert ada.statuses(ada.note(jean)) == ["out_of_order"]
    assert copied(service) == 0


def test_under_a_new_name_what_could_not_be_read_counts_again(ada: Phone, jean: str) -> None:
    bad, good = {**ada.note(jean), "colour": 1}, ada.note(jean)
    first = ada.sync(bad, good)["receipts"]
    ada.device = ada.new_id()
    again = ada.sync({**bad, "seq": 1}, {**good, "seq": 2}, {**ada.note(jean), "seq": 3})["receipts"]
    assert again[:2] == first
    assert again[2]["status"] == "applied"


@pytest.mark.parametrize("sends", [True, False])
def test_a_device_that_is_heard_of_twice_at_once_is_enrolled_once(service: Service, sends: bool) -> None:
    ada, other = service.phone("ada"), service.phone("ada")
    other.device = ada.device
    changes = [other.change("client", set={"known_as": "Jean"})] if sends else []
    with stopped_before_commit(service, ada.post) as first:
        second = Worker(lambda: other.post(*changes))
        second.join(0.4)
    assert first.result().status_code == 200
    answer = second.result()
    assert (answer.status_code, answer.get_json()["device_seq"]) == (200, len(changes))
