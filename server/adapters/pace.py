"""Answers that must take equally long, whatever was found."""

import time

GRAIN_SECONDS = 0.25


def begin() -> float:
    """When the work that has to be evened out began."""
    return time.monotonic()


def even_out(begun: float) -> None:
    """Wait until the next whole step since then: what took a little longer ends at the same time."""
    taken = time.monotonic() - begun
    time.sleep(-taken % GRAIN_SECONDS)
