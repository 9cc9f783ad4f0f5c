"""What a person does about an alert. Of two who do it at once, one is first, and the other is told who."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.safety import answers
from server.safety.alert import Alert, Move
from server.safety.answers import Closed, Graver, NotYours, Person, Taken
from server.safety.policy import Policy
from server.safety.words import AlertKind, Outcome
from server.services.alerts import apply_move, hold_case
from server.services.board_cards import alert_card
from server.services.board_facts import gather
from server.services.near_misses import file_near_miss
from server.services.policies import policy_of
from server.store import cases
from server.store.alerts import AlertRow
from server.store.cases import read_alert
from server.store.database import writing
from server.store.ledger import Ledger
from sync.change import Actor


class Verb(StrEnum):
    """What can be done about an alert."""

    ACKNOWLEDGE = "acknowledge"
    PROGRESS = "progress"
    TAKE_OVER = "take_over"
    RESOLVE = "resolve"
    REOPEN = "reopen"


@dataclass(frozen=True, slots=True)
class Said:
    """What a person does about an alert, and says about it; by its `id` it is known when it comes again.

    `kind` is what their screen shows it to be.
    """

    verb: Verb
    note: str = ""
    outcome: Outcome | None = None
    id: str | None = None
    kind: AlertKind | None = None


TAKING: dict[Verb, Callable[[Alert, Person, datetime, Policy, str], Move]] = {
    Verb.ACKNOWLEDGE: answers.acknowledge,
    Verb.PROGRESS: answers.progress,
    Verb.TAKE_OVER: answers.take_over,
}
HAVING = (Verb.ACKNOWLEDGE, Verb.TAKE_OVER)


def answer_alert(actor: Actor, id: str, said: Said) -> dict[str, Any]:
    """Do something about an alert, and give it as the board shows it.

    Raises Refusal: not_found; not_allowed for one's own; taken with the name of whoever was first; closed
    where it cannot be done now; graver where it has become more than is being ended; not_valid where the
    outcome, or the note that it needs, is missing.
    """
    now = world().now()
    _check_words(said)
    with writing() as session:
        if said.outcome is Outcome.NEAR_MISS:
            # Before the alert: whoever needs both takes them in this order.
            Ledger(session, actor.organisation).lock_counter()
        row = hold_case(actor.organisation, id)
        if row is None:
            raise Refusal("not_found")
        if not _is_repeat(row, actor, said):
            _move(row, actor, said, now)
        session.flush()
        return alert_card(row, gather(actor, now, [], [row]))


def _check_words(said: Said) -> None:
    errors = {}
    if said.verb is Verb.RESOLVE and said.outcome in (None, Outcome.DRILL_MISSED):
        errors["outcome"] = ["Say what it turned out to be."]
    if said.verb is not Verb.RESOLVE and said.outcome is not None:
        errors["outcome"] = ["Only the end of an alert has an outcome."]
    if not said.note and (said.outcome is Outcome.NEAR_MISS or said.verb is Verb.PROGRESS):
        errors["note"] = ["Say in a sentence what happened."]
    if errors:
        raise Refusal("not_valid", errors=errors)


def _is_repeat(row: AlertRow, actor: Actor, said: Said) -> bool:
    """A phone that did not hear the answer says it again: the second time changes nothing.

    Whoever takes an alert means that she has it: where nobody has it any more, she takes it anew.
    """
    if said.id is not None and said.id in cases.said(row.organisation, row.id, actor.user):
        return said.verb not in HAVING or row.owner is not None or row.resolved is not None
    return said.verb is Verb.RESOLVE and (row.outcome, row.owner) == (said.outcome, actor.user)


def _move(row: AlertRow, actor: Actor, said: Said, now: datetime) -> None:
    policy = policy_of(actor.organisation, row.opened)
    own = row.account == actor.user  # she is refused in any case, and learns of no other one by that
    again = said.verb is Verb.REOPEN and row.resolved and not own
    if again and cases.open_case(row.organisation, row.subject):
        raise Refusal("closed", "There is a new alert about the same by now: answer that one.")
    try:
        move = _decide(read_alert(row), Person(actor.user, actor.name), said, now, policy)
    except Taken as taken:
        raise Refusal("taken", taken.owner) from taken
    except NotYours as own:
        raise Refusal("not_allowed", "Nobody answers an alert about themselves.") from own
    except Closed as closed:
        raise Refusal("closed", str(closed)) from closed
    except Graver as graver:
        raise Refusal("graver") from graver
    known_by = {"said": said.id} if said.id else {}
    events = tuple(replace(one, detail={**one.detail, **known_by}) for one in move.events)
    apply_move(row, replace(move, events=events), now)
    if said.outcome is Outcome.NEAR_MISS:
        file_near_miss(actor, row, said.note, now)


def _decide(alert: Alert, person: Person, said: Said, now: datetime, policy: Policy) -> Move:
    if said.outcome is not None:
        return answers.resolve(alert, person, now, said.outcome, said.note, seen=said.kind)
    if said.verb is Verb.REOPEN:
        return answers.reopen(alert, person, now, said.note)
    return TAKING[said.verb](alert, person, now, policy, said.note)
