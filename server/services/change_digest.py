"""What the audit log keeps of a change: enough to see that its row in the history is still what it was."""

import hashlib
from collections.abc import Mapping
from typing import Any

from server.adapters.json import canonical_dump


def change_digest(row: Mapping[str, Any]) -> str:
    """The fingerprint of a row of the history, with everything in it."""
    return hashlib.sha256(canonical_dump(dict(row))).hexdigest()[:32]


def about(row: Mapping[str, Any]) -> str | None:
    """The client whom a change is about."""
    client: str | None = row["record"] if row["kind"] == "client" else row["client"]
    return client
