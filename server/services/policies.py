"""The rules of an organisation's watch: what is in force, what somebody wants to change, and who agreed."""

import json
import logging
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.safety.policy import BadPolicy, Policy, less_safe, read_policy, write_policy
from server.store import people, policies
from server.store.columns import write_time
from server.store.database import reading, session, writing
from server.store.policies import PolicyRow
from sync.change import Actor

log = logging.getLogger(__name__)


def policy_of(organisation: str, at: datetime | None = None) -> Policy:
    """The policy that is in force, or was `at` a time. Inside the caller's transaction."""
    row, house = policies.in_force(organisation, at), people.organisation(organisation)
    stored = json.loads(row.policy) if row else {}
    return read_policy(stored, house.time_zone) if house else read_policy(stored)


def see_policy(actor: Actor) -> dict[str, Any]:
    """What is in force, what waits for a second person, and how it came to be."""
    with reading():
        return _show(actor.organisation)


def try_policy(actor: Actor, changes: Mapping[str, Any]) -> dict[str, Any]:
    """Say what a version with these fields changed would be, and whom it made less safe; nothing is stored.

    Raises Refusal not_valid.
    """
    with reading():
        old = policy_of(actor.organisation)
    new = _changed(old, changes)
    return {**_nothing(new), "less_safe": list(less_safe(old, new)), "waiting": None, "history": []}


def change_policy(actor: Actor, changes: Mapping[str, Any], version: int) -> dict[str, Any]:
    """Make a new version: in force at once, unless it makes somebody less safe. Answers as `see_policy`.

    `version` is the newest that the actor has seen. Raises Refusal taken where there is a newer one by now,
    and not_valid.
    """
    now = world().now()
    with writing():
        people.lock_organisation(actor.organisation)
        newest = _newest(actor.organisation)
        if newest is not None and newest.version != version:
            raise Refusal("taken", _name(actor.organisation, newest.made_by))
        old = policy_of(actor.organisation)
        new = _changed(old, changes)
        worse = less_safe(old, new)
        row = PolicyRow(
            organisation=actor.organisation,
            version=newest.version + 1 if newest else 1,
            policy=json.dumps(write_policy(new)),
            made_by=actor.user,
            made_at=now,
            in_force_from=None if worse else now,
            less_safe=json.dumps(worse),
        )
        session().add(row)
        log.warning("watch policy %s of %s: %s", row.version, actor.organisation, worse or "no less safe")
        if not worse:
            policies.look_again(actor.organisation, now)
        return _show(actor.organisation)


def confirm_policy(actor: Actor, version: int) -> dict[str, Any]:
    """Put a version into force that makes somebody less safe. Answers as `see_policy`.

    Raises Refusal own_change for the one who made it, not_found where it does not wait, for instance because
    a later one has taken its place.
    """
    now = world().now()
    with writing():
        people.lock_organisation(actor.organisation)
        row = _newest(actor.organisation)
        if row is None or row.version != version or row.in_force_from is not None:
            raise Refusal("not_found", "This version does not wait for anybody.")
        if row.made_by == actor.user:
            raise Refusal("own_change")
        row.in_force_from = row.confirmed_at = now
        row.confirmed_by = actor.user
        log.warning("watch policy %s of %s: agreed to be less safe", version, actor.organisation)
        policies.look_again(actor.organisation, now)
        return _show(actor.organisation)


def _newest(organisation: str) -> PolicyRow | None:
    return next(iter(policies.versions(organisation)), None)


def _changed(old: Policy, changes: Mapping[str, Any]) -> Policy:
    try:
        return read_policy({**write_policy(old), **changes}, old.time_zone)
    except BadPolicy as bad:
        raise Refusal("not_valid", errors=bad.errors) from bad


def _show(organisation: str) -> dict[str, Any]:
    session().flush()
    rows = policies.versions(organisation)
    force = next((row for row in rows if row.in_force_from is not None), None)
    names = {account.id: account.name for account in people.people(organisation)}
    waiting = rows[0] if rows and rows[0].in_force_from is None else None
    return {
        **(_card(force, names) if force else _nothing(Policy())),
        "waiting": _card(waiting, names) if waiting else None,
        "history": [_card(row, names) for row in rows],
    }


def _nothing(policy: Policy) -> dict[str, Any]:
    """A policy that is not a version of anybody's."""
    empty = ("made_by", "made_by_name", "made_at", "in_force_from", "confirmed_by_name", "confirmed_at")
    return {**dict.fromkeys(empty), "version": 0, "policy": write_policy(policy), "less_safe": []}


def _card(row: PolicyRow, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "version": row.version,
        "policy": write_policy(read_policy(json.loads(row.policy))),
        "less_safe": json.loads(row.less_safe),
        "made_by": row.made_by,
        "made_by_name": names.get(row.made_by),
        "made_at": write_time(row.made_at),
        "in_force_from": row.in_force_from and write_time(row.in_force_from),
        "confirmed_by_name": row.confirmed_by and names.get(row.confirmed_by),
        "confirmed_at": row.confirmed_at and write_time(row.confirmed_at),
    }


def _name(organisation: str, account: str) -> str:
    found = people.account(organisation, account)
    return found.name if found else ""
