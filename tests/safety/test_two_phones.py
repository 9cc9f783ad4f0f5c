"""One visit on two phones: what one kept from before ends nothing that the other has begun since."""

import pytest

from server.safety.visit import Case
from server.safety.words import AlertKind, Trust, VisitState
from tests.safety.makers import after, signal
from tests.safety.visits import START, fold

LATE = {"received": 20, "device": "another"}


@pytest.mark.parametrize(
    ("made", "trust", "state"),
    [
        (-10, Trust.TRUSTED, VisitState.ARMED),
        (10, Trust.UNTRUSTED, VisitState.ARMED),
        (10, Trust.TRUSTED, VisitState.ENDED),
    ],
    ids=["from before", "nobody knows when", "from after"],
)
def test_a_late_end_by_another_phone_ends_only_what_had_begun_by_then(
    made: float, trust: Trust, state: VisitState
) -> None:
    assert fold(START, signal("finish", made, 9, trust=trust, **LATE), at=21).state is state


def test_a_late_extension_by_another_phone_adds_nothing_to_what_began_after_it() -> None:
    earlier = signal("extend", -10, 9, minutes=30, trust=Trust.TRUSTED, **LATE)
    assert fold(START, earlier, at=21).due == after(45)


def test_a_start_whose_own_time_is_not_to_be_trusted_counts_from_when_it_came() -> None:
    start = signal("start", -30, 1, received=0, minutes=45, trust=Trust.UNTRUSTED)
    assert (
        fold(start, signal("finish", -10, 9, trust=Trust.TRUSTED, **LATE), at=14).state is VisitState.DUE_SOON
    )


def test_what_is_live_or_agreed_by_phone_counts_from_whatever_it_comes() -> None:
    settled = Case(AlertKind.PANIC, after(5), after(6))
    assert fold(START, signal("finish", 10, 1, device="another"), at=11).state is VisitState.ENDED
    desk = signal("finish", 10, 1, device="desk", by_monitor=True)
    assert fold(START, desk, at=11, cases=(settled,)).state is VisitState.ENDED
