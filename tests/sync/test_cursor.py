"""The cursor is the server's word about how far one person's device has read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.cursor import BadCursor, Cursor, seal, unseal
from tests.sync.makers import JEAN, NOTE

KEY = b"k" * 32


@given(st.integers(0, 2**62), st.sampled_from(["", NOTE]))
def test_a_cursor_reads_as_it_was_written(place: int, record: str) -> None:
    cursor = Cursor(JEAN, place, record)
    assert unseal(seal(cursor, "ada", KEY), "ada", KEY) == cursor


@pytest.mark.parametrize("user", ["ben", ""])
def test_a_cursor_is_its_users_alone(user: str) -> None:
    with pytest.raises(BadCursor):
        unseal(seal(Cursor(JEAN, 7), "ada", KEY), user, KEY)


@pytest.mark.parametrize("text", ["", "x", "%%%", "é", "AAAA" * 20, "A"])
def test_what_is_no_cursor_is_told_so(text: str) -> None:
    with pytest.raises(BadCursor):
        unseal(text, "ada", KEY)
