"""Faults for the server, each a small patch: what was got wrong in the field, or could be here.

The simulation must notice every one, or it proves nothing. Faults for the phone are in
pwa/simulation/planted.ts.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sqlalchemy.dialects.postgresql import insert

from server.adapters.world import world
from server.api import sync as sync_view
from server.services import conflicts, held, receive_changes, send_records, take_change, tokens, tray
from server.services.batch import Batch
from server.store.database import writing
from server.store.feed import Feed, Place, Row
from server.store.ledger import Ledger
from server.store.records import ChangeRow
from sync import reconcile, settle, visibility
from sync.change import Role, Status
from sync.reconcile import Clash, Record, Since, Verdict
from sync.visibility import CASE, Access

Values = dict[str, Any]


def put(owner: Any, name: str, wrong: Any) -> None:
    """Put something wrong where something right was."""
    setattr(owner, name, wrong)


def last_writer_wins() -> None:
    """Whatever comes later stands, whatever its sender had seen."""

    def patch(record: Record, values: Values, _was: Values, _since: Since) -> Verdict:
        data = {name: value for name, value in {**record.data, **values}.items() if value is not None}
        return Verdict(Status.APPLIED, replace(record, version=record.version + 1, data=data))

    put(reconcile, "patch", patch)


def versions_instead_of_values() -> None:
    """A change is judged by the version that it names, and its old values are not looked at."""
    right = reconcile.patch

    def patch(record: Record, values: Values, _was: Values, since: Since) -> Verdict:
        seen = {name: None if name in since.others else record.data.get(name) for name in values}
        return right(record, values, seen, since)

    put(reconcile, "patch", patch)


def whole_record_put() -> None:
    """A change of some fields erases those that it does not name."""
    right = reconcile.patch

    def patch(record: Record, values: Values, was: Values, since: Since) -> Verdict:
        verdict = right(record, values, was, since)
        if verdict.record is None:
            return verdict
        data = {name: value for name, value in verdict.record.data.items() if name in values}
        return replace(verdict, record=replace(verdict.record, data=data))

    put(reconcile, "patch", patch)


def deletion_unseen() -> None:
    """A deletion takes what others have written meanwhile with it."""
    right = reconcile._delete
    put(reconcile, "_delete", lambda record, since: right(record, replace(since, others=frozenset())))


def no_idempotency() -> None:
    """A repeated change is taken for a new one."""
    put(Ledger, "find_receipts", lambda _self, _ids: {})

    def write(self: Ledger, rows: list[Values]) -> None:
        if rows:
            self.session.execute(insert(ChangeRow).on_conflict_do_nothing(), rows)

    put(Ledger, "write_changes", write)


def commit_failure_unnoticed() -> None:
    """Now and then a commit fails, and the receipts go out all the same."""

    @contextmanager
    def careless() -> Iterator[Any]:
        with writing() as session:
            yield session
            if world().chance() % 6 == 0:
                session.rollback()

    put(receive_changes, "writing", careless)


def grant_without_a_number() -> None:
    """A grant has no place of its own in the feed: old records do not come with it."""
    right = Ledger.write_access

    def write(self: Ledger, rows: list[Values]) -> None:
        right(self, [row | {"seq": 0} if row["state"] == Access.HELD.value else row for row in rows])

    put(Ledger, "write_access", write)


def head_read_after_rows() -> None:
    """The cursor is a commit newer than the rows: what came between the two is passed over."""
    right = Feed.page

    def page(self: Feed, *which: Any, **how: Any) -> tuple[list[Row], Place | None]:
        head = self.standing().seq
        rows, end = right(self, *which, **how)
        return [row for row in rows if row.place < head], end

    put(Feed, "page", page)


def page_border_passed() -> None:
    """A page ends on a place that several records share, and the rest of them is taken as read."""
    right = Feed.page

    def page(self: Feed, *which: Any, **how: Any) -> tuple[list[Row], Place | None]:
        rows, end = right(self, *which, **how)
        return rows, (end[0], "~") if end else None

    put(Feed, "page", page)


def forget_never_said() -> None:
    """Nobody is told what they may no longer hold."""
    put(Feed, "forgotten", lambda _self, _after: [])


def held_leaks() -> None:
    """What waits in the tray goes to everyone."""
    for room in (visibility, send_records):
        put(room, "HELD_BY_ROLE", dict.fromkeys(Role, CASE | {"held"}))

    def everyone(batch: Batch, _client: str | None, _writer: str) -> set[str]:
        return batch.ledger.all_supervisors() | {batch.actor.user}

    put(tray, "deciders", everyone)


def held_is_refused() -> None:
    """Work on a client who has moved on is refused, as if it were its writer's mistake; and then dropped."""
    put(take_change, "hold_change", lambda _batch, _change: None)


def offered_value_dropped() -> None:
    """A conflict says that there was another value, and not which."""
    right = conflicts.keep_aside

    def keep(batch: Batch, change: Any, stored: Any, clash: Clash) -> str:
        return right(batch, change, stored, replace(clash, offered=None, values=None))

    put(take_change, "keep_aside", keep)


def chain_forgotten() -> None:
    """A device that goes on from a value of its own that was not taken is in conflict with itself."""
    put(Batch, "chain", lambda _self, _change: {})


def conflict_not_joined() -> None:
    """A device's next value for a field in conflict makes another conflict."""
    right = Batch.since
    put(Batch, "since", lambda self, change, stored: replace(right(self, change, stored), open={}))


def conflict_not_told() -> None:
    """A conflict goes on showing what stood when it was made, and is settled by that."""
    for room in (conflicts, held):
        put(room, "follow_record", lambda *_: None)


def leaver_not_told() -> None:
    """Whoever has left the house keeps on their phone what was on it."""
    put(sync_view, "find_forgotten", lambda *_args, **_how: [])


def one_token_only() -> None:
    """A request for a phone's token that comes twice makes the one worthless that the phone holds."""
    put(tokens, "MOST_OF_A_DEVICE", 1)


def restored_unseen() -> None:
    """A record comes back with what was typed, whatever stood in it when it was deleted."""
    right = settle.settle
    put(held, "settle", lambda *about: replace(right(*about), was=None))


FAULTS: dict[str, Callable[[], None]] = {
    fault.__name__: fault
    for fault in (
        last_writer_wins,
        versions_instead_of_values,
        whole_record_put,
        deletion_unseen,
        no_idempotency,
        commit_failure_unnoticed,
        grant_without_a_number,
        head_read_after_rows,
        page_border_passed,
        forget_never_said,
        held_leaks,
        held_is_refused,
        offered_value_dropped,
        chain_forgotten,
        conflict_not_joined,
        conflict_not_told,
        restored_unseen,
        leaver_not_told,
        one_token_only,
    )
}


def plant(*names: str) -> None:
    """Make the server of this process wrong in these ways."""
    for name in names:
        FAULTS[name]()
