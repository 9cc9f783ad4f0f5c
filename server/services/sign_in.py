"""Checking a password, and what a signed-in person is told about herself."""

from typing import Any

from server.adapters import sign_in
from server.audit.words import DONE, Verb
from server.policy.refusal import Refusal
from server.services.acting import log_change
from server.store import people
from server.store.accounts import Account
from server.store.database import reading, writing
from sync.change import Actor


def tries_of(email: str) -> str:
    """What wrong attempts at this address are counted for: the address and, where it has one, its password.

    So they begin at nought with a new password, in whichever process.
    """
    with reading():
        account = people.by_email(email)
    return f"{email.strip().lower()} {account.fs_uniquifier if account else ''}"


def check_password(email: str, password: str) -> Account:
    """The active person with this address and password.

    Raises Refusal wrong_sign_in, in the same time and words whether or not there is such a person.
    """
    with reading():
        account = people.by_email(email)
    right, renewed = sign_in.verify(password, account.password if account else None)
    admitted = account if account and right and account.active else None
    with writing() as session:
        # One entry either way: who waits cannot tell by the time whether there is such a person.
        _log(account, DONE if admitted else "wrong_sign_in")
        if admitted and renewed:
            session.merge(admitted).password = renewed
    if admitted is None:
        raise Refusal("wrong_sign_in")
    return admitted


def _log(account: Account | None, outcome: str) -> None:
    """What was typed is not kept: it may be a password in the wrong field."""
    verb = Verb.SIGNED_IN if outcome == DONE else Verb.SIGN_IN_FAILED
    if account is not None:
        log_change(verb, by=account.actor(), outcome=outcome)
    elif houses := people.organisations():
        # An address that nobody has belongs to no organisation: whoever keeps this house sees it.
        log_change(verb, organisation=min(houses, key=lambda one: one.created).id, outcome=outcome)


def describe(actor: Actor) -> dict[str, Any]:
    """The person and her organisation, as `GET /api/v1/session` gives them."""
    with reading():
        account = people.account_of(actor)
        organisation = people.organisation_of(account)
        team = people.team(account.organisation, account.team) if account.team else None
    return {
        "person": {
            "id": account.id,
            "name": account.name,
            "email": account.email,
            "role": account.role,
            "team": account.team,
            "team_name": team.name if team else None,
        },
        "organisation": {
            "id": organisation.id,
            "name": organisation.name,
            "demo": organisation.demo,
            "time_zone": organisation.time_zone,
            "read_days": organisation.read_days,
            "answer_days": organisation.answer_days,
            "caseload_limit": organisation.caseload_limit,
        },
    }
