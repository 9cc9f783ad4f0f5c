"""A phone whose clock is wrong: how far it was off stays beside its time, and decides nothing."""

import json
from typing import Any

from sqlalchemy import select

from server.store.database import reading
from server.store.records import ChangeRow
from tests.server.phones import AT, Phone, Service
from tests.server.test_sync_held import decide, move, tray

FAST = {"offset_ms": -7_200_000, "form": 3}  # a clock that is two hours fast


def contents(service: Service, record: str) -> list[dict[str, Any]]:
    """The history of a record, as it is kept."""
    with service.app.app_context(), reading() as session:
        rows = session.scalars(select(ChangeRow.content).where(ChangeRow.record == record))
        return [json.loads(row) for row in rows]


def met(service: Service) -> tuple[Phone, Phone, str]:
    """Two phones changed Jean's number; the second one's clock was wrong, and its number is kept aside."""
    ada, other = service.phone("ada"), service.phone("ada")
    jean = ada.add_client(phone="0")
    other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1") | {"offset_ms": 250})
    assert ada.statuses(ada.edit(jean, 1, {"phone": "0"}, phone="2") | FAST) == ["conflict"]
    return ada, other, jean


def conflict_of(service: Service) -> dict[str, Any]:
    sam = service.phone("sam")
    sam.sync_all()
    data: dict[str, Any] = sam.of_kind("conflict")[0]["data"]
    return data


def test_the_history_keeps_the_form_of_a_change_and_how_far_its_clock_was_off(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    note = ada.note(jean, "Seen.") | FAST
    ada.sync(note)
    assert [{name: kept[name] for name in FAST} for kept in contents(service, note["record"])] == [FAST]
    made = ada.rows[note["record"]]["made"]
    assert (made["at"], made["offset_ms"]) == (AT, FAST["offset_ms"])


def test_a_change_of_a_phone_that_measured_nothing_says_nothing_of_it(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    assert not any({"form", "offset_ms"} & kept.keys() for kept in contents(service, jean))
    assert "offset_ms" not in ada.rows[jean]["made"]


def test_a_conflict_says_of_both_writers_how_far_their_clock_was_off(service: Service) -> None:
    met(service)
    found = conflict_of(service)
    assert (found["kept_offset_ms"], found["offset_ms"], found["form"]) == (250, FAST["offset_ms"], 3)


def test_a_conflict_forgets_the_clock_of_a_value_that_is_replaced(service: Service) -> None:
    ada, other, jean = met(service)
    other.sync()
    version = other.rows[jean]["version"]
    assert other.statuses(other.edit(jean, version, {"phone": "1"}, phone="11")) == ["applied"]
    assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone="22") | {"offset_ms": -5}) == ["conflict"]
    found = conflict_of(service)
    assert (found["kept_offset_ms"], found["offset_ms"], found["form"]) == (None, -5, None)


def test_a_held_change_that_is_accepted_is_written_with_its_form_and_clock(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    note = ada.note(jean, "Written offline.") | FAST
    move(service, jean, "ben")
    assert ada.statuses(note) == ["held"]
    (held,) = tray(sam)
    assert {name: held["data"][name] for name in FAST} == FAST
    decide(sam, held, decision="accepted")
    sent, written = contents(service, note["record"])
    assert {name: sent[name] for name in FAST} == {name: written[name] for name in FAST} == FAST


def test_since_when_somebody_has_a_client_is_told_by_the_servers_calendar(service: Service) -> None:
    """A clock that is years slow, and one that is years fast, of which nobody knows how far."""
    ada, now = service.phone("ada"), service.phone("ada").sync()["now"]
    year = 365 * 86_400_000
    behind, ahead = "2020-01-01T10:00:00.000Z", "2199-01-01T10:00:00.000Z"
    off = {behind: year, ahead: None}
    for at, offset in off.items():
        made = ada.change("client", set={"known_as": "Jean"}) | {"at": at, "offset_ms": offset}
        assert ada.statuses(made) == ["applied"]
    ada.sync_all()
    assert {entry["data"]["since"] for entry in ada.of_kind("caseload")} == {"2020-12-31", now[:10]}
