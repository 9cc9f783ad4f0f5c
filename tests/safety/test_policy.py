"""An organisation's policy: what may be set, and what makes anyone less safe."""

from dataclasses import replace

import pytest

from server.safety.policy import (
    LADDERS,
    LIMITS,
    WAITS,
    BadPolicy,
    Policy,
    less_safe,
    read_policy,
    write_policy,
)


def test_it_is_stored_as_it_was() -> None:
    policy = Policy(grace_s=240, monitor_phone="0131 496 0000", time_zone="Europe/Dublin")
    assert read_policy(write_policy(policy), "Europe/Dublin") == policy


def test_what_is_absent_has_its_default() -> None:
    assert read_policy({}) == Policy()


@pytest.mark.parametrize("name", LIMITS)
def test_every_number_has_its_limits(name: str) -> None:
    low, high = LIMITS[name]
    for bad in (low - 1, high + 1, True, "300", 1.5, None):
        with pytest.raises(BadPolicy) as caught:
            read_policy({name: bad})
        assert set(caught.value.errors) == {name}
    assert getattr(read_policy({name: low}), name) == low


@pytest.mark.parametrize(
    "bad", [[0, 1, 2], [1, 2, 3, 4], [0, 3, 2, 4], [0, 0, 0, 9999], "abcd", [0, 1, 2, True]]
)
def test_a_ladder_has_four_steps_that_grow(bad: object) -> None:
    for name in LADDERS:
        with pytest.raises(BadPolicy):
            read_policy({name: bad})


@pytest.mark.parametrize("bad", [[], [60] * 6, [10], [9999], "soon"])
def test_reminders_come_before_the_end(bad: object) -> None:
    with pytest.raises(BadPolicy):
        read_policy({"warnings_s": bad})


def test_unknown_parts_and_long_words_are_refused_by_name() -> None:
    with pytest.raises(BadPolicy) as caught:
        read_policy({"graze_s": 1, "monitor_phone": "0" * 31, "time_zone": "Mars"})
    assert set(caught.value.errors) == {"graze_s", "monitor_phone", "time_zone"}


@pytest.mark.parametrize("name", WAITS)
def test_every_longer_wait_makes_somebody_less_safe(name: str) -> None:
    old = Policy()
    longer = replace(old, **{name: getattr(old, name) + 1})
    assert less_safe(old, longer) == (WAITS[name],)
    assert less_safe(longer, old) == ()


def test_so_do_a_later_step_a_reminder_left_out_and_a_number_removed() -> None:
    old = Policy(monitor_phone="0131 496 0000")
    assert less_safe(old, replace(old, ladder_s=(0, 180, 400, 600))) == ("An alert takes step 3 later.",)
    assert less_safe(old, replace(old, urgent_ladder_s=(0, 0, 60, 181))) == ("A panic takes step 4 later.",)
    assert less_safe(old, replace(old, warnings_s=(600, 300)))
    assert less_safe(old, replace(old, stand_down_s=60))
    assert less_safe(old, replace(old, monitor_phone=""))
    assert less_safe(replace(old, monitor_sms="07700 900000"), old)
    assert less_safe(old, replace(old, warnings_s=(900, 600, 300, 60), monitor_sms="07700 900000")) == ()
