"""Whether the audit log is whole, and whether what it points to is still there and still the same."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from server.audit.chain import Checkpoint, Fault, verify
from server.audit.words import Verb
from server.services.change_digest import change_digest
from server.store import audit, history
from server.store.database import reading

Entries = Sequence[dict[str, Any]]


def verify_audit(organisation: str, checkpoint: Checkpoint | None = None) -> tuple[list[Fault], int, int]:
    """Walk through the whole log; what is wrong, how many entries are sealed, how many are not yet."""
    if checkpoint and checkpoint.organisation != organisation:
        raise ValueError("This checkpoint is of another organisation.")
    with reading():
        walk = Walk(organisation)
        faults = list(verify(walk.entries(), checkpoint))
        faults += walk.unnamed()
        return faults + walk.faults, walk.count, audit.count_unsealed(organisation)


class Walk:
    """One walk through the entries, which looks on its way at what they point to."""

    def __init__(self, organisation: str) -> None:
        self.organisation = organisation
        self.faults: list[Fault] = []
        self.count = 0
        self.first = ""
        self.named: set[str] = set()

    def entries(self) -> Iterator[dict[str, Any]]:
        """Every sealed entry, by its number."""
        for part in audit.sealed(self.organisation):
            self.first = self.first or part[0]["at"]
            self.count += len(part)
            self._look_at_changes(part)
            self._look_at_clients(part)
            yield from part

    def unnamed(self) -> list[Fault]:
        """Rows of the history that no entry names: somebody wrote them past the house."""
        every = audit.count_unsealed(self.organisation)
        for one in audit.unsealed(self.organisation, most=every):
            self.named.update(json.loads(one["what"]))
        since = history.find_received_since(self.organisation, self.first) if self.first else ()
        words = "Change {} in the history is in no entry: it was put in past the log."
        return [Fault(self.count, words.format(id)) for id in since if id not in self.named]

    def _look_at_changes(self, part: Entries) -> None:
        expected = {
            id: (entry["number"], digest)
            for entry in part
            if entry["verb"] == Verb.CHANGED and entry["kind"] == "change"
            for id, digest in json.loads(entry["what"]).items()
        }
        self.named.update(expected)
        found = {row["id"]: change_digest(row) for row in history.find_changes(self.organisation, expected)}
        for id, (number, digest) in expected.items():
            if id not in found:
                self.faults.append(Fault(number, f"Change {id}, which entry {number} names, was removed."))
            elif found[id] != digest:
                self.faults.append(Fault(number, f"Change {id}, which entry {number} names, was altered."))

    def _look_at_clients(self, part: Entries) -> None:
        numbers = {entry["id"]: entry["number"] for entry in part}
        expected = {(entry["id"], client) for entry in part for client in json.loads(entry["clients"])}
        found = audit.clients_of(self.organisation, numbers.keys())
        for id, client in sorted(expected ^ found):
            self.faults.append(
                Fault(numbers[id], f"Entry {numbers[id]} is not listed as it should be for client {client}.")
            )
