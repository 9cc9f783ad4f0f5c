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
    "signals.send":     EVERYONE,                            # start, extend, finish, call for help
    "pin":              EVERYONE,                            # set one's own
    "push":             EVERYONE,                            # have one's own phone or desk rung
    "board.see":        frozenset({MONITOR, SUPERVISOR}),    # who is behind which door, and until when
    "alerts.follow":    frozenset({MONITOR, SUPERVISOR, ADMINISTRATOR}),  # hear that there is one
    "alerts.answer":    frozenset({MONITOR, SUPERVISOR}),    # anyone's but one's own
    "duty.see":         frozenset({MONITOR, SUPERVISOR, ADMINISTRATOR}),
    "duty.change":      frozenset({MONITOR, SUPERVISOR, ADMINISTRATOR}),  # one's own hours
    "duty.change_all":  frozenset({SUPERVISOR, ADMINISTRATOR}),  # anybody's
    "drills.start":     frozenset({MONITOR, SUPERVISOR, ADMINISTRATOR}),  # one's own
    "drills.start_all": frozenset({SUPERVISOR, ADMINISTRATOR}),
    "policy.see":       frozenset({SUPERVISOR, ADMINISTRATOR}),
    "policy.change":    frozenset({ADMINISTRATOR}),
    "policy.confirm":   frozenset({SUPERVISOR, ADMINISTRATOR}),  # what a second person has to look at
    "audit.tell":       EVERYONE,                            # what was on the screen of one's own phone
    "audit.see":        frozenset({SUPERVISOR, ADMINISTRATOR}),  # who has seen what: of one's team, or
    "audit.see_all":    frozenset({ADMINISTRATOR}),          # of the whole organisation
    "access.take":      frozenset({WORKER, SUPERVISOR}),     # without a caseload link, for a reason
    "access.see":       frozenset({WORKER, SUPERVISOR, ADMINISTRATOR}),  # one's own; those one answers for
    "people.see":       frozenset({SUPERVISOR, ADMINISTRATOR}),  # who has an account: in one's team, or
    "people.see_all":   frozenset({ADMINISTRATOR}),          # in the whole organisation
    "desk.rule":        frozenset({ADMINISTRATOR}),          # when what waits is late; enough clients
    "alerts.see_past":  frozenset({SUPERVISOR}),             # about a client whom she holds
    "reports.safety":   frozenset({SUPERVISOR, ADMINISTRATOR}),
    "reports.supervision": frozenset({ADMINISTRATOR}),       # how many there were, and no word of them
    "devices.see_own":  EVERYONE,
    "devices.see_team": frozenset({SUPERVISOR}),             # what each phone last said it had unsent
    "devices.see_all":  frozenset({ADMINISTRATOR}),
    "devices.token":    EVERYONE,                            # for one's own phone, to hand in one's work
    "devices.revoke":   EVERYONE,                            # of the devices that one may see
    "write.client":     frozenset({WORKER, SUPERVISOR}),
    "write.contact":    frozenset({WORKER, SUPERVISOR}),
    "write.note":       frozenset({WORKER, SUPERVISOR}),
    "write.visit":      frozenset({WORKER, SUPERVISOR}),     # plan a visit, for oneself or for a colleague
    "write.risk":       frozenset({WORKER, SUPERVISOR}),     # say what is known of the risk of a visit
    "write.near_miss":  frozenset({WORKER, SUPERVISOR}),     # say what nearly went wrong, what was learned
    "write.conflict":   frozenset({SUPERVISOR}),             # settle it
    "write.review":     frozenset({SUPERVISOR}),             # mark a note as read
    "write.caseload":   frozenset({SUPERVISOR}),             # give a client to a worker
    "write.supervision": frozenset({SUPERVISOR}),            # write down a session with a worker
    "write.held":       frozenset({SUPERVISOR}),             # accept or decline what waits in the tray
}
# fmt: on


def may(actor: Actor, permission: str) -> bool:
    """True when the actor's role has the permission; one that is not in the table is nobody's."""
    return actor.role in PERMISSIONS.get(permission, frozenset())
