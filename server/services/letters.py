"""A message as it is written down becomes a letter: what one person reads on one channel."""

import json
import re
from typing import Any

from server.adapters.channels import PUSH, TEXT, VOICE
from server.adapters.delivery import Letter
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow

ALERT_TTL_S = 6 * 3600
VISIT_TTL_S = 15 * 60
"""A word about one's own visit is stale when the visit has moved on."""
TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""What turns the characters after it round, unseen, to the end of a line; a name may hold it."""


def payload_of(row: MessageRow) -> dict[str, Any]:
    """What a message says. One that cannot be read still says that something happened."""
    try:
        found = json.loads(row.payload)
    except ValueError:
        found = None
    words = {"title": "Doorstep", "body": "Something needs you. Open Doorstep.", "url": "/", "number": 1}
    said = {**words, **found} if isinstance(found, dict) else words
    return {**said, **{part: TURNING.sub("", str(said[part])) for part in ("title", "body")}}


def is_urgent(row: MessageRow) -> bool:
    """True for what has to reach the person, whatever the channel."""
    return row.alert is not None and payload_of(row).get("grade") == "red"


def letter_of(row: MessageRow, house: str, browser: PushEndpointRow | None) -> Letter | None:
    """The letter for the row's address; None when that address is no longer one.

    `house` is our own address, `browser` the one that a push is for.
    """
    payload = payload_of(row)
    title, body, link = str(payload["title"]), str(payload["body"]), f"{house}{payload['url']}"
    if row.channel == PUSH:
        return _to_browser(row, browser, payload, title, body)
    if row.channel in {TEXT, VOICE}:
        end = "" if row.channel == VOICE else f" {link}"
        return Letter(row.endpoint, title, f"{body}{end} (message {payload['number']})")
    return Letter(row.endpoint, title, f"{body}\n\n{link}\n\nMessage {payload['number']} about this.")


def _to_browser(
    row: MessageRow, browser: PushEndpointRow | None, payload: dict[str, Any], title: str, body: str
) -> Letter | None:
    if browser is None or browser.dead is not None or browser.account != row.account:
        return None
    return Letter(
        browser.endpoint,
        title,
        body,
        topic=row.alert or row.visit or row.id,
        ttl_s=ALERT_TTL_S if row.alert else VISIT_TTL_S,
        # By these two the browser's receipt finds the row again.
        payload={**payload, "message": row.id, "organisation": row.organisation},
        keys={"p256dh": browser.p256dh, "auth": browser.auth},
    )
