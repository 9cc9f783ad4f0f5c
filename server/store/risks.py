"""What is known of the risk at a client's, read from the case record."""

import json
from typing import Any

from sqlalchemy import select

from server.store.database import session
from server.store.records import RecordRow


def risks_of(organisation: str, client: str) -> dict[str, dict[str, Any]]:
    """The risks of a client that are not deleted, by id: their fields."""
    wanted = select(RecordRow.id, RecordRow.body).where(
        RecordRow.organisation == organisation,
        RecordRow.scope == client,
        RecordRow.kind == "risk",
        RecordRow.deleted.is_(False),
    )
    return {row[0]: json.loads(row[1])["data"] for row in session().execute(wanted)}
