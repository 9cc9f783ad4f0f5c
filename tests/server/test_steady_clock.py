"""A clock that nobody can set: when the machine's clock jumps, no alarm moves."""

from datetime import UTC, datetime, timedelta

from server.adapters.steady import SteadyClock

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


class Machine:
    """A machine whose clock can be set while it runs."""

    def __init__(self) -> None:
        self.run = 1000.0
        self.set_by = timedelta()
        self.clock = SteadyClock(self.wall, lambda: self.run)

    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.run - 1000) + self.set_by


def test_it_goes_with_the_machine() -> None:
    machine = Machine()
    machine.run += 90
    assert machine.clock.now() == NOON + timedelta(seconds=90)
    assert not machine.clock.jumped


def test_a_clock_set_by_an_hour_moves_nothing_either_way() -> None:
    for hours in (1, -1):
        machine = Machine()
        machine.set_by = timedelta(hours=hours)
        machine.run += 10
        assert machine.clock.now() == NOON + timedelta(seconds=10)
        assert machine.clock.jumped == timedelta(hours=hours)


def test_when_the_clock_is_right_again_nothing_has_happened() -> None:
    machine = Machine()
    machine.set_by = timedelta(hours=1)
    machine.clock.now()
    machine.set_by = timedelta()
    assert machine.clock.now() == NOON
    assert not machine.clock.jumped


def test_small_corrections_are_followed_however_many() -> None:
    machine = Machine()
    for _ in range(10):
        machine.run += 60
        machine.set_by += timedelta(seconds=1)
        assert machine.clock.now() == machine.wall()


def test_time_goes_on_from_where_the_house_has_been() -> None:
    machine = Machine()
    machine.clock.not_before(NOON + timedelta(hours=1))
    machine.run += 5
    assert machine.clock.now() == NOON + timedelta(hours=1, seconds=5)
    machine = Machine()
    machine.clock.not_before(NOON - timedelta(hours=1))
    assert machine.clock.now() == NOON
