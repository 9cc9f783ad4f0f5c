"""A device's own chain: what its writer had seen, and what they had not."""

from typing import Any

from sync.chain import Untaken, Written, seen_before
from tests.sync.makers import edit


def untaken(was: Any, gp: Any, base: int = 1) -> Untaken:
    """A change of the same device, from one value of a field to another."""
    return Untaken(base, {"gp": gp}, {"gp": was})


def seen(was: Any, own: list[Untaken], written: Written, base: int = 1) -> list[Any]:
    """What the writer of a change of that field had seen before its old value."""
    return seen_before(edit(base, {"gp": was}, gp="new"), own, written)["gp"]


MADE: Written = [(1, {"known_as": "Jean", "gp": "a"})]


def test_what_was_refused_is_followed_to_what_stood_before_it() -> None:
    assert seen("b" * 300, [untaken("a", "b" * 300)], MADE) == ["a"]


def test_each_step_was_on_the_screen() -> None:
    assert seen("c", [untaken("a", "b"), untaken("b", "c")], MADE) == ["b", "a"]


def test_a_value_that_was_typed_twice_is_followed_from_the_last_time() -> None:
    assert seen("b", [untaken("x", "b"), untaken("a", "b")], MADE) == ["a"]


def test_changes_of_other_fields_and_values_say_nothing() -> None:
    assert seen("b", [untaken("a", "c"), Untaken(1, {"phone": "b"}, {"phone": "z"})], MADE) == []


def test_values_are_compared_in_their_canonical_form() -> None:
    assert seen("Zoe\u0308 ", [untaken(" a ", "Zo\u00eb")], MADE) == ["a"]


def test_nothing_is_followed_past_what_stood_on_the_screen_without_it() -> None:
    later = [*MADE, (2, {"gp": "b"}), (3, {"phone": "1"}), (4, {"gp": "a"})]
    for base in (2, 3):
        assert seen("b", [untaken("a", "b")], later, base) == []


def test_nothing_is_followed_past_what_was_taken_meanwhile() -> None:
    taken: Written = [*MADE, (2, {"gp": "b"}), (3, {"gp": "a"})]
    assert seen("b", [untaken("a", "b")], taken) == []
    assert seen("c", [untaken("a", "b"), untaken("b", "c")], taken) == ["b"]


def test_a_step_stops_at_what_stood_when_it_was_typed() -> None:
    own = [untaken("z", "q"), untaken("q", "b", base=2)]
    later = [*MADE, (2, {"gp": "q"}), (3, {"gp": "a"}), (4, {"gp": "z"})]
    assert seen("b", own, later, base=4) == ["q"]


def test_of_a_version_that_the_server_has_lost_nobody_knows_what_stood() -> None:
    later = [*MADE, (2, {"gp": "b"}), (3, {"gp": "a"})]
    assert seen("b", [untaken("a", "b")], later, base=9) == []
    assert seen("c" * 300, [untaken("a", "c" * 300)], later, base=9) == ["a"]
