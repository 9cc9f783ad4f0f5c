"""A small organisation of its own for a test, made within the server that all of them share."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from server.adapters.sign_in import hash_password
from server.adapters.world import world
from server.services.invitations import new_account, renew_password
from server.services.organisations import create_organisation
from server.services.policies import change_policy
from server.store.database import reading, writing
from server.store.duty import DutyRow
from server.store.heartbeat import beat
from server.store.people import by_email
from server.store.reach import PushEndpointRow
from sync.change import Role

PASSWORD = "a kettle on the hob"


@dataclass(frozen=True)
class Team:
    """The addresses with which its people sign in; the stranger works in another team beside them."""

    worker: str
    worker2: str
    supervisor: str
    supervisor2: str
    stranger: str
    monitor: str
    monitor2: str
    admin: str
    admin2: str


PEOPLE = (
    ("worker", "Ada Worker", Role.CASE_MANAGER, "north"),
    ("worker2", "Bea Worker", Role.CASE_MANAGER, "north"),
    ("supervisor", "Sam Supervisor", Role.SUPERVISOR, "north"),
    ("supervisor2", "Sol Supervisor", Role.SUPERVISOR, "north"),
    ("stranger", "Tam Stranger", Role.CASE_MANAGER, "south"),
    ("monitor", "Mia Monitor", Role.MONITOR, None),
    ("monitor2", "Max Monitor", Role.MONITOR, None),
    ("admin", "Kit Admin", Role.ADMINISTRATOR, None),
    ("admin2", "Kay Admin", Role.ADMINISTRATOR, None),
)


class Founder:
    """Makes teams; the slow hash of their one password is made once."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self._made = 0
        with app.app_context():
            self._hashed = hash_password(PASSWORD)

    def found(self) -> Team:
        """A team that has no client yet."""
        self._made += 1
        addresses = {who: f"{who}@team{self._made}.example" for who, *_ in PEOPLE}
        with self.app.app_context():
            organisation = create_organisation(f"Team {self._made}").id
            with writing():
                for who, name, role, where in PEOPLE:
                    account = new_account(organisation, addresses[who], name, role, where)
                    account.password = self._hashed
        return Team(**addresses)

    def put_on_duty(self, email: str) -> None:
        """Let somebody watch for a day, with a browser that takes a push; the engine has just looked."""
        with self.app.app_context(), writing() as session:
            account = by_email(email)
            if account is None:
                raise LookupError(email)
            now, at = world().now(), {"organisation": account.organisation, "account": account.id}
            day = {"begins": now, "ends": now + timedelta(days=1)}
            session.merge(DutyRow(**at, id=f"duty {email}", post="monitor", **day, made_by=account.id))
            push = {"device": "desk", "endpoint": f"https://push.example/{email}", "p256dh": "", "auth": ""}
            session.merge(PushEndpointRow(**at, id=f"push {email}", created=now, **push))
            beat("engine", now)

    def end_sessions(self, email: str) -> None:
        """Let every session of somebody be over, as when it has run out."""
        with self.app.app_context(), writing():
            account = by_email(email)
            if account is None:
                raise LookupError(email)
            account.fs_uniquifier = world().new_secret()

    def renew_password(self, email: str) -> str:
        """Where somebody who has forgotten her password sets a new one."""
        with self.app.app_context():
            return renew_password(email)

    def give_number(self, admin: str, name: str, phone: str) -> None:
        """Let the house have somebody to ring."""
        with self.app.app_context():
            with reading():
                account = by_email(admin)
            if account is None:
                raise LookupError(admin)
            change_policy(account.actor(), {"monitor_name": name, "monitor_phone": phone}, 0)
