"""What a signal means to the worker who sent it, and to an alert that is open."""

from collections.abc import Sequence
from datetime import datetime

from server.safety.signals import Signal, made_at
from server.safety.visit import Visit
from server.safety.words import Action, AlertKind, Ending, Meaning, Pin, SignalType, Trust, VisitState

LIFE = frozenset((SignalType.EXTEND, SignalType.CHECK_IN))
ENDS = frozenset((SignalType.FINISH, SignalType.CANCEL))


def receipt_status(signal: Signal, before: Visit, after: Visit) -> str:
    """Give the word of the receipt for a new signal. The right PIN and the one for duress give the same."""
    ends = signal.type is SignalType.FINISH or (signal.type is SignalType.CANCEL and after.started is None)
    if ends and after.state is not VisitState.ENDED:
        if signal.pin is Pin.WRONG:
            return "pin_wrong"
        if signal.trust is Trust.LIVE:
            return "pin_needed"
    if signal.type is SignalType.EXTEND and not signal.by_monitor and _is_running(before):
        return "too_long" if after.due == before.due else "received"
    return "received"


def _is_running(visit: Visit) -> bool:
    return visit.started is not None and visit.state is not VisitState.ENDED


def is_guessed_at(visit: Visit) -> bool:
    """Tell whether its PIN was wrong time and again, and nobody has ended it since."""
    return any(one.action is Action.GUESSED for one in visit.moments)


def meaning_of(
    signal: Signal,
    before: Visit,
    after: Visit,
    alert: AlertKind,
    since: datetime | None = None,
    *,
    settles: bool = True,
    overdue: Sequence[datetime] = (),
    guessed: bool = False,
) -> Meaning:
    """Give what a signal that was received after an alert had opened says about it.

    Only a live time, or a late one that can be trusted, lowers an alert; duress is lowered by nothing, for
    whoever forces her may force this too. Without the right PIN anybody with the phone may have ended it.
    `since` is the time for which it was raised; `settles` says that all it is about is this visit;
    `overdue` are the times at which each of its visits that has not ended was last overdue; `guessed` says
    that somebody was guessing at the PIN of a visit of hers, and that only the right one is a word from her.
    """
    if guessed and signal.pin is not Pin.RIGHT:
        return Meaning.LINE
    if alert is AlertKind.DURESS or signal.by_monitor or signal.trust is Trust.UNTRUSTED:
        return Meaning.LINE
    ended = before.state is not VisitState.ENDED and after.state is VisitState.ENDED
    if since is not None and _is_older(signal, alert, since, settles=settles):
        return Meaning.LINE
    if signal.trust is not Trust.LIVE and any(made_at(signal) <= time for time in overdue):
        return Meaning.LINE  # it was made before one of them was overdue, and says nothing of what came after
    if alert is AlertKind.NO_CONTACT and not guessed:
        return _of_silence(signal, after)
    if alert is AlertKind.PANIC and signal.pin is Pin.NONE:
        return Meaning.LINE  # she has set a PIN, and whoever has her phone may end another visit without it
    if signal.type in ENDS and ended and after.ending is not Ending.UNVERIFIED:
        right = signal.trust is Trust.LIVE and signal.pin is Pin.RIGHT
        return Meaning.STAND_DOWN if right else Meaning.DOWNGRADE
    if signal.type in LIFE and alert is AlertKind.OVERDUE:
        return Meaning.DOWNGRADE
    return Meaning.LINE


def _of_silence(signal: Signal, after: Visit) -> Meaning:
    """Give what a signal says where nothing had been heard."""
    if signal.type in ENDS and (signal.pin is Pin.WRONG or after.state is not VisitState.ENDED):
        return Meaning.LINE  # it ended nothing: she is asked for her PIN, and so is whoever has her phone
    heard = signal.type in LIFE | ENDS | {SignalType.START} and after.ending is not Ending.UNVERIFIED
    return Meaning.STAND_DOWN if heard else Meaning.LINE


def _is_older(signal: Signal, alert: AlertKind, since: datetime, *, settles: bool) -> bool:
    """Tell whether it was made before the alert's time, and so says nothing about what came after.

    A late end of the overdue visit itself does: it was over by then. So does any word of a visit that was
    silent. What is live was heard just now.
    """
    if alert is AlertKind.PANIC:
        return made_at(signal) <= since
    says = settles and (signal.type in ENDS or alert is AlertKind.NO_CONTACT)
    return signal.trust is not Trust.LIVE and not says and made_at(signal) <= since
