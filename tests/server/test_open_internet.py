"""A push goes to the address that was checked, whatever its host's name leads to a moment later."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import requests
import urllib3.util.connection

from server.adapters.open_internet import open_session
from server.adapters.push_address import LeadsInside

NAME, OUTSIDE, OUTSIDE_TOO, INSIDE = "push.example.org", "93.184.216.34", "2606:2800:220:1::", "127.0.0.1"


@dataclass
class Outside:
    """The name service and the network as this machine finds them: what was asked, and who was called."""

    answers: list[list[str]]
    unreachable: tuple[str, ...] = ()
    called: list[str] = field(default_factory=list)
    names: list[str | None] = field(default_factory=list)

    def getaddrinfo(self, _host: str, port: int, **_more: Any) -> list[Any]:
        """The next answer; the last one again and again."""
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def create_connection(self, where: tuple[str, int], *_more: Any, **_options: Any) -> socket.socket:
        """Note who is called, and lead to a server that notes the name which TLS asks for."""
        self.called.append(where[0])
        if where[0] in self.unreachable:
            raise ConnectionRefusedError
        near, far = socket.socketpair()
        threading.Thread(target=self._greet, args=(far,), daemon=True).start()
        return near

    def _greet(self, line: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.sni_callback = lambda _line, name, _context: self.names.append(name)
        with line, pytest.raises(OSError):
            context.wrap_socket(line, server_side=True)


@contextmanager
def outside(
    patch: pytest.MonkeyPatch, *answers: list[str], unreachable: tuple[str, ...] = ()
) -> Iterator[Outside]:
    found = Outside(list(answers), unreachable)
    patch.setattr(socket, "getaddrinfo", found.getaddrinfo)
    patch.setattr(urllib3.util.connection, "create_connection", found.create_connection)
    yield found


def post() -> None:
    open_session().post(f"https://{NAME}/x", timeout=5)


def test_a_name_that_leads_inside_a_moment_later_does_not_lead_us_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with outside(monkeypatch, [OUTSIDE], [INSIDE]) as found:
        with pytest.raises(requests.ConnectionError):  # nobody there has a certificate
            post()
        assert found.called == [OUTSIDE]
        assert found.names == [NAME], "TLS asked for another name"
        with pytest.raises(LeadsInside):
            post()
        assert found.called == [OUTSIDE]


def test_one_address_inside_is_one_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    with outside(monkeypatch, [OUTSIDE, INSIDE]) as found:
        with pytest.raises(LeadsInside):
            post()
        assert found.called == []


@pytest.mark.parametrize(
    "wrapped", ["::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "::a00:1", "fec0::1"]
)
def test_an_address_inside_that_is_wrapped_in_one_outside_is_inside(
    monkeypatch: pytest.MonkeyPatch, wrapped: str
) -> None:
    with outside(monkeypatch, [wrapped]) as found:
        with pytest.raises(LeadsInside):
            post()
        assert found.called == []


def test_an_address_outside_that_a_network_without_ipv4_wraps_is_used(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with outside(monkeypatch, ["64:ff9b::5db8:d822"]) as found:
        with pytest.raises(requests.ConnectionError):
            post()
        assert found.called == ["64:ff9b::5db8:d822"]


def test_of_several_addresses_the_first_that_answers_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with outside(monkeypatch, [OUTSIDE_TOO, OUTSIDE], unreachable=(OUTSIDE_TOO,)) as found:
        with pytest.raises(requests.ConnectionError):
            post()
        assert found.called == [OUTSIDE_TOO, OUTSIDE]


def test_nothing_goes_out_without_tls() -> None:
    with pytest.raises(requests.exceptions.InvalidSchema):
        open_session().post(f"http://{NAME}/x")
