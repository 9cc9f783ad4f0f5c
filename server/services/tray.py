"""Who is to decide about what waits in the tray: whoever supervises those who have the client now."""

from collections.abc import Mapping
from typing import Any

from server.services.about import access_of
from server.services.batch import Batch
from sync.visibility import Access


def share_held(batch: Batch, held: str, data: Mapping[str, Any]) -> None:
    """Grant and revoke, so that those hold an entry of the tray who are to decide about it, and nobody else.

    What has been decided is history, and given to nobody more; but with the client, it is taken away too.
    """
    client, writer = data.get("of_client"), data["written_by"]
    after = deciders(batch, client, writer)
    have = {account for account, state in access_of(batch, held).items() if state is not Access.GONE}
    for account in sorted(have - after):
        batch.grant(account, held, Access.GONE)
    if data.get("decision") is None:
        for account in sorted(after - have):
            batch.grant(account, held, Access.HELD)


def share_tray(batch: Batch, client: str | None = None) -> None:
    """Share anew what is in the tray about a client; with none, all that waits there."""
    found = {body["id"]: body["data"] for body in batch.ledger.find_held(client)}
    for id, stored in batch.records.items():
        if stored.record.kind == "held" and client in (None, stored.record.data.get("of_client")):
            found[id] = stored.record.data
    for id, data in found.items():
        if client is not None or data.get("decision") is None:
            share_held(batch, id, data)


def deciders(batch: Batch, client: str | None, writer: str) -> set[str]:
    """The supervisors who have a client, or else those of the writer's own team, or else all of them."""
    access = access_of(batch, client) if client else {}
    holders = {account for account, state in access.items() if state is Access.HELD}
    ledger = batch.ledger
    return (
        ledger.only_supervisors(holders)
        or ledger.find_supervisors(ledger.find_teams([writer]))
        or ledger.all_supervisors()
    )
