"""What was on a phone's screen enters the log when the phone tells of it: once, with both clocks."""

from typing import Any

import pytest

from tests.server.phones import Phone, Service
from tests.server.test_audit_entries import entries

SCREEN = "/clients/:id"


def view(n: int, client: str | None = None, **more: Any) -> dict[str, Any]:
    clients = [client] if client else []
    return {"n": n, "at": f"2026-01-0{n}T09:00:00.000Z", "screen": SCREEN, "clients": clients, **more}


def tell(phone: Phone, *views: dict[str, Any]) -> Any:
    return phone.http.post(
        "/api/v1/audit/views",
        json={"device": phone.device, "views": list(views)},
        headers={"Authorization": f"Bearer {phone.token}"},
    )


def viewed(service: Service) -> list[dict[str, Any]]:
    return [row for row in entries(service.app) if row["act"].startswith("screen ")]


def test_a_view_is_entered_with_both_clocks_and_its_device(service: Service) -> None:
    ada = service.phone("ada")
    client, note = ada.add_client(), ada.new_id()
    assert tell(ada, view(1, client, kind="note", record=note)).get_json() == {"viewed": 1}
    [row] = viewed(service)
    assert (row["act"], row["verb"], row["device"]) == (f"screen {SCREEN}", "viewed", ada.device)
    assert (row["kind"], row["record"], row["clients"]) == ("note", note, [client])
    assert row["happened"] == "2026-01-01T09:00:00.000Z" < row["at"]


def test_what_was_told_before_is_not_entered_again(service: Service) -> None:
    ada = service.phone("ada")
    tell(ada, view(2), view(1))
    assert tell(ada, view(1), view(2), view(3)).get_json() == {"viewed": 3}
    assert [row["happened"][:10] for row in viewed(service)] == ["2026-01-01", "2026-01-02", "2026-01-03"]
    assert tell(ada, view(3)).get_json() == {"viewed": 3}


def test_a_search_and_an_export_are_told_as_such_and_name_who_was_found(service: Service) -> None:
    ada = service.phone("ada")
    jean, joe = ada.add_client(), ada.add_client()
    tell(ada, view(1, verb="searched", clients=[jean, joe]), view(2, jean, verb="exported"))
    told = [(row["verb"], row["clients"]) for row in viewed(service)]
    assert told == [("searched", sorted([jean, joe])), ("exported", [jean])]


def test_each_device_counts_for_itself(service: Service) -> None:
    for phone in (service.phone("ada"), service.phone("ada")):
        assert tell(phone, view(1)).get_json() == {"viewed": 1}
    assert len(viewed(service)) == 2


def test_nobody_writes_into_the_page_of_a_client_she_never_held(service: Service) -> None:
    client = service.phone("eve").add_client()
    tell(service.phone("ada"), view(1, client))
    assert [row["clients"] for row in viewed(service)] == [[]]


def test_a_clock_that_runs_ahead_makes_nothing_later_than_it_was_told(service: Service) -> None:
    tell(service.phone("ada"), {**view(1), "at": "2999-01-01T00:00:00.000Z"})
    [row] = viewed(service)
    assert row["happened"] <= row["at"]


@pytest.mark.parametrize(
    "wrong",
    [{"screen": "Jean Smith"}, {"at": "yesterday"}, {"kind": "diary"}, {"record": "x"},
     {"words": "what was read"}, {"verb": "changed"}, {"clients": ["x"]}],
)  # fmt: skip
def test_what_is_no_view_is_refused_by_itself(service: Service, wrong: dict[str, Any]) -> None:
    ada = service.phone("ada")
    answer = tell(ada, view(1), {**view(2), **wrong}, view(3), {**view(4), **wrong}).get_json()
    assert (answer["viewed"], [one["n"] for one in answer["refused"]]) == (4, [2, 4])
    assert list(answer["refused"][0]["errors"]) == list(wrong)
    assert [row["happened"][:10] for row in viewed(service)] == ["2026-01-01", "2026-01-03"]
    unread = [row for row in entries(service.app) if row["act"] == "screen"]
    assert [(row["outcome"], row["clients"]) for row in unread] == 2 * [("not_valid", [])]
    assert "refused" not in tell(ada, view(5)).get_json()


@pytest.mark.parametrize("wrong", [{"n": 0}, {"n": 2**60}, {"n": True}, {"n": "4"}, {"n": [4]}])
def test_a_view_without_a_number_holds_up_no_other(service: Service, wrong: dict[str, Any]) -> None:
    answer = tell(service.phone("ada"), {**view(2), **wrong}, view(3)).get_json()
    assert (answer["viewed"], [one["n"] for one in answer["refused"]]) == (3, [None])
    assert len(viewed(service)) == 1


@pytest.mark.parametrize("wrong", ["words", None, 7, []])
def test_what_is_not_even_an_object_holds_up_no_view(service: Service, wrong: Any) -> None:
    assert tell(service.phone("ada"), wrong, view(3)).get_json()["viewed"] == 3
