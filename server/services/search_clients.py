"""Finding a client whom one may not see yet: by a name that is known already, for a reason, and logged."""

from typing import Any

from server.audit.words import Verb
from server.policy.refusal import Refusal
from server.services.acting import log_look
from server.store import covers
from server.store.database import reading
from sync.change import Actor

MOST = 5
SECOND = ("first_name", "date_of_birth", "postcode")
"""What has to be known beside the surname; one of them is enough."""


def search_clients(actor: Actor, wanted: dict[str, str], reason: str) -> dict[str, Any]:
    """Give the few clients of this surname of whom something else is right too: name and year of birth alone.

    Raises Refusal not_valid where too little is known to ask. What was asked for is not kept, only by which
    fields, and who was found.
    """
    asked = {name: plain for name, value in wanted.items() if (plain := _plain(value))}
    if "last_name" not in asked or not asked.keys() & set(SECOND):
        raise Refusal("not_valid", errors={"last_name": ["Give the surname, and one thing more."]})
    with reading():
        found = [body for body in covers.clients(actor.organisation) if _fits(body["data"], asked)]
    few = found if len(found) <= MOST else []
    log_look(
        Verb.SEARCHED,
        clients=[body["id"] for body in few],
        what={"by": sorted(asked), "found": len(found), "reason": reason},
    )
    return {"clients": [_card(body) for body in few], "too_many": len(found) > MOST}


def _fits(data: dict[str, Any], asked: dict[str, str]) -> bool:
    first = {_plain(data.get("first_name")), _plain(data.get("known_as"))}
    rest = {name: value for name, value in asked.items() if name != "first_name"}
    return all(_plain(data.get(name)) == value for name, value in rest.items()) and (
        "first_name" not in asked or asked["first_name"] in first
    )


def _plain(value: Any) -> str:
    return "".join(str(value or "").split()).casefold()


def _card(body: dict[str, Any]) -> dict[str, Any]:
    data = body["data"]
    born = data.get("date_of_birth")
    return {
        "id": body["id"],
        "known_as": data["known_as"],
        "last_name": data.get("last_name"),
        "born": born and int(born[:4]),
    }
