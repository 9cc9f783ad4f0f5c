"""Who may hold what: one function, whoever asks."""

import pytest

from sync.change import Actor, Role
from sync.visibility import may_hold, scope_of
from tests.sync.makers import JEAN, NOTE


def person(role: Role) -> Actor:
    return Actor("org", "ada", "Ada", role, "north")


@pytest.mark.parametrize("role", [Role.CASE_MANAGER, Role.SUPERVISOR])
def test_those_with_the_client_hold_what_is_known(role: Role) -> None:
    assert may_hold(person(role), "note", JEAN, {JEAN})
    assert not may_hold(person(role), "note", JEAN, set())


@pytest.mark.parametrize("role", [Role.MONITOR, Role.ADMINISTRATOR])
def test_a_monitor_and_an_administrator_hold_no_case_record(role: Role) -> None:
    assert not may_hold(person(role), "note", JEAN, {JEAN})


def test_what_is_about_nobody_belongs_to_the_organisation() -> None:
    assert may_hold(person(Role.CASE_MANAGER), "caseload", "", set())


def test_a_record_about_a_client_goes_with_the_client() -> None:
    assert scope_of("note", NOTE, JEAN) == JEAN
    assert scope_of("note", NOTE, None) == ""


def test_a_private_record_is_granted_by_itself() -> None:
    assert scope_of("held", NOTE, JEAN) == NOTE
    assert not may_hold(person(Role.CASE_MANAGER), "held", NOTE, {NOTE})
    assert may_hold(person(Role.CASE_MANAGER), "decision", NOTE, {NOTE})
