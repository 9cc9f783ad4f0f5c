"""Who looked at this client, and what did this person look at: pages of the audit log, the newest first."""

import json
from collections.abc import Sequence
from typing import Any

from server.audit.words import Verb
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.services.acting import log_look
from server.store import audit, people
from server.store.accounts import Account
from server.store.database import reading
from sync.change import Actor

Entry = dict[str, Any]
PLAIN = (
    "id", "number", "at", "happened", "account", "role", "device", "act", "verb", "purpose", "kind", "record",
    "outcome",
)  # fmt: skip
"""What the page and the log call by the same name."""


def see_client(actor: Actor, client: str, before: str | None, limit: int) -> dict[str, Any]:
    """Who saw or changed what is about this client. Raises Refusal not_found for one not hers to ask."""
    with reading():
        if not answers_for(actor, None, client):
            raise Refusal("not_found")
        page = _page(actor, audit.of_client(actor.organisation, client, before, limit + 1), limit)
    log_look(clients=[client])
    return page


def see_person(actor: Actor, account: str, before: str | None, limit: int) -> dict[str, Any]:
    """What this person saw, changed and did. Raises Refusal not_found for one not hers to ask."""
    with reading():
        found = people.account(actor.organisation, account)
        if found is None or not answers_for(actor, found):
            raise Refusal("not_found")
        return _page(actor, audit.of_person(actor.organisation, account, before, limit + 1), limit)


def answers_for(actor: Actor, person: Account | None, client: str | None = None) -> bool:
    """Tell whether the actor answers for this person, by her team, or for this client, whom she holds."""
    if may(actor, "audit.see_all"):
        return True
    if person is not None and actor.team is not None and person.team == actor.team:
        return True
    return client is not None and audit.holds(actor.organisation, actor.user, client)


def _page(actor: Actor, entries: Sequence[Entry], limit: int) -> dict[str, Any]:
    names = {one.id: one.name for one in people.people(actor.organisation)}
    cards = [_card(entry, names) for entry in entries[:limit]]
    return {"entries": cards, "next": cards[-1]["id"] if len(entries) > limit else None}


def _card(entry: Entry, names: dict[str, str]) -> dict[str, Any]:
    return {
        **{name: entry[name] for name in PLAIN},
        "name": names.get(entry["account"] or ""),
        "clients": json.loads(entry["clients"]),
        "records": _count(entry["verb"], json.loads(entry["what"])),
    }


def _count(verb: str, what: dict[str, Any]) -> int:
    """How many records it was about; of a search only the number is kept that it found."""
    if verb == Verb.SEARCHED and "found" in what:
        return int(what["found"])
    return len(what)
