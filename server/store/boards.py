"""What the board shows, and what woke it; each function reads inside the caller's transaction."""

from collections.abc import Sequence

from sqlalchemy import case, null, or_, select

from server.safety.words import AlertKind, AlertState
from server.store.alerts import AlertEventRow, AlertRow
from server.store.database import session


def happenings(organisations: Sequence[str], since: str) -> list[tuple[str, str, str | None]]:
    """Lines of timelines with an id from `since` on: organisation, id, and the worker who may hear of it.

    Of duress her phone shows no sign, and a phone that was told less after duress than after the right PIN
    would show one: so after either it is told nothing.
    """
    silent = or_(AlertRow.kind == AlertKind.DURESS.value, AlertRow.state == AlertState.STAND_DOWN.value)
    wanted = (
        select(AlertEventRow.organisation, AlertEventRow.id, case((silent, null()), else_=AlertRow.account))
        .join(
            AlertRow,
            (AlertRow.organisation == AlertEventRow.organisation) & (AlertRow.id == AlertEventRow.alert),
        )
        .where(AlertEventRow.organisation.in_(organisations), AlertEventRow.id >= since)
    )
    return [(row[0], row[1], row[2]) for row in session().execute(wanted)]
