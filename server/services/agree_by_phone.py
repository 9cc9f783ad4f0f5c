"""What a monitor agrees with a worker by phone: more time, or that she is out and safe."""

from typing import Any

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.safety.words import SignalType, VisitState
from server.services.board_cards import visit_card
from server.services.board_facts import gather
from server.services.receive_signals import take_by_monitor
from server.store import boards
from server.store.database import reading
from server.store.watches import WatchRow
from sync.change import Actor


def extend_visit(actor: Actor, id: str, minutes: float, note: str, said: str | None = None) -> dict[str, Any]:
    """Give a visit more time, beyond what the worker may by herself; give it as the board shows it.

    What is `said` again under the same id adds nothing. Raises Refusal: not_found; not_allowed for one's own
    visit; closed where it has ended; not_valid where the id is another's.
    """
    _check(actor, id)
    take_by_monitor(actor, id, SignalType.EXTEND, world().now(), minutes=minutes, note=note, said=said)
    return _show(actor, id)


def end_visit(actor: Actor, id: str, note: str) -> dict[str, Any]:
    """End a visit whose worker has said so. An alert about it stays until somebody closes it.

    Raises what `extend_visit` raises.
    """
    _check(actor, id)
    take_by_monitor(actor, id, SignalType.FINISH, world().now(), note=note)
    return _show(actor, id)


def _check(actor: Actor, id: str) -> None:
    with reading():
        watch = _find(actor, id)
    if watch.account == actor.user:
        raise Refusal("not_allowed", "Nobody agrees with herself by phone.")
    if watch.state == VisitState.ENDED:
        raise Refusal("closed", "This visit has ended.")


def _show(actor: Actor, id: str) -> dict[str, Any]:
    with reading():
        watch = _find(actor, id)
        about = [one for one in boards.open_alerts(actor.organisation) if one.visit == id]
        return visit_card(watch, gather(actor, world().now(), [watch], about))


def _find(actor: Actor, id: str) -> WatchRow:
    watch = boards.watch(actor.organisation, id)
    if watch is None:
        raise Refusal("not_found")
    return watch
