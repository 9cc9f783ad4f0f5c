"""The safety report: how soon alerts were taken and ended, which visits were watched, who practised."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from server.adapters.world import world
from server.policy.refusal import Refusal
from server.safety.words import AlertKind, Outcome
from server.store import people, reports
from server.store.alerts import AlertRow
from server.store.database import reading
from sync.change import Actor

FOUR_WEEKS = timedelta(days=27)
LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Period:
    """Whole days on an organisation's own clock, the last one included."""

    first: date
    last: date
    zone: ZoneInfo

    def bounds(self) -> tuple[datetime, datetime]:
        """The instants between which it lies."""
        return self._midnight(self.first), self._midnight(self.last + timedelta(days=1))

    def week_of(self, moment: datetime) -> str:
        """The Monday of a moment's week."""
        day = moment.astimezone(self.zone).date()
        return (day - timedelta(days=day.weekday())).isoformat()

    def _midnight(self, day: date) -> datetime:
        return datetime.combine(day, time(), self.zone)


@dataclass(frozen=True, slots=True)
class HomeVisit:
    """A meeting at somebody's home, or for which a visit was planned, and whether it was watched."""

    at: datetime
    armed: bool


def safety_report(actor: Actor, first: date | None, last: date | None, team: str | None) -> dict[str, Any]:
    """Count a period of at most a year, of the organisation or of one team, but no alert about the actor.

    Raises Refusal not_valid.
    """
    with reading():
        house = people.organisation(actor.organisation)
        zone = ZoneInfo(house.time_zone if house else "UTC")
        period = _period(first, last, zone)
        names = {one.id: one.name for one in people.people(actor.organisation)}
        members = {one.id for one in people.people(actor.organisation) if team in (None, one.team)}
        found = reports.alerts_opened(actor.organisation, *period.bounds())
        mine = [one for one in found if one.account in members or (team is None and one.account is None)]
        drills = [one for one in mine if one.kind == AlertKind.DRILL]
        # A count of what was about herself would tell of a secret call, to whoever forces her.
        alerts = [one for one in mine if one.kind != AlertKind.DRILL and one.account != actor.user]
        taken = reports.first_taken(actor.organisation, [one.id for one in alerts])
        visits = _home_visits(actor.organisation, members, period)
        teams = [{"id": one.id, "name": one.name} for one in people.teams(actor.organisation)]
    waits = {one.id: (taken[one.id] - one.opened).total_seconds() for one in alerts if one.id in taken}
    return {
        "from": period.first.isoformat(),
        "to": period.last.isoformat(),
        "teams": teams,
        "alerts": len(alerts),
        "acknowledge": spread(waits.values()),
        "resolve": spread((one.resolved - one.opened).total_seconds() for one in alerts if one.resolved),
        "kinds": _counted("kind", (one.kind for one in alerts)),
        "outcomes": _counted("outcome", (one.outcome for one in alerts if one.outcome)),
        "forgotten": sum(one.outcome == Outcome.FORGOT_TO_FINISH for one in alerts),
        "visits": {"home": len(visits), "armed": sum(one.armed for one in visits)},
        "drills": _drills(drills, names),
        "weeks": _weeks(period, alerts, waits, visits),
    }


def spread(seconds: Iterable[float]) -> dict[str, float | None]:
    """Give the middle, and what nine of ten did not exceed."""
    ordered = sorted(seconds)
    if not ordered:
        return {"count": 0, "median_s": None, "p90_s": None}
    ninth = ordered[math.ceil(0.9 * len(ordered)) - 1]
    return {"count": len(ordered), "median_s": median(ordered), "p90_s": ninth}


def _period(first: date | None, last: date | None, zone: ZoneInfo) -> Period:
    last = last or world().now().astimezone(zone).date()
    try:
        first = first or last - FOUR_WEEKS
        period = Period(first, last, zone)
        period.bounds()[1].astimezone(ZoneInfo("UTC"))
    except OverflowError as error:
        raise Refusal("not_valid", errors={"to": ["No calendar has this day."]}) from error
    if not timedelta() <= last - first <= LONGEST:
        raise Refusal("not_valid", errors={"from": ["Must be at most a year before its end."]})
    return period


def _home_visits(organisation: str, members: set[str], period: Period) -> list[HomeVisit]:
    """Meetings that took place at home, or where a visit had been planned to, by whoever wrote them down."""
    start, end = period.bounds()
    planned = {
        body["data"]["contact"]: body["id"]
        for body in reports.bodies_with(organisation, "visit", '"contact":"')
    }
    started = reports.started(organisation, planned.values())
    at_home = reports.bodies_with(organisation, "contact", '"place":"home"')
    met = {body["id"]: body for body in (*at_home, *reports.bodies_of(organisation, "contact", planned))}
    found = []
    for body in met.values():
        at = datetime.fromisoformat(body["data"]["at"])
        held = body["data"].get("outcome") == "took_place" and body["made"]["by"] in members
        if held and start <= at < end:
            found.append(HomeVisit(at, planned.get(body["id"]) in started))
    return found


def _counted(name: str, words: Iterable[str]) -> list[dict[str, Any]]:
    return [{name: word, "count": count} for word, count in Counter(words).most_common()]


def _drills(drills: Sequence[AlertRow], names: dict[str, str]) -> dict[str, Any]:
    held = Counter(names.get(one.account or "", one.worker_name) for one in drills if one.resolved)
    missed = Counter(
        names.get(one.account or "", one.worker_name) for one in drills if one.outcome == Outcome.DRILL_MISSED
    )
    people = [{"name": name, "held": held[name], "missed": missed[name]} for name in sorted(held)]
    return {"held": held.total(), "missed": missed.total(), "people": people}


def _weeks(
    period: Period, alerts: Sequence[AlertRow], waits: dict[str, float], visits: Sequence[HomeVisit]
) -> list[dict[str, Any]]:
    opened = [(period.week_of(one.opened), one.id) for one in alerts]
    visited = [(period.week_of(one.at), one.armed) for one in visits]
    weeks = sorted({week for week, _ in opened} | {week for week, _ in visited})
    return [
        {
            "week": week,
            "alerts": sum(one == week for one, _ in opened),
            "home": sum(one == week for one, _ in visited),
            "armed": sum(one == week and armed for one, armed in visited),
            "acknowledge_median_s": spread(waits[id] for one, id in opened if one == week and id in waits)[
                "median_s"
            ],
        }
        for week in weeks
    ]
