"""Ada on her visits, and the engine beside her: tests of the watch talk like this."""

import base64
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from sqlalchemy import select, update

from server.adapters.world import World
from server.engine import Engine
from server.store.alerts import AlertEventRow, AlertRow
from server.store.columns import write_time
from server.store.database import reading, writing
from server.store.duty import DutyRow, PresenceRow
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow
from server.store.signals import SignalRow
from server.store.watches import WatchRow
from tests.server.house import House

OAEP = padding.OAEP(padding.MGF1(hashes.SHA256()), hashes.SHA256(), None)
new_id = World().new_id


@dataclass
class Walker:
    """Somebody with a phone in her pocket. Her clock is right unless `skew` says otherwise."""

    house: House
    name: str = "ada"
    device: str = field(default_factory=new_id)
    seq: int = 0
    skew: timedelta = timedelta()
    http: Any = None

    def signal(self, type: str, visit: str | None = None, **parts: Any) -> dict[str, Any]:
        """A signal made now, by this phone's clock."""
        self.seq += 1
        at = write_time(self.house.clock.now() + self.skew)
        return {"id": new_id(), "seq": self.seq, "type": type, "visit": visit, "at": at, **parts}

    def post(self, *signals: Any, **envelope: Any) -> Any:
        """Send them; the response as it came."""
        if self.http is None:
            self.http = self.house.browser_of(self.name)
        body = {"device": self.device, "signals": list(signals), **envelope}
        return self.http.post("/api/v1/signals", json=body)

    def send(self, *signals: Any) -> list[dict[str, Any]]:
        """Send them; the receipts."""
        response = self.post(*signals)
        assert response.status_code == 200, response.text
        receipts: list[dict[str, Any]] = response.get_json()["receipts"]
        return receipts

    def say(self, type: str, visit: str | None = None, **parts: Any) -> dict[str, Any]:
        """Make a signal and send it at once; its receipt."""
        return self.send(self.signal(type, visit, **parts))[0]

    def start(self, minutes: float = 45, **parts: Any) -> str:
        """Begin a visit; its id."""
        visit = new_id()
        receipt = self.say("start", visit, minutes=minutes, **parts)
        assert receipt["status"] == "received", receipt
        return visit

    def watch(self) -> dict[str, Any]:
        """What her phone is told of the watch."""
        if self.http is None:
            self.http = self.house.browser_of(self.name)
        found: dict[str, Any] = self.http.get("/api/v1/watch").get_json()
        return found

    def seal(self, pin: str, **parts: Any) -> str:
        """Digits, sealed for the server."""
        return seal(self.watch()["pin"]["key"], pin, **parts)

    def set_pins(self, right: str = "1234", duress: str = "9999") -> None:
        """Set both PINs."""
        body = {"right": self.seal(right), "duress": self.seal(duress)}
        assert self.http.put("/api/v1/pin", json=body).status_code == 204

    def finish(self, visit: str, pin: str | None = None) -> dict[str, Any]:
        """End a visit, with digits or without."""
        made = self.signal("finish", visit)
        if pin is not None:
            made["pin"] = self.seal(pin, signal=made["id"])
        return self.send(made)[0]


def seal(jwk: dict[str, str], pin: str, **parts: Any) -> str:
    """Digits, sealed for the server by its public key."""
    numbers = {name: int.from_bytes(_raw(jwk[name])) for name in ("n", "e")}
    key = rsa.RSAPublicNumbers(numbers["e"], numbers["n"]).public_key()
    sealed = key.encrypt(json.dumps({"pin": pin, **parts}).encode(), OAEP)
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def _raw(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def put_on_duty(house: House, name: str = "mo", post: str = "monitor", hours: float = 12) -> None:
    """Put somebody on duty, with a browser that takes a push."""
    now, account = house.clock.now(), house.accounts[name]
    at = {"organisation": house.organisation, "account": account.id}
    with house.app.app_context(), writing() as session:
        ends = now + timedelta(hours=hours)
        session.add(DutyRow(**at, id=new_id(), post=post, begins=now, ends=ends, made_by=account.id))
        session.merge(PresenceRow(**at, seen=now))
        give_browser(house, name)


def give_browser(house: House, name: str) -> None:
    """Let somebody have a browser that takes a push. In the caller's `writing`."""
    from server.store.database import session

    account = house.accounts[name]
    session().merge(
        PushEndpointRow(
            organisation=house.organisation, id=f"push-{name}", account=account.id, device=name,
            endpoint=f"https://push.example/{name}", p256dh="", auth="", created=house.clock.now(),
        )
    )  # fmt: skip


@contextmanager
def looking(house: House) -> Iterator[Any]:
    """Look into the database."""
    with house.app.app_context(), reading() as session:
        yield session


def alerts(house: House) -> list[AlertRow]:
    """All cases, the oldest first."""
    with looking(house) as session:
        return list(session.scalars(select(AlertRow).order_by(AlertRow.opened, AlertRow.id)))


def events(house: House) -> list[tuple[str, str]]:
    """Type and text of every line of every timeline."""
    with looking(house) as session:
        rows = session.scalars(select(AlertEventRow).order_by(AlertEventRow.id)).all()
    return [(row.type, row.text) for row in rows]


def messages(house: House) -> list[MessageRow]:
    """All messages, the oldest first."""
    with looking(house) as session:
        return list(session.scalars(select(MessageRow).order_by(MessageRow.created, MessageRow.step)))


def watch_of(house: House, visit: str) -> WatchRow:
    """A visit's watch as it is stored."""
    with looking(house) as session:
        found: WatchRow = session.get_one(WatchRow, (house.organisation, visit))
    return found


def spoil(house: House, visit: str, content: str) -> None:
    """Let all that was said of a visit hold this, which may be no content at all."""
    with house.app.app_context(), writing() as session:
        session.execute(update(SignalRow).where(SignalRow.visit == visit).values(content=content))


def minutes_after(moment: datetime, minutes: float) -> datetime:
    return moment + timedelta(minutes=minutes)


def run(engine: Engine, house: House, **span: float) -> None:
    """Let time pass in steps of the engine's beat at most a minute apart."""
    end = house.clock.now() + timedelta(**span)
    while house.clock.now() < end:
        house.clock.time = min(end, house.clock.now() + timedelta(seconds=30))
        while engine.work():
            pass


def kinds(house: House) -> list[tuple[str, str, int]]:
    """The alerts: what each is of, how it stands, and its step."""
    return [(one.kind, one.state, one.step) for one in alerts(house)]


def late(ada: Walker, type: str, visit: str, **parts: object) -> dict[str, object]:
    """A signal made now and not sent; the phone compared its clock an hour ago."""
    return ada.signal(type, visit, offset_ms=0, offset_age_s=3600, **parts)
