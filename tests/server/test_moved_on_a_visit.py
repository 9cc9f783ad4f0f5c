"""A client is moved, and whoever had them is behind their door at that moment."""

from dataclasses import dataclass
from typing import Any

import pytest

from server.adapters.world import world
from server.store.columns import write_time
from tests.server.phones import Phone, Service
from tests.server.test_handovers import finish
from tests.server.test_sync_held import tray

TODAY = "2026-11-23"
CALM = {"count": 0, "oldest_at": None}


@dataclass
class Door:
    """Ada is with Jean, at whose home there is a risk; Sam sits at his desk."""

    service: Service
    ada: Phone
    sam: Phone
    jean: str
    visit: str
    seq: int = 0

    def say(self, type: str, **parts: Any) -> None:
        """Let Ada's phone say at once what happens on her visit."""
        self.seq += 1
        with self.service.app.app_context():
            signal = {"id": self.ada.new_id(), "seq": self.seq, "type": type, "visit": self.visit, **parts}
            signal["at"] = write_time(world().now())
        headers = {"Authorization": f"Bearer {self.ada.token}"}
        body = {"device": self.ada.device, "signals": [signal]}
        receipt = self.ada.http.post("/api/v1/signals", json=body, headers=headers).get_json()["receipts"][0]
        assert receipt["status"] == "received", receipt

    def move(self, ending: dict[str, Any]) -> None:
        """Let Sam give Jean to Ben."""
        self.sam.sync_all()
        (entry,) = self.sam.of_kind("caseload")
        begun = {"worker": self.service.users["ben"], "worker_name": "Ben", "since": TODAY}
        given = self.sam.change("caseload", client=self.jean, set=begun)
        was = dict.fromkeys(ending)
        ended = self.sam.change(
            "caseload", entry["id"], entry["version"], client=self.jean, set=ending, was=was
        )
        assert self.sam.statuses(given, ended) == ["applied", "applied"]

    def held_by_ada(self) -> set[str]:
        return {row["id"] for row in self.ada.rows.values()}


@pytest.fixture
def door(service: Service) -> Door:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    plan = {"worker": ada.user, "worker_name": "Ada", "planned_at": "2026-11-23T10:00:00Z", "minutes": 45}
    visit = ada.change("visit", client=jean, set={**plan, "state": "planned"})
    risk = {"flags": ["dogs"], "said_by": "Sam", "said_on": TODAY}
    assert ada.statuses(visit, ada.change("risk", client=jean, set=risk)) == ["applied", "applied"]
    ada.sync_all()
    found = Door(service, ada, sam, jean, visit["record"])
    found.say("start", client=jean, minutes=45)
    return found


AT_ONCE, HANDED_OVER = {"until": TODAY}, {"handing_over": True}


@pytest.mark.parametrize("ending", [AT_ONCE, HANDED_OVER])
def test_her_phone_keeps_all_that_it_has_of_them_until_she_has_ended_it(
    door: Door, ending: dict[str, Any]
) -> None:
    door.move(ending)
    assert door.ada.sync(unsent=CALM)["forget"] == []
    assert finish(door.service) == 0
    assert {door.jean, door.visit} < door.held_by_ada()
    assert [row["data"]["flags"] for row in door.ada.of_kind("risk")] == [["dogs"]]
    door.say("finish")
    assert finish(door.service) == 1
    assert door.ada.sync()["forget"] == [door.jean]
    assert finish(door.service) == 0


def test_what_she_sends_after_it_is_held_as_it_is_after_any_move_at_once(door: Door) -> None:
    door.move(AT_ONCE)
    assert door.ada.statuses(door.ada.note(door.jean, "From behind the door.")) == ["applied"]
    door.say("finish")
    finish(door.service)
    assert door.ada.statuses(door.ada.note(door.jean, "From the bus.")) == ["held"]
    assert [row["data"]["written_name"] for row in tray(door.sam)] == ["Ada"]


def test_a_move_while_she_is_with_somebody_else_takes_them_at_once(door: Door) -> None:
    other = door.ada.add_client(known_as="Joe")
    door.jean, jean = other, door.jean
    door.sam.sync_all()
    door.sam.rows = {id: row for id, row in door.sam.rows.items() if row["client"] != jean}
    door.move(AT_ONCE)
    assert door.ada.sync()["forget"] == [other]
