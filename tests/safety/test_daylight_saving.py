"""The night on which the clocks change: nobody is watched for an hour more, or for an hour less."""

from datetime import UTC, datetime, timedelta

import pytest

from server.safety.policy import Policy
from server.safety.sentences import alarm
from server.safety.signals import Signal
from server.safety.visit import Plan, fold_visit
from server.safety.words import AlertKind, SignalType

BACK = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # half past one; half an hour later it is one o'clock again
FORWARD = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)  # half past midnight; after one o'clock comes two


def start(at: datetime) -> Signal:
    return Signal("1", SignalType.START, "visit", "ada", "phone", 1, at, at, minutes=60)


@pytest.mark.parametrize("at", [BACK, FORWARD], ids=["back", "forward"])
def test_a_visit_over_the_change_of_the_clocks_is_as_long_as_any_other(at: datetime) -> None:
    policy = Policy(time_zone="Europe/London")
    for plan, signals in ((Plan(), [start(at)]), (Plan(start=at, minutes=60), [])):
        visit = fold_visit(plan, signals, at, policy)
        assert visit.due == at + timedelta(minutes=60)
        assert visit.alert_at == at + timedelta(minutes=65)


@pytest.mark.parametrize(
    ("at", "wall"),
    [(BACK, "01:30"), (BACK + timedelta(hours=1), "01:30"), (FORWARD, "00:30"),
     (FORWARD + timedelta(hours=1), "02:30")],
)  # fmt: skip
def test_people_read_the_time_on_their_own_wall(at: datetime, wall: str) -> None:
    assert f"by {wall}." in alarm(AlertKind.OVERDUE, "Ada", at, "Europe/London")


@pytest.mark.parametrize("zone", ["Europe/Lodnon", "BST!", "", "../etc/passwd"])
def test_a_time_zone_that_nobody_knows_stops_no_alarm(zone: str) -> None:
    assert "by 00:30 UTC." in alarm(AlertKind.OVERDUE, "Ada", BACK, zone)
