"""Two worlds that differ in one PIN: what a worker's own screens show has to be the same in both."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import update

from server.engine import Engine
from server.safety.words import AlertKind
from server.store.database import writing
from server.store.messages import MessageRow
from tests.server.house import House, open_house
from tests.server.walks import Walker, alerts, put_on_duty, run
from tests.support.data import Store

RIGHT, DURESS = "1234", "9999"
UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
READ = {
    "case_manager": ("watch", "devices", "session", "access"),
    "supervisor": (
        "watch", "devices", "session", "access", "board", "duty", "policy", "reports/safety", "people",
        "audit/questions", "audit/people/{me}",
    ),
}  # fmt: skip


@dataclass
class Twin:
    """One of the worlds, the worker in it, and all that her screens have shown."""

    house: House
    engine: Engine
    worker: Walker
    pin: str
    shown: list[Any] = field(default_factory=list)

    def pass_by(self, **span: float) -> None:
        """Let time pass, the engine work, and all that waits be sent."""
        end = self.house.clock.now() + timedelta(**span)
        while self.house.clock.now() < end:
            run(self.engine, self.house, seconds=30)
            self.deliver()

    def deliver(self) -> None:
        """Hand over all that waits to be sent; every phone shows it."""
        now = self.house.clock.now()
        done = {"state": "sent", "sent": now, "shown": now, "next_attempt_at": None}
        with self.house.app.app_context(), writing() as session:
            session.execute(update(MessageRow).where(MessageRow.sent.is_(None)).values(**done))

    def look(self) -> None:
        """Look at everything that she may see."""
        role, me = self.house.accounts[self.worker.name].role, self.house.accounts[self.worker.name].id
        for name in READ[role]:
            self.show(self.worker.http.get(f"/api/v1/{name.format(me=me)}"))

    def show(self, answer: Any) -> None:
        """Note what her screen was answered, receipt or response."""
        self.shown.append([answer.status_code, answer.json] if hasattr(answer, "json") else answer)

    def screens(self) -> list[str]:
        """All of it, with the same names for ids that are drawn anew in each world."""
        names: dict[str, str] = {}
        text = UUID.sub(lambda one: names.setdefault(one[0], f"id {len(names)}"), json.dumps(self.shown))
        return [json.dumps(one, sort_keys=True) for one in json.loads(text)]


Story = Callable[[Twin], None]


def twins(store: Store, name: str, story: Story) -> tuple[list[str], list[str]]:
    """What the worker of this name is shown in the world of the right PIN, and in that of duress."""
    return _live(store, name, story, RIGHT), _live(store, name, story, DURESS)


def _live(store: Store, name: str, story: Story, pin: str) -> list[str]:
    with store.lend(store.migrated()) as data, open_house(data) as house:
        for one, post in (("mo", "monitor"), ("eve", "second"), ("ann", "manager")):
            put_on_duty(house, one, post)
        engine, worker = Engine(house.app), Walker(house, name)
        worker.set_pins(RIGHT, DURESS)
        twin = Twin(house, engine, worker, pin)
        try:
            story(twin)
        finally:
            engine._deliverer.close()
        assert (pin == DURESS) == any(one.kind == AlertKind.DURESS for one in alerts(house))
        return twin.screens()
