"""Faults for the server, each a small patch of one function: the simulation must notice every one."""

from collections.abc import Callable

FAULTS: dict[str, Callable[[], None]] = {}


def plant(*names: str) -> None:
    """Make the server of this process wrong in these ways."""
    for name in names:
        FAULTS[name]()
