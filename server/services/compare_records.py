"""Compare what a phone holds with what its person may hold, and send what differs anew."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field

from server.audit.words import Verb
from server.services.acting import log_look
from server.services.greet_device import Report, greet_device
from server.store.database import writing
from server.store.feed import Feed, clients_of
from server.store.ledger import Ledger
from server.store.looking import looking
from sync.change import Actor
from sync.compare import summary
from sync.cursor import Cursor, seal
from sync.visibility import HELD_BY_ROLE

log = logging.getLogger(__name__)

Summary = tuple[int, str]
EMPTY: Summary = summary([])


@dataclass(slots=True)
class Comparison:
    """What differs: by scope the ids and versions that belong there, with the records to put there.

    Nothing new goes to a phone about a client who is being handed over: only which ids are `known`.
    """

    differ: dict[str, dict[str, int]] = field(default_factory=dict)
    bodies: list[str] = field(default_factory=list)
    clients: set[str] = field(default_factory=set)
    forget: list[str] = field(default_factory=list)
    known: dict[str, list[str]] = field(default_factory=dict)
    cursor: str = ""
    more: bool = False


def compare_records(
    actor: Actor, report: Report, held: Mapping[str, Summary], limit: int, key: bytes
) -> Comparison:
    """Compare by scope (a client, or a private record), and give the whole of those that differ.

    As many as fit into `limit` records, at least one; the rest comes when the phone compares again.
    What differs is counted with the device and logged: after a restore it is expected, else it is a fault.
    """
    found = Comparison()
    with looking() as look:
        look.hold()
        feed = Feed(look, actor.organisation, actor.user)
        standing = feed.standing()
        kinds = HELD_BY_ROLE[actor.role]
        mine = feed.holdings(kinds)
        found.cursor = seal(Cursor(standing.epoch, standing.seq), actor.user, key)
        draining = held.keys() & feed.draining()
        found.forget = sorted(held.keys() - mine.keys() - draining)
        found.known = {scope: feed.known(scope) for scope in sorted(draining)}
        for scope, holdings in mine.items():
            if held.get(scope, EMPTY) == summary(holdings):
                continue
            if found.bodies and len(found.bodies) + len(holdings) > limit:
                found.more = True
                break
            found.differ[scope] = {record: version for record, version, _ in holdings}
            bodies = feed.bodies(scope, kinds)
            found.bodies += [body for _, body in bodies]
            found.clients.update(*(clients_of(kind, scope, body) for kind, body in bodies))
    if found.differ:
        versions = {record: version for scope in found.differ.values() for record, version in scope.items()}
        log_look(Verb.DELIVERED, clients=found.clients, what=versions)
    different = len(found.differ) + len(found.forget)
    if different:
        log.error("%d scopes differ on device %s of %s", different, report.device, actor.user)
        with writing() as session:
            greet_device(Ledger(session, actor.organisation), actor, report).differences += different
    return found
