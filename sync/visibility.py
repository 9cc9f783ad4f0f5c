"""Who may hold which record. Pull, push, search, export and every screen ask here."""

from collections.abc import Container, Mapping

from sync.change import Actor, Role

# A monitor and an administrator hold no case record at all.
HELD_BY_ROLE: Mapping[Role, frozenset[str]] = {
    Role.CASE_MANAGER: frozenset(("client", "contact", "note", "review", "conflict", "caseload")),
    Role.SUPERVISOR: frozenset(("client", "contact", "note", "review", "conflict", "caseload")),
    Role.MONITOR: frozenset(),
    Role.ADMINISTRATOR: frozenset(),
}


def may_hold(actor: Actor, kind: str, client: str | None, reach: Container[str]) -> bool:
    """Tell whether this person may hold a record of this kind about this client.

    `reach` is the clients granted to them: the caseload of a case manager, those of a
    supervisor's team. What is about no client belongs to the whole organisation.
    """
    return kind in HELD_BY_ROLE[actor.role] and (client is None or client in reach)
