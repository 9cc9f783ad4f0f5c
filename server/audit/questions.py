"""Looks that deserve a question, as rules: none says that it was wrong, only that somebody should see it."""

from collections.abc import Sequence
from enum import StrEnum
from statistics import median


class Rule(StrEnum):
    """Why a look deserves a question."""

    WITHOUT_LINK = "without_link"  # access was taken for a reason, past the caseload
    SAME_NAME = "same_name"  # the client has the person's surname
    SAME_ADDRESS = "same_address"  # ... or her e-mail address or telephone number
    MANY_CLIENTS = "many_clients"  # many more clients in a day than is usual for her


FEW = 20
"""So many clients in a day deserve no question, whatever is usual."""
MANY_TIMES = 3
DAYS_TO_KNOW = 5
"""On fewer days than this nobody has habits."""


def has_same_name(person: str, surname: str | None) -> bool:
    """Tell whether a person, by her whole name, has a client's surname."""
    own = person.split()
    return len(own) > 1 and own[-1].casefold() == (surname or "").strip().casefold()


def has_same_address(own: Sequence[str], theirs: Sequence[str | None]) -> bool:
    """Tell whether one of a person's addresses is a client's too, however it is spaced."""
    return bool({_plain(one) for one in own} & {_plain(one) for one in theirs if one})


def are_many(today: int, usual: Sequence[int]) -> bool:
    """Tell whether a person saw many more clients today than on other days; `usual` is the count of each."""
    return len(usual) >= DAYS_TO_KNOW and today > max(FEW, MANY_TIMES * median(usual))


def _plain(address: str) -> str:
    return "".join(address.split()).casefold()
