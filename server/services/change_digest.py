"""What the audit log keeps of a change: enough to see that its row in the history is still what it was."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from server.adapters.json import canonical_dump
from server.services.acting import acting, log_change
from sync.change import Actor


def change_digest(row: Mapping[str, Any]) -> str:
    """The fingerprint of a row of the history, with everything in it."""
    return hashlib.sha256(canonical_dump(dict(row))).hexdigest()[:32]


def log_history(by: Actor, device: str, history: Sequence[Mapping[str, Any]]) -> None:
    """Name every change and its digest in the log: so neither it nor the history can be altered alone."""
    if history:
        log_change(
            by=by if by.user else None,
            organisation=by.organisation,
            kind="change",
            record=None,
            device=device or acting().device,
            happened=min(row["at"] for row in history),
            clients={client for row in history if (client := _about(row))},
            what={row["id"]: change_digest(row) for row in history},
        )


def _about(row: Mapping[str, Any]) -> str | None:
    """The client whom a change is about."""
    client: str | None = row["record"] if row["kind"] == "client" else row["client"]
    return client
