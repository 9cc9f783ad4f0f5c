"""The days on which a case manager works, and what a wall clock in Edinburgh says as an instant."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
SLOTS = (9 * 60 + 30, 10 * 60 + 45, 12 * 60, 13 * 60 + 30, 14 * 60 + 45, 16 * 60)
HOLIDAYS = ((12, 25), (12, 26), (1, 1), (1, 2))


def instant(day: date, minute: float) -> str:
    """Give a minute of a day in Edinburgh as it travels: UTC, to the millisecond."""
    local = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    wall = local.replace(hour=int(minute) // 60, minute=int(minute) % 60, second=int(minute * 60) % 60)
    return wall.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def is_working(day: date) -> bool:
    """Tell whether she is at work on this day."""
    return day.weekday() < 5 and (day.month, day.day) not in HOLIDAYS


def working_day(day: date) -> date:
    """Give this day, or the next one on which she works."""
    while not is_working(day):
        day += timedelta(days=1)
    return day


def workday_before(day: date) -> date:
    """Give this day, or the last one before it on which she works."""
    while not is_working(day):
        day -= timedelta(days=1)
    return day


def recorded_day(day: date, last: date) -> date:
    """Give the day on which she writes down what happened on `day`: at work, and not after `last`."""
    return min(working_day(day), last)


def say_day(day: date) -> str:
    """Give a day as people write it: `Tuesday 14 July`."""
    return f"{day:%A} {day.day} {day:%B}"


def say_hour(minute: int) -> str:
    """Give a time of day on the 24-hour clock."""
    return f"{minute // 60:02d}.{minute % 60:02d}"


@dataclass(slots=True)
class Diary:
    """One case manager's diary up to a last day: she is never in two meetings at once."""

    last: date
    taken: set[tuple[date, int]] = field(default_factory=set)

    def book(self, wanted: date, slot: int, since: date, until: date, avoid: set[date]) -> tuple[date, int]:
        """Book the free hour nearest to the one wanted: within the days given, failing that soon after.

        `avoid` are days on which this client has a meeting already. Raises LookupError when all is full.
        """
        for distance in range((self.last - since).days + 1):
            for way in (1, -1):
                day = wanted + timedelta(days=way * distance)
                fits = since <= day <= self.last and (day <= until or distance > (until - since).days)
                if not (fits and is_working(day)) or day in avoid:
                    continue
                for turn in range(len(SLOTS)):
                    minute = SLOTS[(slot + turn) % len(SLOTS)]
                    if (day, minute) not in self.taken:
                        self.taken.add((day, minute))
                        return day, minute
        raise LookupError("The diary is full.")
