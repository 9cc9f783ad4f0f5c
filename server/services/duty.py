"""The rota: who is at which post, and until when."""

from datetime import datetime
from typing import Any

from server.adapters.world import world
from server.audit.words import Verb
from server.policy.permissions import may
from server.policy.refusal import Refusal
from server.services.acting import log_change
from server.store import duty, people
from server.store.accounts import Account, Organisation
from server.store.columns import write_time
from server.store.database import reading, session, writing
from server.store.duty import DutyRow
from sync.change import Actor


def see_duty(actor: Actor) -> dict[str, Any]:
    """The turns that run or are to come, and who could take one."""
    now = world().now()
    with reading():
        colleagues = people.people(actor.organisation)
        turns = _rota(actor.organisation, now)
    return {
        "now": write_time(now),
        "duties": turns,
        "people": [
            {"account": one.id, "name": one.name, "role": one.role} for one in colleagues if _can_watch(one)
        ],
    }


def list_duty() -> list[tuple[Organisation, list[dict[str, Any]]]]:
    """The turns of every organisation that run or are to come."""
    now = world().now()
    with reading():
        return [(one, _rota(one.id, now)) for one in people.organisations()]


def take_duty(
    actor: Actor, account: str | None, post: str, begins: datetime | None, ends: datetime
) -> dict[str, Any]:
    """Put somebody on duty; a monitor only herself.

    Raises Refusal: not_allowed, not_found for nobody who could watch, not_valid for times that cannot be.
    """
    now, wanted = world().now(), account or actor.user
    begins = begins or now
    if wanted != actor.user and not may(actor, "duty.change_all"):
        raise Refusal("not_allowed", "You may set your own hours only.")
    if ends <= max(begins, now):
        raise Refusal("not_valid", errors={"ends": ["Must be later than its beginning, and to come."]})
    with writing():
        people.lock_organisation(actor.organisation)
        found = people.account(actor.organisation, wanted)
        if found is None or not _can_watch(found):
            raise Refusal("not_found", "Nobody of this name may answer an alert.")
        turns = [
            one for one in duty.rota(actor.organisation, now) if (one.account, one.post) == (wanted, post)
        ]
        if any(one.begins < ends and begins < one.ends for one in turns):
            raise Refusal(
                "not_valid", errors={"begins": [f"{found.name} has this post at that time already."]}
            )
        row = DutyRow(
            organisation=actor.organisation,
            id=world().new_id(),
            account=wanted,
            post=post,
            begins=begins,
            ends=ends,
            made_by=actor.user,
        )
        session().add(row)
        log_change(Verb.ADMINISTERED, by=actor, kind="duty", record=row.id)
    return _card(row, {wanted: found.name, actor.user: actor.name})


def end_duty(actor: Actor, id: str) -> None:
    """End a turn now, or strike one that has not begun. Raises Refusal not_found and not_allowed."""
    now = world().now()
    with writing() as current:
        row = duty.turn(actor.organisation, id)
        if row is None or row.ends <= now:
            raise Refusal("not_found")
        if row.account != actor.user and not may(actor, "duty.change_all"):
            raise Refusal("not_allowed", "You may set your own hours only.")
        if row.begins >= now:
            current.delete(row)
        else:
            row.ends = now


def note_sound(actor: Actor) -> None:
    """Note that a person has heard the siren on her own board."""
    now = world().now()
    with writing():
        duty.note_presence(actor.organisation, actor.user, now).sound_tested = now


def _rota(organisation: str, now: datetime) -> list[dict[str, Any]]:
    names = {one.id: one.name for one in people.people(organisation)}
    return [_card(turn, names) for turn in duty.rota(organisation, now)]


def _can_watch(account: Account) -> bool:
    return account.active and may(account.actor(), "alerts.answer")


def _card(turn: DutyRow, names: dict[str, str]) -> dict[str, Any]:
    return {
        "id": turn.id,
        "account": turn.account,
        "name": names.get(turn.account),
        "post": turn.post,
        "begins": write_time(turn.begins),
        "ends": write_time(turn.ends),
        "made_by_name": names.get(turn.made_by),
    }
