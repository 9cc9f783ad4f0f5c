"""How a missing piece is reported: by name, with the one thing to do about it."""

from typing import NoReturn

import pytest


def missing(what: str, mend: str) -> NoReturn:
    """Fail the test that needs `what`, saying how to mend it, without a trace nobody wants to read."""
    pytest.fail(f"{what}\n  To mend: {mend}", pytrace=False)
