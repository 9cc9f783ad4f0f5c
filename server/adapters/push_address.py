"""Which addresses a push may go to. A browser names them, so they could name anything in our own network."""

import ipaddress
import socket
from collections.abc import Collection
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {None, 443}
GIVEN_OUT = ipaddress.ip_network("2000::/3")
"""All of IPv6 that is the open internet's."""
NAT64 = ipaddress.ip_network("64:ff9b::/96")
"""In which a network that speaks only IPv6 reaches every IPv4 address, those inside too."""
OWN_NAMES = ("local", "localhost", "internal", "lan", "home", "arpa")


def wrong_with(endpoint: str, trusted: Collection[str]) -> str | None:
    """What is wrong with a push address as it is written; None when nothing is. Asks nobody.

    `trusted` are hosts of a push service of our own, which may be inside, and without TLS.
    """
    try:
        parts = urlsplit(endpoint)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return "It is not an address."
    if parts.username is not None or not endpoint.isascii() or not endpoint.isprintable() or " " in endpoint:
        return "It is not an address of a push service."
    if host in trusted and parts.scheme in {"http", "https"}:
        return None
    if parts.scheme != "https" or port not in PORTS:
        return "It must begin with https:// and use the usual port."
    return None if _is_public_name(host) else "It is not the name of a host on the internet."


class LeadsInside(Exception):
    """The host's name leads to an address that is not of the open internet."""


def open_addresses(host: str, port: int) -> list[str]:
    """The addresses of a host, each of the open internet: connect to one of them, and do not ask again.

    A name may lead elsewhere the next time. Raises LeadsInside, and OSError when the name service does not
    answer.
    """
    found = [str(where[0]) for *_, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    if not all(map(_is_public, found)):
        raise LeadsInside
    return found


def _is_public_name(host: str) -> bool:
    labels = host.split(".")
    # The last label of a numeric address, however it is written, begins with a digit; that of a name never.
    return len(labels) > 1 and labels[-1][:1].isalpha() and labels[-1] not in OWN_NAMES and ":" not in host


def _is_public(address: str) -> bool:
    number = _unwrapped(ipaddress.ip_address(address.partition("%")[0]))
    given_out = number.version == 4 or number in GIVEN_OUT
    return given_out and number.is_global and not number.is_multicast


def _unwrapped(number: Address) -> Address:
    """The IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(number, ipaddress.IPv4Address):
        return number
    if number in NAT64:
        return ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
    return number.ipv4_mapped or number.sixtofour or number
