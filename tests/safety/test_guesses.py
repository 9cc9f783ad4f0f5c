"""Somebody guesses at the PIN that ends a visit."""

import pytest

from server.safety.evidence import is_guessed_at, meaning_of
from server.safety.signals import Signal
from server.safety.visit import GUESSES, Moment
from server.safety.words import Action, AlertKind, Ending, Meaning, Pin, Trust, VisitState
from tests.safety.makers import after, signal
from tests.safety.visits import START, fold


def guesses(times: int, first: int = 2) -> list[Signal]:
    """So many wrong PINs, one each minute from ten past two."""
    return [signal("finish", 8 + seq, seq, pin=Pin.WRONG) for seq in range(first, first + times)]


def guessed(*signals: Signal, at: float = 40) -> list[Moment]:
    """When somebody is to be told, by half past two or later."""
    return [one for one in fold(START, *signals, at=at).moments if one.action is Action.GUESSED]


def test_at_the_fifth_somebody_is_told_and_at_every_fifth_after_it() -> None:
    assert GUESSES == 5
    assert guessed(*guesses(4)) == []
    assert guessed(*guesses(9)) == [Moment(after(14), Action.GUESSED)]
    assert [one.at for one in guessed(*guesses(10))] == [after(14), after(19)]


def test_an_end_without_a_pin_is_no_guess() -> None:
    assert guessed(*(signal("finish", 46 + seq, seq) for seq in range(2, 9)), at=60) == []


def test_what_was_received_late_does_not_move_the_time_of_what_was_told() -> None:
    old = signal("finish", 9, 2, received=30, pin=Pin.WRONG, device="another", trust=Trust.LIVE)
    assert guessed(*guesses(5), old) == [Moment(after(14), Action.GUESSED)]
    assert guessed(*guesses(4), old) == [Moment(after(30), Action.GUESSED)]


def test_offline_it_ends_unverified_and_no_guess_is_counted_after_that() -> None:
    late = [signal("finish", 10, seq, received=20, pin=Pin.WRONG, trust=Trust.TRUSTED) for seq in range(2, 9)]
    visit = fold(START, *late, at=21)
    assert visit.ending is Ending.UNVERIFIED
    assert visit.moments == (Moment(after(20), Action.UNVERIFIED),)


def test_once_it_has_ended_none_is_counted_and_begun_again_it_begins_with_none() -> None:
    end = signal("finish", 12, 6, pin=Pin.RIGHT)
    assert guessed(*guesses(4), end, *guesses(5, first=7)) == []
    again = signal("start", 13, 7, minutes=45)
    assert guessed(*guesses(4), end, again, *guesses(4, first=8)) == []
    assert len(guessed(*guesses(4), end, again, *guesses(5, first=8))) == 1


def test_from_then_on_the_end_wants_the_pin() -> None:
    hold = signal("finish", 20, 9)
    assert fold(START, *guesses(4), hold, at=21).state is VisitState.ENDED
    assert fold(START, *guesses(5), hold, at=21).state is VisitState.ARMED
    assert fold(START, *guesses(5), signal("finish", 20, 9, pin=Pin.RIGHT), at=21).ending is Ending.LIVE


LATE = {"received": 30, "trust": Trust.TRUSTED}


@pytest.mark.parametrize("kind", [AlertKind.NO_CONTACT, AlertKind.OVERDUE])
@pytest.mark.parametrize(
    ("new", "means"),
    [
        (signal("check_in", 20, 9), Meaning.LINE),
        (signal("extend", 20, 9, minutes=10), Meaning.LINE),
        (signal("finish", 20, 9), Meaning.LINE),
        (signal("finish", 20, 9, pin=Pin.WRONG), Meaning.LINE),
        (signal("finish", 20, 9, pin=Pin.RIGHT), Meaning.STAND_DOWN),
        (signal("finish", 20, 9, pin=Pin.RIGHT, **LATE), Meaning.DOWNGRADE),
    ],
)
def test_nothing_but_the_right_pin_is_a_word_from_her(kind: AlertKind, new: Signal, means: Meaning) -> None:
    before, afterwards = (
        fold(START, *guesses(5), *more, at=31 if new.trust is Trust.TRUSTED else 21) for more in ([], [new])
    )
    assert is_guessed_at(before)
    assert meaning_of(new, before, afterwards, kind, after(14), guessed=True) is means
