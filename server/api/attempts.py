"""How often somebody may try a password: wrong ones are counted by account and address."""

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
    app.extensions["doorstep.attempts"] = MovingWindowRateLimiter(MemoryStorage())


def refuse_too_many(account: str) -> None:
    """Raise Refusal too_many after too many wrong attempts."""
    strategy = current_app.extensions["doorstep.attempts"]
    if not all(strategy.test(limit.amount, key) for limit, key in _keys(account)):
        raise Refusal("too_many")


def count_wrong(account: str) -> None:
    """Count one wrong attempt."""
    for limit, key in _keys(account):
        current_app.extensions["doorstep.attempts"].hit(limit.amount, key)


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
