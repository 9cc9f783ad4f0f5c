"""What a message's fate adds to the timeline of its alert."""

import json
from datetime import datetime

from server.adapters.world import world
from server.store import people
from server.store.alerts import AlertEventRow
from server.store.database import session
from server.store.messages import MessageRow


def name_of(row: MessageRow) -> str:
    """The name of the person whom a message is for."""
    account = people.account(row.organisation, row.account)
    return account.name if account else "Somebody"


def note(row: MessageRow, now: datetime, type: str, text: str, **detail: object) -> None:
    """Add a line to the alert's timeline, in the caller's transaction; for a message about no alert, none."""
    if row.alert is None:
        return
    event = AlertEventRow(
        organisation=row.organisation,
        id=world().new_id(),
        alert=row.alert,
        at=now,
        type=type,
        who=row.account,
        name=name_of(row),
        text=text,
        detail=json.dumps({"message": row.id, "channel": row.channel, **detail}),
    )
    session().add(event)
