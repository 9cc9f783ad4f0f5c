"""Messages of a small service's alert, and a sender that works them off by the house's own clock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from server.adapters.secrets import new_secret
from server.services.deliver_messages import Deliverer
from server.services.push_endpoints import add_endpoint
from server.store.alerts import AlertEventRow, AlertRow
from server.store.database import reading, session, writing
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow, ReachRow
from tests.server.house import House, open_house
from tests.support.data import Data
from tests.support.mail_server import MailServer, mail_server
from tests.support.push_service import Browser, PushService, push_service
from tests.support.waiting import until

ALERT = "01976b2e-0000-7000-8000-0000000000aa"


@dataclass
class Post:
    """A house, the providers on loopback, and what is sent between them."""

    house: House
    push: PushService
    mail: MailServer
    texts: MailServer
    deliverer: Deliverer
    browsers: dict[str, str] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: iter(range(1, 10_000)))

    def browser(self, name: str, place: str = "") -> Browser:
        """Notifications turned on in a browser; the push service knows it by its place, or by whose it is."""
        browser, self.browsers[place or name] = browser_of(self.house, name, self.push, place)
        return browser

    def number(self, name: str, channel: str = "text") -> None:
        """Somebody's number, where a text reaches her; on loopback it is a mailbox."""
        account = self.house.accounts[name]
        with self.house.app.app_context(), writing() as session:
            address = f"{name}@telephone.example"
            session.add(
                ReachRow(
                    organisation=account.organisation, account=account.id, channel=channel, address=address
                )
            )

    def alert(self, id: str = ALERT) -> None:
        """Ada is overdue."""
        now = self.house.clock.now()
        with self.house.app.app_context(), writing() as session:
            session.add(
                AlertRow(
                    organisation=self.house.organisation, id=id, subject=id, kind="overdue", grade="red",
                    state="open", step=1, worker_name="Ada", opened=now, for_time=now, ladder="[]",
                    climb_from=now, flagged=False, paused=False, round=0, version=1,
                )
            )  # fmt: skip

    def close(self, id: str = ALERT) -> None:
        """Somebody has closed the case."""
        with self.house.app.app_context(), writing() as session:
            session.get_one(AlertRow, (self.house.organisation, id)).resolved = self.house.clock.now()

    def write(self, name: str, channel: str = "push", *, place: str = "", step: int = 1, **more: Any) -> str:
        """Write a message for somebody about the alert, as the engine does; its id."""
        number = next(self.numbers)
        payload = {
            "alert": ALERT, "kind": "overdue", "grade": "red", "drill": False, "number": number,
            "title": "Ada is overdue", "body": "Due back at 15:40.", "url": f"/alerts/{ALERT}", **more,
        }  # fmt: skip
        now = self.house.clock.now()
        row = MessageRow(
            organisation=self.house.organisation, id=new_secret(), alert=payload["alert"], step=step,
            round=0, account=self.house.accounts[name].id, channel=channel,
            endpoint=self.address(name, channel, place), payload=json.dumps(payload), state="waiting",
            attempts=0, created=now, next_attempt_at=now,
        )  # fmt: skip
        with self.house.app.app_context(), writing() as session:
            session.add(row)
        return row.id

    def address(self, name: str, channel: str, place: str) -> str:
        if channel == "push":
            return self.browsers[place or name]
        return f"{name}@northside.example" if channel == "email" else f"{name}@telephone.example"

    def look(self) -> None:
        """One round of the sender at the house's time."""
        with self.house.app.app_context():
            self.deliverer.look(self.house.clock.now())

    def deliver(self) -> None:
        """Work off all that is due now, until every provider has answered."""
        until(self.is_quiet)

    def is_quiet(self) -> bool:
        self.look()
        return not self.deliverer._under_way()

    def row(self, id: str) -> MessageRow:
        """A message as it stands."""
        with self.house.app.app_context(), reading():
            return session().get_one(MessageRow, (self.house.organisation, id))

    def endpoint(self, place: str) -> PushEndpointRow:
        """A browser as the house knows it."""
        with self.house.app.app_context(), reading():
            return session().get_one(PushEndpointRow, (self.house.organisation, self.browsers[place]))

    def rows(self) -> list[MessageRow]:
        with self.house.app.app_context(), reading():
            return list(session().scalars(select(MessageRow).order_by(MessageRow.created, MessageRow.id)))

    def timeline(self) -> list[str]:
        """What has been written on the alert."""
        with self.house.app.app_context(), reading():
            return list(session().scalars(select(AlertEventRow.text).order_by(AlertEventRow.id)))

    def receipt(self, message: str, event: str = "shown") -> int:
        """The service worker's word; how it was answered."""
        body = {"organisation": self.house.organisation, "message": message, "event": event}
        return self.house.browser().post("/api/v1/push/receipts", json=body).status_code

    def pass_by(self, seconds: float) -> None:
        """Let time pass, and work off what is due by then."""
        self.house.clock.pass_by(seconds=seconds)
        self.deliver()


def browser_of(house: House, name: str, push: PushService, place: str = "") -> tuple[Browser, str]:
    """A browser of somebody's in which notifications are on, and its id."""
    browser = push.browser(place or name)
    with house.app.app_context():
        return browser, add_endpoint(house.accounts[name].actor(), **browser.subscription())


@contextmanager
def open_post(data: Data) -> Iterator[Post]:
    """A house with push, e-mail and text, all on loopback."""
    with push_service() as push, mail_server() as mail, mail_server() as texts:
        settings = {
            "DOORSTEP_PUSH_HOSTS": "127.0.0.1",
            "DOORSTEP_MAIL": mail.setting(),
            "DOORSTEP_TEXT": texts.setting(),
        }
        with open_house(data, **settings) as house:
            post = Post(house, push, mail, texts, Deliverer(house.app))
            post.alert()
            yield post
            push.released.set()
            post.deliverer.close()
