"""The permission table: what each role may do. What is not written here nobody may."""

from sync.change import Actor, Role

WORKER, MONITOR, SUPERVISOR, ADMINISTRATOR = (
    Role.CASE_MANAGER,
    Role.MONITOR,
    Role.SUPERVISOR,
    Role.ADMINISTRATOR,
)
EVERYONE = frozenset(Role)

# fmt: off
PERMISSIONS: dict[str, frozenset[Role]] = {
    "session":          EVERYONE,                            # see who one is signed in as; sign out
    "sync.send":        EVERYONE,                            # hand in changes; each is judged by itself
    "sync.fetch":       EVERYONE,                            # fetch what she may see: a monitor, nothing
    "events":           EVERYONE,                            # be told that there is something to fetch
    "devices.see_own":  EVERYONE,
    "devices.see_team": frozenset({SUPERVISOR}),             # what each phone last said it had unsent
    "devices.see_all":  frozenset({ADMINISTRATOR}),
    "devices.token":    EVERYONE,                            # for one's own phone, to hand in one's work
    "devices.revoke":   EVERYONE,                            # of the devices that one may see
    "write.client":     frozenset({WORKER, SUPERVISOR}),
    "write.contact":    frozenset({WORKER, SUPERVISOR}),
    "write.note":       frozenset({WORKER, SUPERVISOR}),
    "write.conflict":   frozenset({SUPERVISOR}),             # settle it
    "write.review":     frozenset({SUPERVISOR}),             # mark a note as read
    "write.caseload":   frozenset({SUPERVISOR}),             # give a client to a worker
    "write.held":       frozenset({SUPERVISOR}),             # accept or decline what waits in the tray
}
# fmt: on


def may(actor: Actor, permission: str) -> bool:
    """True when the actor's role has the permission; one that is not in the table is nobody's."""
    return actor.role in PERMISSIONS.get(permission, frozenset())
