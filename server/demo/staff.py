"""The people who sign in to the demo, and their teams."""

from dataclasses import dataclass

from sync.change import Role

ORGANISATION = "Doorstep demo"
PASSWORD = ORGANISATION.lower().replace(" ", "-")  # printed by ./run, and of no use but in the demo
TEAMS = {"north": "North team", "harbour": "Harbour team"}


@dataclass(frozen=True, slots=True)
class Colleague:
    """Someone who works for the demo's service; `key` is how the generator names them."""

    key: str
    name: str
    role: Role
    team: str | None
    device: str

    @property
    def email(self) -> str:
        """The address that they sign in with."""
        return f"{self.key}@demo.example"

    @property
    def first_name(self) -> str:
        """What clients call them."""
        return self.name.split()[0]


WORKER = Colleague("worker", "Rhona Kerr", Role.CASE_MANAGER, "north", "Rhona's phone")
WORKER2 = Colleague("worker2", "Calum Baird", Role.CASE_MANAGER, "north", "Calum's phone")
SUPERVISOR = Colleague("supervisor", "Morag Sutherland", Role.SUPERVISOR, "north", "Office computer")
MONITOR = Colleague("monitor", "Ewan Lockhart", Role.MONITOR, "north", "Monitoring desk")
ADMINISTRATOR = Colleague("admin", "Isla Drummond", Role.ADMINISTRATOR, None, "Isla's laptop")
STRANGER = Colleague("stranger", "Fergus Tait", Role.CASE_MANAGER, "harbour", "Fergus's phone")

STAFF = (WORKER, WORKER2, SUPERVISOR, MONITOR, ADMINISTRATOR, STRANGER)
