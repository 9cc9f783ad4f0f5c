"""What the phone of a change has sent before: what became of it, and what its writer had seen there."""

import json
from typing import Any

from server.services.batch import Batch
from sync.chain import Untaken, seen_before
from sync.change import Change, Status


def chain_of(batch: Batch, change: Change) -> dict[str, list[Any]]:
    """Give what its writer had seen before its old values, through this phone's untaken changes."""
    lines = batch.ledger.find_untaken(batch.author.user, batch.own_names(), change.record)
    lines += [
        (row["base"], json.loads(row["content"]))
        for row in batch.history
        if (row["record"], row["version"]) == (change.record, None)
        and batch.is_mine(row["account"], row["device"])
    ]
    if not lines:
        return {}
    batch.remember_past(change.record)
    untaken = [Untaken(base, content.get("set", {}), content.get("was", {})) for base, content in lines]
    return seen_before(change, untaken, [(one.version, one.fields) for one in batch.past[change.record]])


def refused_to_create(batch: Batch, record: str) -> bool:
    """Tell whether this phone tried to make a record, and was refused."""
    if batch.find(record) is not None:
        return False
    refused = (record, Status.REFUSED.value)
    here = any((row["record"], row["status"]) == refused for row in batch.history)
    return here or bool(batch.ledger.find_untaken(batch.author.user, batch.own_names(), record))


def is_lent(batch: Batch, number: int) -> bool:
    """Tell whether this device's number is that of a change which could not be read.

    It may not have been said: then the change that comes under it is no second one.
    """
    here = any((row["record"], row["seq"]) == ("", number) for row in batch.history)
    return here or batch.ledger.is_unreadable((batch.author.user, batch.author.device), number)
