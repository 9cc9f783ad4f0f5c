"""What is known of the work that is only on a phone: by what it says, and by what has come since."""

from typing import Any

import pytest

from tests.server.phones import Phone, Service

OLDEST = "2026-11-23T08:00:00.000Z"


def card(phone: Phone) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {phone.token}"}
    devices = phone.http.get("/api/v1/devices", headers=headers).get_json()["devices"]
    return next(one for one in devices if one["id"] == phone.device)


def known(phone: Phone) -> tuple[int | None, str | None]:
    return card(phone)["unsent"], card(phone)["oldest_unsent"]


@pytest.fixture
def ada(service: Service) -> Phone:
    return service.phone("ada")


def test_what_a_phone_counted_before_it_sent_is_not_missed_once_it_has_come(ada: Phone) -> None:
    jean = ada.add_client()
    ada.sync(ada.note(jean, "one"), ada.note(jean, "two"), unsent={"count": 5, "oldest_at": OLDEST})
    assert known(ada) == (3, OLDEST)
    ada.sync(*(ada.note(jean, text) for text in "abc"), unsent={"count": 3, "oldest_at": OLDEST})
    assert known(ada) == (0, None)


def test_what_comes_again_counts_as_arrived_and_only_once(ada: Phone) -> None:
    jean = ada.add_client()
    note, other = ada.note(jean), ada.note(jean, "Another.")
    ada.sync(note, unsent={"count": 1, "oldest_at": OLDEST})
    ada.sync(note, note, unsent={"count": 2, "oldest_at": OLDEST})
    assert known(ada) == (1, OLDEST)
    ada.sync(note, other, unsent={"count": 1, "oldest_at": OLDEST})
    assert known(ada) == (0, None)


def test_what_is_refused_or_came_too_early_is_still_only_on_the_phone(ada: Phone) -> None:
    jean = ada.add_client()
    refused, _skipped, early = ada.note(jean, "  "), ada.note(jean), ada.note(jean)
    ada.sync(refused, early, unsent={"count": 3, "oldest_at": OLDEST})
    assert known(ada) == (3, OLDEST)


def test_what_is_held_has_arrived(service: Service) -> None:
    ada, ben = service.phone("ada"), service.phone("ben")
    jean = ben.add_client()
    ada.sync(ada.note(jean), unsent={"count": 1, "oldest_at": OLDEST})
    assert known(ada) == (0, None)


def test_a_phone_that_has_not_said_is_not_taken_for_one_that_has(ada: Phone) -> None:
    ada.add_client()
    assert known(ada) == (None, None)
