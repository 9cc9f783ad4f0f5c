"""Taking time on purpose: for answers that must take equally long, and to let others in."""

import time

GRAIN_SECONDS = 0.5
OTHERS_SECONDS = 0.05


def begin() -> float:
    """When the work that has to be evened out began."""
    return time.monotonic()


def even_out(begun: float) -> None:
    """Wait until the next whole step since then: what took a little longer ends at the same time."""
    taken = time.monotonic() - begun
    time.sleep(-taken % GRAIN_SECONDS)


def let_others_in() -> None:
    """Leave whoever waits for the database a moment in which it is free."""
    time.sleep(OTHERS_SECONDS)
