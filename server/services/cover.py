"""Access without a caseload link: for a reason, for four hours, and in front of everybody."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from server.adapters.world import world
from server.audit.questions import Rule
from server.audit.words import Reason, Verb
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.services.acting import acting, log_change, log_look
from server.services.batch import Author, Batch
from server.services.grants import share_client
from server.services.house_batch import house_batch
from server.services.see_audit import answers_for
from server.store import audit, covers, people, questions
from server.store.columns import write_time
from server.store.covers import CoverRow
from server.store.database import reading, session, writing
from server.store.ledger import Ledger
from server.store.questions import QuestionRow
from sync.change import Actor

FOR_HOURS = timedelta(hours=4)


def open_cover(actor: Actor, client: str, reason: str, note: str) -> dict[str, Any]:
    """Let the actor hold a client for four hours; it goes to her phone with the next sync, and so goes again.

    Raises Refusal: not_found; closed for a client whom she holds anyway; not_valid for `other` without words.
    """
    if reason == Reason.OTHER and not note:
        raise Refusal("not_valid", errors={"note": ["Say in a sentence why."]})
    now = world().now()
    with writing() as current:
        ledger = Ledger(current, actor.organisation)
        counter = ledger.lock_counter()
        author = Author(actor.user, actor.name, acting().device or "")
        batch = Batch(ledger, actor, author, write_time(now), world().new_id)
        stored = batch.find(client)
        if stored is None or stored.record.kind != "client" or stored.record.deleted:
            raise Refusal("not_found")
        if audit.holds(actor.organisation, actor.user, client):
            raise Refusal("closed", "You hold this client already.")
        row = _cover(actor, client, reason, note, now)
        share_client(batch, client)
        ledger.raise_counter(batch.write(counter))
        log_change(Verb.ADMINISTERED, kind="access", record=row.id, clients={client}, what={"reason": reason})
        return _card(row, {actor.user: actor.name}, None)


def _cover(actor: Actor, client: str, reason: str, note: str, now: datetime) -> CoverRow:
    key = {
        "organisation": actor.organisation,
        "id": world().new_id(),
        "account": actor.user,
        "client": client,
    }
    row = CoverRow(**key, reason=reason, note=note, begins=now, ends=now + FOR_HOURS)
    # Under the same id: until somebody has looked at it, it is a question.
    detail = json.dumps({"reason": reason, "until": write_time(row.ends)})
    session().add_all([row, QuestionRow(**key, at=now, rule=Rule.WITHOUT_LINK.value, detail=detail)])
    session().flush()
    return row


def end_covers(now: datetime) -> int:
    """Take back every access whose time is over; how many. Whom the caseload grants the client keeps it."""
    with reading():
        over = covers.due(now)
    return sum(_end(organisation, id, now) for organisation, id in over)


def _end(organisation: str, id: str, now: datetime) -> bool:
    with writing() as current, house_batch(organisation, now) as batch:
        row = covers.cover(organisation, id)
        if row is None or row.ended is not None:
            return False  # another engine was here
        row.ended = now
        current.flush()
        share_client(batch, row.client, without={row.account})
        log_change(
            Verb.ADMINISTERED, organisation=organisation, kind="access", record=id, clients={row.client}
        )
        return True


def see_covers(actor: Actor) -> dict[str, Any]:
    """The actor's own that run now, and of those she answers for also what nobody has looked at yet."""
    house = actor.organisation
    with reading():
        open_ = {row.id: row for row in questions.unanswered(house) if row.rule == Rule.WITHOUT_LINK}
        found = {row.id: row for row in covers.running(house)}
        found |= {id: row for id in open_ if (row := found.get(id) or covers.cover(house, id))}
        accounts = {one.id: one for one in people.people(house)}
        seen = [
            row
            for _, row in sorted(found.items(), reverse=True)
            if (row.account == actor.user and row.ended is None)
            or (may(actor, "audit.see") and answers_for(actor, accounts.get(row.account), row.client))
        ]
        if others := {row.client for row in seen if row.account != actor.user}:
            log_look(clients=others)
        names = {id: one.name for id, one in accounts.items()}
        cards = [_card(row, names, open_.get(row.id)) for row in seen]
        return {"now": write_time(world().now()), "access": cards}


def _card(row: CoverRow, names: Mapping[str, str], waiting: QuestionRow | None) -> dict[str, Any]:
    return {
        "id": row.id,
        "account": row.account,
        "name": names.get(row.account),
        "client": row.client,
        "reason": row.reason,
        "note": row.note,
        "begins": write_time(row.begins),
        "ends": write_time(row.ends),
        "ended": row.ended and write_time(row.ended),
        "looked": waiting is None,
    }
