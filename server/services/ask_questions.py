"""The rules at work: every entry that is sealed is looked at once, and raises its questions with its seal."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import uuid7, world
from server.audit.questions import Rule, are_many, has_same_address, has_same_name
from server.audit.words import LOOKING
from server.policy.refusal import Refusal
from server.services.acting import log_look
from server.services.see_audit import answers_for
from server.store import audit, deliveries, people, questions
from server.store.accounts import Account
from server.store.columns import write_time
from server.store.database import reading, session, writing
from server.store.ledger import Ledger
from server.store.questions import QuestionRow
from sync.change import Actor

Entry = Mapping[str, Any]
AGAIN_AFTER = timedelta(days=28)
ONE_DAY = timedelta(days=1)


def ask_questions(organisation: str, entries: Iterable[Entry], now: datetime) -> None:
    """Raise what these entries deserve. In the caller's `writing`."""
    pairs = {
        (entry["account"], client)
        for entry in entries
        if entry["verb"] in LOOKING and entry["account"]
        for client in json.loads(entry["clients"])
    }
    accounts = {id: found for id in {id for id, _ in pairs} if (found := people.account(organisation, id))}
    bodies = Ledger(session(), organisation).find_bodies({client for _, client in pairs})
    own = {id: [one.email, *deliveries.addresses(organisation, id).values()] for id, one in accounts.items()}
    for id, client in sorted(pairs):
        data = bodies.get(client, {}).get("data", {})
        if id in accounts and has_same_name(accounts[id].name, data.get("last_name")):
            _ask(accounts[id], Rule.SAME_NAME, client, now, {})
        if id in accounts and has_same_address(own[id], [data.get("email"), data.get("phone")]):
            _ask(accounts[id], Rule.SAME_ADDRESS, client, now, {})
    for account in accounts.values():
        _count(account, now)


def _count(account: Account, now: datetime) -> None:
    today = audit.clients_by_day(account.organisation, account.id, uuid7(now - ONE_DAY, 0))
    newest = max(today, default="")
    if not are_many(today.get(newest, 0), [0] * 10):
        return  # few: what is usual need not be looked up
    days = audit.clients_by_day(account.organisation, account.id, uuid7(now - AGAIN_AFTER, 0))
    usual = [count for day, count in days.items() if day != newest]
    if are_many(days[newest], usual):
        _ask(account, Rule.MANY_CLIENTS, None, now, {"day": newest, "clients": days[newest]}, ONE_DAY)


def _ask(
    account: Account, rule: Rule, client: str | None, now: datetime, detail: Mapping[str, Any],
    again: timedelta = AGAIN_AFTER,
) -> None:  # fmt: skip
    key = (account.organisation, account.id, rule.value, client)
    if questions.asked_since(*key, now - again):
        return
    session().add(
        QuestionRow(
            organisation=account.organisation, id=world().new_id(), at=now, rule=rule.value,
            account=account.id, client=client, detail=json.dumps(detail),
        )
    )  # fmt: skip


def see_questions(actor: Actor) -> dict[str, Any]:
    """What nobody has looked at yet, of those for whom the actor answers; never about herself."""
    with reading():
        accounts = {one.id: one for one in people.people(actor.organisation)}
        found = [
            row for row in questions.unanswered(actor.organisation)
            if row.account != actor.user and answers_for(actor, accounts.get(row.account), row.client)
        ]  # fmt: skip
        if found:
            log_look(clients={row.client for row in found if row.client})
        return {"questions": _cards(found, accounts)}


def look_at(actor: Actor, id: str) -> dict[str, Any]:
    """Note that the actor has looked at a question; who was first stays. Raises Refusal not_found.

    Raises Refusal not_allowed for a question about herself.
    """
    with writing():
        row = questions.question(actor.organisation, id)
        accounts = {one.id: one for one in people.people(actor.organisation)}
        if row is None or not answers_for(actor, accounts.get(row.account), row.client):
            raise Refusal("not_found")
        if row.account == actor.user:
            raise Refusal("not_allowed", "Somebody else has to look at what you did.")
        if row.looked_at is None:
            row.looked_by, row.looked_at = actor.user, world().now()
        return _cards([row], accounts)[0]


def _cards(rows: Sequence[QuestionRow], accounts: Mapping[str, Account]) -> list[dict[str, Any]]:
    names = {id: one.name for id, one in accounts.items()}
    return [
        {
            "id": row.id,
            "at": write_time(row.at),
            "rule": row.rule,
            "account": row.account,
            "name": names.get(row.account),
            "client": row.client,
            "detail": json.loads(row.detail),
            "looked_by": row.looked_by,
            "looked_by_name": names.get(row.looked_by or ""),
            "looked_at": row.looked_at and write_time(row.looked_at),
        }
        for row in rows
    ]
