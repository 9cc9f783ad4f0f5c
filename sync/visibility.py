"""Who may hold which record. Pull, push, search, export and every screen ask here."""

from collections.abc import Container, Mapping
from enum import StrEnum

from sync.change import Actor, Role
from sync.kinds import KINDS

CASE = frozenset(
    (
        "client",
        "contact",
        "note",
        "review",
        "question",
        "conflict",
        "caseload",
        "decision",
        "visit",
        "risk",
        "near_miss",
        "supervision",
    )
)

# A monitor and an administrator hold no case record at all.
HELD_BY_ROLE: Mapping[Role, frozenset[str]] = {
    Role.CASE_MANAGER: CASE,
    Role.SUPERVISOR: CASE | {"held"},
    Role.MONITOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}


class Access(StrEnum):
    """How far somebody may go with a client."""

    HELD = "held"  # fetch and send
    DRAINING = "draining"  # send what is still on the phone; nothing new goes out
    GONE = "gone"


def scope_of(kind: str, record: str, client: str | None) -> str:
    """Give what has to be granted to somebody before they may hold this record."""
    return record if KINDS[kind].private else client or ""


def may_hold(actor: Actor, kind: str, scope: str, reach: Container[str]) -> bool:
    """Tell whether this person may hold a record of this kind and scope.

    `reach` is what was granted to them: the clients of a case manager's caseload, those of a
    supervisor's team. What has no scope belongs to the whole organisation.
    """
    return kind in HELD_BY_ROLE[actor.role] and (not scope or scope in reach)
