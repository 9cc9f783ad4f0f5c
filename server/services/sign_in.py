"""Checking a password, and what a signed-in person is told about herself."""

from typing import Any

from server.adapters import sign_in
from server.policy.refusal import Refusal
from server.store import people
from server.store.accounts import Account
from server.store.database import reading, writing
from sync.change import Actor


def check_password(email: str, password: str) -> Account:
    """The active person with this address and password.

    Raises Refusal wrong_sign_in, in the same time and words whether or not there is such a person.
    """
    with reading():
        account = people.by_email(email)
    right, renewed = sign_in.verify(password, account.password if account else None)
    if account is None or not right or not account.active:
        raise Refusal("wrong_sign_in")
    if renewed:
        with writing() as session:
            session.merge(account).password = renewed
    return account


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
        },
    }
