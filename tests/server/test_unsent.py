"""What is known of the work that is only on a phone: by what it says, and by what has come since."""

from typing import Any

import pytest

from server.adapters.world import world
from server.services.handovers import begin_leaving, finish_handovers
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


NOTHING_LEFT = {"count": 0, "oldest_at": None}


def close_what_is_drained(service: Service) -> int:
    with service.app.app_context():
        return finish_handovers(world().now())


def named_anew(service: Service, old: Phone) -> Phone:
    new = service.phone("ada")
    new.sync(unsent={"count": 1, "oldest_at": OLDEST}, formerly=[old.device])
    return new


def test_a_phone_that_was_named_anew_is_not_waited_for_under_its_old_name(service: Service) -> None:
    old = service.phone("ada")
    old.add_client()
    old.sync(unsent={"count": 2, "oldest_at": OLDEST})
    new = named_anew(service, old)
    assert (known(old), known(new)) == ((0, None), (1, OLDEST))
    with service.app.app_context():
        begin_leaving("ada@northside.example")
    assert close_what_is_drained(service) == 0
    new.sync(unsent=NOTHING_LEFT)
    assert close_what_is_drained(service) == 2


def test_an_old_name_that_speaks_again_is_waited_for_again(service: Service) -> None:
    old = service.phone("ada")
    old.add_client()
    new = named_anew(service, old)
    old.sync(unsent={"count": 1, "oldest_at": OLDEST})
    assert known(old) == (1, OLDEST)
    old.sync(unsent=NOTHING_LEFT)
    with service.app.app_context():
        begin_leaving("ada@northside.example")
    new.sync(unsent=NOTHING_LEFT)
    assert close_what_is_drained(service) == 0


def test_nobody_names_anew_a_phone_of_another_person_one_shut_out_or_one_of_two_copies(
    service: Service,
) -> None:
    bens, lost, copied = service.phone("ben"), service.phone("ada"), service.phone("ada")
    jean = copied.add_client()
    copied.sync(copied.note(jean))
    copied.seq -= 1
    copied.sync(copied.note(jean, "On the copy."))
    for phone in (bens, lost, copied):
        phone.sync(unsent={"count": 2, "oldest_at": OLDEST})
    headers = {"Authorization": f"Bearer {service.tokens['ann']}"}
    assert lost.http.post(f"/api/v1/devices/{lost.device}/revoke", headers=headers).status_code == 204
    service.phone("ada").sync(formerly=[phone.device for phone in (bens, lost, copied)])
    assert [known(phone) for phone in (bens, lost, copied)] == [(2, OLDEST)] * 3


@pytest.mark.parametrize(("recovered", "missing"), [(0, 2), (1, 1), (2, 0), (9, 0)])
def test_what_is_missing_of_a_phone_that_was_emptied_is_known_from_the_sequence(
    ada: Phone, recovered: int, missing: int
) -> None:
    ada.add_client()
    assert (card(ada)["emptied"], card(ada)["missing"]) == (None, 0)
    lost = {"last": ada.seq + 2, "recovered": recovered}
    ada.sync(lost=lost)
    ada.add_client()
    ada.sync(lost=lost)  # the answer was lost, and some of it has come meanwhile
    assert card(ada)["emptied"] is not None
    assert card(ada)["missing"] == missing
