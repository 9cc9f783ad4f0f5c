"""An alert as the worker whom it is about is shown it: a call for help in secret never shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from server.safety.alert import Alert
from server.safety.apparent import Apparent, Line
from server.safety.words import AlertKind, AlertState
from server.services.alerts import BEFORE, reaching, rules_of
from server.services.roster import Roster
from server.store import cases, watches
from server.store.alerts import AlertRow
from server.store.watches import WatchRow
from sync.change import Actor


@dataclass(frozen=True, slots=True)
class OwnAlert:
    """An alert, when anybody was told of it, and whether it is known that nobody could be.

    `after_visit`: she has ended a visit since, and is told only that her call for help is open.
    """

    alert: Alert
    told_at: datetime | None
    nobody_told: bool
    after_visit: bool = False


def own_alert(row: AlertRow | None, now: datetime, roster: Roster) -> OwnAlert | None:
    """The alert, until she has ended a visit since it opened, or since she last called for help aloud.

    A call is not over because a visit was: that it is open is all that is said then, alike after either PIN.
    """
    if row is None:
        return None
    lines = cases.timeline(row.organisation, row.id)
    secret = _fold(row, lines, now, roster)
    alert = secret.alert if secret else cases.read_alert(row)
    if alert is None or alert.resolved is not None:
        return None
    visits, call = watches.of_person(row.organisation, row.subject), _last_call(lines, alert.opened)
    if _has_ended_since(call or alert.opened, visits):
        return None if call is None else _still_open(alert)
    if call is not None and _has_ended_since(alert.opened, visits):
        alert = replace(alert, kind=AlertKind.PANIC)
    told_at, may_be = _told(row, call, secret)
    return OwnAlert(alert, told_at, not (roster.has_board(row.account) or may_be))


def _still_open(alert: Alert) -> OwnAlert:
    """A call aloud that nobody has closed, in words that nothing changes which comes after the visit."""
    bare = replace(alert, kind=AlertKind.PANIC, state=AlertState.OPEN, owner=None, owner_name=None)
    return OwnAlert(bare, None, nobody_told=False, after_visit=True)


def as_shown(actor: Actor, alerts: Sequence[AlertRow], now: datetime, roster: Roster) -> list[AlertRow]:
    """The open ones of these as the actor may know of them, the one about herself as `own_alert` has it.

    Whoever watches goes on visits too, and whoever forces her sees her board.
    """
    found = []
    for row in alerts:
        if row.account != actor.user or row.kind == AlertKind.DRILL:
            found.append(row)
        elif (own := own_alert(row, now, roster)) and not own.after_visit:
            found.append(cases.row_of(row, own.alert))
    return found


def shown_alert(row: AlertRow, now: datetime, roster: Roster) -> Alert | None:
    """The case as it would stand had she not called in secret; None where there would be none."""
    secret = _fold(row, cases.timeline(row.organisation, row.id), now, roster)
    return secret.alert if secret else cases.read_alert(row)


def _fold(row: AlertRow, lines: Sequence[Line], now: datetime, roster: Roster) -> Apparent | None:
    """What she may know of a case in which she has called in secret; None for any other case."""
    call = next((at for at, line in enumerate(lines) if line.detail.get("kind") == AlertKind.DURESS), None)
    if call is None:
        return None
    real, before = cases.read_alert(row), lines[call].detail.get(BEFORE)
    stood = cases.thaw(before) if before else None
    found = Apparent(lines[call].at, real, rules_of(row, roster), reaching(row, real, roster), stood)
    found.live(lines[call + 1 :], now)
    return found


def _last_call(lines: Sequence[Line], opened: datetime) -> datetime | None:
    """When she last called for help aloud in this case; None where she has not."""
    calls = (one.at for one in lines if one.detail.get("kind") == AlertKind.PANIC and one.at >= opened)
    return max(calls, default=None)


def _told(row: AlertRow, call: datetime | None, secret: Apparent | None) -> tuple[datetime | None, bool]:
    """When the first message that she may know of told anybody, and whether one may do so yet."""
    if secret is None:
        return cases.first_told(row, call), cases.may_be_told(row)
    if secret.raised is None:
        unknown = (secret.called, secret.told)
        return cases.first_told(row, call, unknown), cases.may_be_told(row, unknown)
    if call == secret.raised:
        since = (row.opened, call)
        return cases.first_told(row, call, since), cases.may_be_told(row, since)
    # Whoever knows of the secret call is not told of this as well, but would have been.
    first = cases.first_told(row)
    return first and max(first, secret.raised), cases.may_be_told(row)


def _has_ended_since(begun: datetime, visits: Sequence[WatchRow]) -> bool:
    """Whether she has ended a visit since: from then on the right PIN and the other look alike."""
    return any(one.ended is not None and one.ended >= begun for one in visits)
