"""Trying out whether a push arrives, before it has to."""

import json
from datetime import datetime

from server.adapters.channels import PUSH
from server.adapters.world import world
from server.store import deliveries, endpoints
from server.store.database import session, writing
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow
from sync.change import Actor

KIND = "test"
PAYLOAD = {
    "kind": KIND,
    "grade": "amber",
    "drill": False,
    "number": 1,
    "title": "Notifications work",
    "body": "This is a test from Doorstep. Nothing has happened.",
    "url": "/",
}


def send_test_push(actor: Actor) -> int:
    """Send a test to every browser of the actor's; how many there are. Passed when one has shown it.

    Not beside one that is on its way to it: however often somebody presses, no alert waits behind her tests.
    """
    now = world().now()
    with writing():
        browsers = endpoints.alive(actor.organisation, actor.user)
        under_way = deliveries.tests_under_way(actor.organisation, actor.user)
        session().add_all(_test_to(one, now) for one in browsers if one.id not in under_way)
    return len(browsers)


def _test_to(browser: PushEndpointRow, now: datetime) -> MessageRow:
    return MessageRow(
        organisation=browser.organisation,
        id=world().new_id(),
        step=0,
        round=0,
        account=browser.account,
        channel=PUSH,
        endpoint=browser.id,
        payload=json.dumps(PAYLOAD),
        state="waiting",
        attempts=0,
        created=now,
        next_attempt_at=now,
    )
