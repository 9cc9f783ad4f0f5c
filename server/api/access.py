"""Access without a caseload link: asked for with a reason, over after four hours, seen by others."""

from typing import Any

from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs, logs_by_itself
from server.audit.words import Purpose, Verb
from server.schemas.access import (
    AccessListSchema,
    AccessSchema,
    ClientSearchSchema,
    FoundClientsSchema,
    NewAccessSchema,
)
from server.services.cover import open_cover, see_covers
from server.services.search_clients import search_clients

blueprint = Blueprint("access", __name__, url_prefix="/api/v1/access", description="Without a caseload link")


@blueprint.at("", "GET")
@requires("access.see")
@logs_by_itself(Verb.VIEWED, Purpose.COVER, "a phone asks again and again for its own")
@blueprint.answers(200, AccessListSchema)
def see() -> dict[str, Any]:
    """One's own that run now; of those that one answers for, all until somebody has looked."""
    return see_covers(actor())


@blueprint.at("", "POST")
@requires("access.take")
@logs(Verb.ADMINISTERED, Purpose.COVER, "access")
@blueprint.takes(NewAccessSchema)
@blueprint.answers(201, AccessSchema)
def take(wanted: dict[str, Any]) -> dict[str, Any]:
    """Hold a client for four hours. It comes with the next sync, and is forgotten with one after that."""
    return open_cover(actor(), **wanted)


@blueprint.at("/search", "POST")
@requires("access.take")
@logs(Verb.SEARCHED, Purpose.COVER)
@blueprint.takes(ClientSearchSchema)
@blueprint.answers(200, FoundClientsSchema)
def search(wanted: dict[str, Any]) -> dict[str, Any]:
    """Find a client whom one does not hold: by the surname and one thing more, known already."""
    reason = wanted.pop("reason")
    return search_clients(actor(), wanted, reason)
