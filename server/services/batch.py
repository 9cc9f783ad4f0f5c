"""The working set of one push: what it has read, and what it is about to write."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

from server.adapters.json import dump
from server.services.change_digest import log_history
from server.store.ledger import Ledger, Past, written
from server.store.records import OpenConflictRow
from sync.chain import Untaken, seen_before
from sync.change import Actor, Change, Receipt, Status
from sync.reconcile import DELETED, Record, Since, find_joined
from sync.visibility import Access, may_hold, scope_of


@dataclass(slots=True)
class Stored:
    """A record with who made it and who changed it last, as it travels."""

    record: Record
    made: Mapping[str, Any]
    changed: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote something, and on which device; not always the one who sends it."""

    user: str
    name: str
    device: str


@dataclass(slots=True)
class Batch:
    """One device's changes on their way in, while its transaction holds the organisation's counter.

    The later ones of a batch see what the earlier ones did; everything is written once, at the end.
    """

    ledger: Ledger
    actor: Actor
    author: Author
    now: str
    new_id: Callable[[], str]
    closed: bool = False
    records: dict[str, Stored] = field(default_factory=dict)
    looked_for: set[str] = field(default_factory=set)
    at_start: dict[str, int] = field(default_factory=dict)
    reach: set[str] = field(default_factory=set)
    past: dict[str, list[Past]] = field(default_factory=dict)
    open: dict[str, list[OpenConflictRow]] = field(default_factory=dict)
    names: dict[Author, list[str]] = field(default_factory=dict)
    dirty: dict[str, None] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)
    access: dict[tuple[str, str], Access] = field(default_factory=dict)

    def load(self, changes: Iterable[Change]) -> None:
        """Read what these changes are about, in a few queries whatever their number."""
        changes = list(changes)
        bases: dict[str, int] = {}
        for change in changes:
            bases[change.record] = min(change.base, bases.get(change.record, change.base))
        self.look_for({*bases, *(change.client for change in changes if change.client)})
        scopes = {change.client or "" for change in changes} | {
            scope_of(stored.record.kind, id, stored.record.client) for id, stored in self.records.items()
        }
        self.reach = self.ledger.find_reach(self.actor.user, scopes)
        known = {one: version for one, version in self.at_start.items() if one in bases}
        behind = [one for one, version in known.items() if version > bases[one]]
        for past in self.ledger.find_past(behind, min((bases[one] for one in behind), default=0)):
            self.past.setdefault(past.record, []).append(past)
        self.open = {id: [] for id in bases}
        self._load_open(known)
        self.look_for({change.about for change in changes if change.about})

    def _load_open(self, ids: Collection[str]) -> None:
        self.open |= {id: [] for id in ids}
        for row in self.ledger.find_open_conflicts(ids):
            self.open[row.record].append(row)

    def open_about(self, record: str) -> list[OpenConflictRow]:
        """Give the open conflicts about a record, of whatever device."""
        if record not in self.open:
            self._load_open([record])
        return self.open[record]

    def remember_past(self, record: str) -> None:
        """Read the whole past of one record, where something older than this batch is looked at again."""
        here = [one for one in self.past.get(record, ()) if one.version > self.at_start.get(record, 0)]
        self.past[record] = self.ledger.find_past([record]) + here

    def look_for(self, ids: Collection[str]) -> None:
        """Read at once what `find` would read one by one."""
        if not (missing := [one for one in ids if one not in self.looked_for]):
            return
        self.looked_for.update(missing)
        for known, body in self.ledger.find_bodies(missing).items():
            record = Record(
                body["kind"], known, body.get("client"), body["version"], body["data"], body["deleted"]
            )
            self.records[known] = Stored(record, body["made"], body.get("changed"))
            self.at_start[known] = record.version

    def find(self, id: str) -> Stored | None:
        """Give a record as this batch leaves it so far, or None where there is none."""
        self.look_for([id])
        return self.records.get(id)

    def may_hold(self, kind: str, scope: str) -> bool:
        """Tell whether the sender may hold a record of this kind and scope."""
        return may_hold(self.actor, kind, scope, self.reach)

    @contextmanager
    def in_the_name_of(self, author: Author) -> Iterator[None]:
        """Let what is written here be somebody else's: a supervisor who accepts a note did not write it."""
        sender, self.author = self.author, author
        yield
        self.author = sender

    def since(self, change: Change, stored: Stored | None) -> Since:
        """Give what happened to the record that this change may not know of.

        Where it names a version that the server has lost, nobody can tell what its writer has seen.
        """
        if stored is None:
            return Since()
        base = change.base
        if base > self.at_start.get(change.record, 0):  # nobody has seen what this batch makes
            self.remember_past(change.record)
            base = -1
        # Two copies of a phone have one name: what one deletes, it has not seen of the other's.
        copied = self.ledger.is_copied(self.author.user, self.author.device)
        own_since = self.at_start.get(change.record, 0) if change.delete and copied else -1
        others: set[str] = set()
        if stored.record.version != base:
            for one in self.past.get(change.record, ()):
                own = one.version > own_since and self.is_mine(one.account, one.device)
                if one.version > base and not own:
                    others.update(one.fields)
        offers = [
            (row.field, row.conflict, found.record.data)
            for row in self.open_about(change.record)
            if self.is_mine(row.account, row.device) and (found := self.find(row.conflict))
        ]
        return Since(frozenset(others), {}, find_joined(change, offers, copied=copied))

    def is_mine(self, account: str, device: str) -> bool:
        """Tell whether this is the phone whose change it is, by whatever name it went then."""
        by = self.author
        return account == by.user and (device == by.device or device in self.own_names())

    def own_names(self) -> Sequence[str]:
        """The names that this phone has had, the oldest first."""
        by = self.author
        if by not in self.names:
            self.names[by] = self.ledger.find_names(by.user, by.device)
        return self.names[by]

    def chain(self, change: Change) -> dict[str, list[Any]]:
        """Give what its writer had seen before its old values, through this phone's untaken changes."""
        lines = self.ledger.find_untaken(self.author.user, self.own_names(), change.record)
        lines += [
            (row["base"], json.loads(row["content"]))
            for row in self.history
            if (row["record"], row["version"]) == (change.record, None)
            and self.is_mine(row["account"], row["device"])
        ]
        if not lines:
            return {}
        self.remember_past(change.record)
        untaken = [Untaken(base, content.get("set", {}), content.get("was", {})) for base, content in lines]
        return seen_before(change, untaken, [(one.version, one.fields) for one in self.past[change.record]])

    def before_deletion(self, record: Record) -> Mapping[str, Any]:
        """Give what a record held before it was deleted, or holds where it is not."""
        if not record.deleted:
            return record.data
        # One that came too late made no version: what it found was empty already.
        made = (row for row in reversed(self.history) if row["record"] == record.id and row["version"])
        mine = (json.loads(row["content"]) for row in made)
        found = next((content["before"] for content in mine if content.get("before") is not None), None)
        return found if found is not None else self.ledger.find_deleted(record.id)

    def put(self, record: Record, cause: Change) -> None:
        """Leave a record in this state; it is written at the end."""
        self.looked_for.add(record.id)
        by = self.author
        stamp = {"by": by.user, "name": by.name, **cause.when, "received": self.now}
        known = self.records.get(record.id)
        if known is None:
            self.records[record.id] = Stored(record, stamp)
        else:
            self.records[record.id] = replace(known, record=record, changed=stamp)
        self.dirty[record.id] = None

    def remember(
        self,
        change: Change,
        receipt: Receipt,
        digest: str | None,
        *,
        version: int | None,
        content: Mapping[str, Any],
        numbered: bool = True,
    ) -> None:
        """Add a change to the history, with its receipt; `version` is the one that it made."""
        if version is not None:
            by = self.author
            past = Past(change.record, version, by.user, by.device, by.name, change.when, written(content))
            self.past.setdefault(change.record, []).append(past)
        self.history.append(
            {
                "organisation": self.actor.organisation,
                "id": change.id,
                "account": self.author.user,
                "name": self.author.name,
                "device": self.author.device,
                "seq": change.seq if numbered else None,
                "kind": change.kind,
                "record": change.record,
                "client": change.client,
                "base": change.base,
                "version": version,
                "status": receipt.status.value,
                "at": change.at,
                "received": self.now,
                "digest": digest,
                "content": dump({**content, **change.circumstances}),
                "receipt": dump(receipt.wire()),
            }
        )

    def write_as_server(self, record: Record, fields: Mapping[str, Any], cause: Change) -> None:
        """Write a record in consequence of a change, with its own line in the history."""
        before = self.records.get(record.id)
        was = before.record.data if before else {}
        content: dict[str, Any] = {"set": dict(fields), "was": {name: was.get(name) for name in fields}}
        if before and record.deleted != before.record.deleted:
            content["set"][DELETED] = record.deleted
            content["before"] = dict(was)
        form = cause.form if cause.record == record.id else None  # else nobody filled in a form of it
        frame = (record.kind, record.id, record.version - 1, cause.at, record.client)
        change = Change(self.new_id(), 0, *frame, cause.offset_ms, form)
        receipt = Receipt(change.id, Status.APPLIED, record.version)
        self.put(record, cause)
        self.remember(change, receipt, None, version=record.version, content=content, numbered=False)

    def grant(self, account: str, scope: str, state: Access) -> None:
        """Let somebody go so far with a client, or with one private record, from now on."""
        self.access[account, scope] = state
        if state is Access.DRAINING:
            self.ledger.ask_devices(account)
        if account == self.actor.user:
            (self.reach.discard if state is Access.GONE else self.reach.add)(scope)

    def write(self, counter: int) -> int:
        """Write everything, and give where the counter then stands."""
        rows = [self._row(self.records[one], seq) for seq, one in enumerate(self.dirty, counter + 1)]
        counter += len(rows)
        grants = []
        for (account, scope), state in self.access.items():
            counter += 1
            key = {"organisation": self.actor.organisation, "account": account, "scope": scope}
            grants.append({**key, "seq": counter, "state": state.value})
        self.ledger.write_records(rows)
        self.ledger.write_changes(self.history)
        self.ledger.write_access(grants)
        log_history(self.actor, self.author.device, self.history)
        return counter

    def _row(self, stored: Stored, seq: int) -> dict[str, Any]:
        record = stored.record
        body: dict[str, Any] = {
            "kind": record.kind,
            "id": record.id,
            "client": record.client,
            "version": record.version,
            "data": dict(record.data),
            "deleted": record.deleted,
            "made": stored.made,
        }
        if stored.changed:
            body["changed"] = stored.changed
        return {
            "organisation": self.actor.organisation,
            "id": record.id,
            "kind": record.kind,
            "scope": scope_of(record.kind, record.id, record.client),
            "version": record.version,
            "seq": seq,
            "deleted": record.deleted,
            "body": dump(body),
        }
