"""Whoever keeps the other writers of an organisation waiting for long is reported, whatever they do."""

import logging
import re
import time
from collections.abc import Callable
from datetime import timedelta

import pytest

from server.services.handovers import begin_leaving
from server.services.organisations import change_desk_rules
from server.services.people import close_account
from server.store import database
from tests.server.moments import listening
from tests.server.phones import Phone, Service
from tests.server.test_access import take
from tests.server.test_near_misses import end, raise_about


def push(_service: Service, ada: Phone, jean: str) -> None:
    assert ada.statuses(ada.note(jean)) == ["applied"]


def leave(service: Service, _ada: Phone, _jean: str) -> None:
    with service.app.app_context():
        assert begin_leaving("ada@northside.example")[1] == 1


def close(service: Service, _ada: Phone, _jean: str) -> None:
    with service.app.app_context():
        close_account("sam@northside.example")


def look_without_a_link(service: Service, _ada: Phone, jean: str) -> None:
    assert take(service.phone("eve"), jean).status_code == 201


def file_a_near_miss(service: Service, _ada: Phone, jean: str) -> None:
    with service.app.app_context():
        alert = raise_about(service, jean)
    assert end(service, alert).status_code == 200


def set_a_rule(service: Service, _ada: Phone, _jean: str) -> None:
    with service.app.app_context():
        change_desk_rules(service.organisation, {"read_days": 3})


@pytest.fixture
def alarms(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    return lambda: [one.getMessage() for one in caplog.records if one.levelno == logging.ERROR]


@pytest.mark.parametrize("deed", [push, leave, close, look_without_a_link, file_a_near_miss, set_a_rule])
def test_whoever_holds_the_counter_is_measured(
    service: Service,
    monkeypatch: pytest.MonkeyPatch,
    alarms: Callable[[], list[str]],
    deed: Callable[..., None],
) -> None:
    monkeypatch.setattr(database, "LONG", timedelta(hours=1))
    ada = service.phone("ada")
    jean = ada.add_client()
    assert alarms() == []
    monkeypatch.setattr(database, "LONG", timedelta())
    deed(service, ada, jean)
    assert [one for one in alarms() if f"the counter of organisation {service.organisation} was held" in one]


def test_the_wait_for_the_disk_at_the_commit_counts(
    service: Service, monkeypatch: pytest.MonkeyPatch, alarms: Callable[[], list[str]]
) -> None:
    second = database.LONG
    monkeypatch.setattr(database, "LONG", timedelta(hours=1))
    ada = service.phone("ada")
    note = ada.note(ada.add_client())
    monkeypatch.setattr(database, "LONG", second)
    with listening(service, "commit", lambda _connection: time.sleep(1)):
        ada.sync(note)
    (alarm,) = alarms()
    held = re.fullmatch(f"the counter of organisation {service.organisation} was held for (.+) s", alarm)
    assert held
    assert float(held[1]) >= 1


def test_who_reads_holds_nothing(
    service: Service, monkeypatch: pytest.MonkeyPatch, alarms: Callable[[], list[str]]
) -> None:
    monkeypatch.setattr(database, "LONG", timedelta())
    phone = service.phone("ada")
    headers = {"Authorization": f"Bearer {phone.token}"}
    assert phone.http.get("/api/v1/session", headers=headers).status_code == 200
    assert alarms() == []
