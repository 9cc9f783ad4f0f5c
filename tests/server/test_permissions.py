"""The permission table, read aloud."""

import pytest

from server.policy.permissions import PERMISSIONS, may
from sync.change import Actor, Role


def actor(role: Role) -> Actor:
    return Actor("organisation", "user", "Somebody", role, None)


def allowed(role: Role) -> set[str]:
    return {permission for permission in PERMISSIONS if may(actor(role), permission)}


COMMON = {"session", "sync.send", "sync.fetch", "events"}
COMMON |= {"devices.see_own", "devices.revoke", "devices.token"}
COMMON |= {"signals.send", "pin", "push", "audit.tell"}
WATCHING = {"board.see", "alerts.answer"}
DUTY = {"duty.see", "duty.change", "drills.start", "alerts.follow"}
OVERSEEING = {"policy.see", "policy.confirm", "reports.safety", "duty.change_all", "drills.start_all"}
OVERSEEING |= {"audit.see"}
COVERING = {"access.see", "access.take"}
WRITING = {f"write.{kind}" for kind in ("client", "contact", "note", "visit", "risk", "near_miss")}


def test_a_case_manager_writes_what_she_did() -> None:
    assert allowed(Role.CASE_MANAGER) == COMMON | WRITING | COVERING


def test_a_supervisor_also_settles_decides_marks_as_read_and_gives_cases() -> None:
    more = {"write.conflict", "write.held", "write.review", "write.caseload", "devices.see_team"}
    more |= {"write.supervision", "alerts.see_past", "people.see"}
    assert allowed(Role.SUPERVISOR) == COMMON | WRITING | COVERING | more | WATCHING | DUTY | OVERSEEING


def test_a_monitor_watches_and_writes_nothing() -> None:
    assert allowed(Role.MONITOR) == COMMON | WATCHING | DUTY


def test_an_administrator_sees_devices_and_the_rules_of_the_watch_and_no_case() -> None:
    more = {"devices.see_all", "policy.change", "audit.see_all", "access.see", "reports.supervision"}
    more |= {"people.see", "people.see_all", "desk.rule"}
    assert allowed(Role.ADMINISTRATOR) == COMMON | more | DUTY | OVERSEEING


@pytest.mark.parametrize("role", Role)
def test_what_is_not_in_the_table_nobody_may(role: Role) -> None:
    assert not may(actor(role), "write.history")
