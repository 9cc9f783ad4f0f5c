"""What our own service worker says of a push: the only proof that a phone has shown it."""

from datetime import datetime

from server.adapters.channels import PUSH
from server.adapters.world import world
from server.services.letters import payload_of
from server.services.message_events import name_of, note
from server.services.test_push import KIND as TEST
from server.store import deliveries, endpoints
from server.store.database import reading, writing
from server.store.messages import MessageRow


def take_receipt(organisation: str, message: str, event: str) -> None:
    """Note that a push was `shown` or `opened`; the first of each counts, and only of what we have sent."""
    with reading():
        row = deliveries.message(organisation, message)
        if row is None or row.channel != PUSH or _noted(row, event):
            return
    now = world().now()
    with writing():
        row = deliveries.message(organisation, message)
        if row is None or _noted(row, event):
            return
        if row.shown is None:
            _show(row, now)
        if event == "opened":
            row.opened = now


def _noted(row: MessageRow, event: str) -> bool:
    return (row.opened if event == "opened" else row.shown) is not None


def _show(row: MessageRow, now: datetime) -> None:
    row.shown = now
    if row.state != "sending":  # its sender has yet to hear from the push service, and marks it then
        row.state, row.sent, row.next_attempt_at = "sent", row.sent or now, None
    if browser := deliveries.endpoint(row.organisation, row.endpoint):
        browser.last_shown, browser.failures = now, 0
    note(row, now, "shown", f"Shown on {name_of(row)}'s phone.")
    if row.alert is None and payload_of(row).get("kind") == TEST:
        endpoints.note_tested(row.organisation, row.account, now)
