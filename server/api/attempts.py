"""How often somebody may try a password: wrong ones are counted by account and address."""

import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ipaddress import IPv6Address, ip_address, ip_network
from typing import NamedTuple

from flask import Flask, current_app, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from server.policy.refusal import Refusal


class Limit(NamedTuple):
    """At most so many wrong attempts in a time, counted for what `key` makes of an address and an account."""

    amount: RateLimitItem
    key: str


LIMITS = (
    Limit(parse("10 per 10 minutes"), "{account} {address}"),
    Limit(parse("100 per 10 minutes"), "{address}"),
    # High enough that nobody can lock a worker out from elsewhere without some effort.
    Limit(parse("100 per hour"), "{account}"),
)
HOUSEHOLD = 64
"""Of an IPv6 address, the bits that a provider gives out together."""


def plug_in(app: Flask) -> None:
    """Count for this app, in its own memory."""
    app.extensions["doorstep.attempts"] = _Attempts()


@contextmanager
def attempt(account: str) -> Iterator[None]:
    """One attempt, wrong where a Refusal is raised in it. Raises Refusal too_many after too many of them."""
    attempts: _Attempts = current_app.extensions["doorstep.attempts"]
    keys = _keys(account)
    attempts.begin(keys)
    wrong = False
    try:
        yield
    except Refusal:
        wrong = True
        raise
    finally:
        attempts.end(keys, wrong=wrong)


class _Attempts:
    """Those that were wrong, and those under way: many at once are no more than one after another."""

    def __init__(self) -> None:
        self._wrong = MovingWindowRateLimiter(MemoryStorage())
        self._under_way: Counter[tuple[Limit, str]] = Counter()
        self._lock = threading.Lock()

    def begin(self, keys: Sequence[tuple[Limit, str]]) -> None:
        """Raise Refusal too_many where those under way may use up what is left."""
        with self._lock:
            for limit, key in keys:
                left = self._wrong.get_window_stats(limit.amount, key).remaining
                if left <= self._under_way[limit, key]:
                    raise Refusal("too_many")
            self._under_way.update(keys)

    def end(self, keys: Sequence[tuple[Limit, str]], *, wrong: bool) -> None:
        """Count it where it was wrong."""
        with self._lock:
            for limit, key in keys if wrong else ():
                self._wrong.hit(limit.amount, key)
            self._under_way -= Counter(keys)  # keeps none that are nought


def _keys(account: str) -> list[tuple[Limit, str]]:
    known = {"account": account.strip().lower(), "address": _caller(request.remote_addr or "")}
    return [(limit, limit.key.format(**known)) for limit in LIMITS]


def _caller(address: str) -> str:
    """Whoever has this address; under IPv6 one household has 2**64, and may take a new one each time."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, IPv6Address) and known.ipv4_mapped is None:
        return str(ip_network((known, HOUSEHOLD), strict=False))
    return address
