"""A push service on loopback: it takes what our server sends, and opens it as the browser would.

Of each message it checks what a real one checks: the signature of the sender's key (VAPID, RFC 8292), the
headers, the size; and what only the browser can: that it opens (RFC 8291). It can fail in every way.
"""

import json
import os
import random
import select
import socket
import threading
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import http_ece
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePrivateKey,
    EllipticCurvePublicKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

LARGEST = 4096
FAULTS = (AssertionError, LookupError, ValueError, InvalidSignature, http_ece.ECEException)
TOPIC_LETTERS = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
LONGEST_SIGNATURE_S = 24 * 3600


def to_base64url(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def from_base64url(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass(frozen=True)
class Browser:
    """One subscription, with the half of it that never leaves the browser."""

    endpoint: str
    private: EllipticCurvePrivateKey
    auth: bytes

    @classmethod
    def from_jwk(cls, endpoint: str, d: str, auth: str) -> "Browser":
        """The keys that a real browser made in its page."""
        number = int.from_bytes(from_base64url(d), "big")
        return cls(endpoint, derive_private_key(number, SECP256R1()), from_base64url(auth))

    def subscription(self) -> dict[str, Any]:
        """What `PushSubscription.toJSON()` gives."""
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        return {
            "endpoint": self.endpoint,
            "keys": {"p256dh": to_base64url(point), "auth": to_base64url(self.auth)},
        }


@dataclass(frozen=True)
class Push:
    """One message as the service took it and the browser reads it."""

    endpoint: str
    payload: dict[str, Any]
    headers: dict[str, str]
    signer: str
    claims: dict[str, Any]
    size: int


@dataclass
class PushService:
    """The service; `behaviour` by the end of an endpoint's path, 201 where nothing is said.

    A number is a status; `hang` never answers; `lie` answers 201 and throws the message away. With a pause
    it takes its time, up to so many seconds.
    """

    url: str
    behaviour: dict[str, int | str] = field(default_factory=dict)
    retry_after: str | None = None
    pause_s: float = 0.0
    pushes: list[Push] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)
    _browsers: dict[str, Browser] = field(default_factory=dict)

    def browser(self, name: str) -> Browser:
        """A browser that has subscribed; its endpoint ends in this name."""
        browser = Browser(f"{self.url}/push/{name}", generate_private_key(SECP256R1()), os.urandom(16))
        return self.know(browser)

    def know(self, browser: Browser) -> Browser:
        """Open messages to this browser from now on."""
        self._browsers[browser.endpoint] = browser
        return browser

    def to(self, name: str) -> list[Push]:
        """The messages that came for the endpoint of this name."""
        return [push for push in self.pushes if push.endpoint.endswith(f"/{name}")]

    def wait_for(self, count: int, seconds: float = 10) -> list[Push]:
        """Wait until so many messages have come."""
        end = time.monotonic() + seconds
        while len(self.pushes) < count:
            assert time.monotonic() < end, f"{len(self.pushes)} of {count} messages; faults: {self.faults}"
            time.sleep(0.02)
        return self.pushes

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int | None:
        """The status to answer with; None to hang."""
        name = path.rsplit("/", 1)[1]
        self.asked.append(name)
        how = self.behaviour.get(name, 201)
        if how == "hang":
            return None
        if how == "lie":
            return 201
        if how != 201:
            return int(how)
        try:
            self.pushes.append(self._open(self.url + path, headers, body))
        except FAULTS as problem:
            self.faults.append(f"{type(problem).__name__}: {problem}")
            return 400
        return 201

    def _open(self, endpoint: str, headers: dict[str, str], body: bytes) -> Push:
        assert len(body) <= LARGEST, f"{len(body)} bytes"
        assert headers["content-encoding"] == "aes128gcm"
        assert int(headers["ttl"]) > 0
        assert headers["urgency"] == "high"
        topic = headers["topic"]
        assert 0 < len(topic) <= 32, topic
        assert set(topic) <= TOPIC_LETTERS, topic
        signer, claims = self._verify(headers["authorization"])
        browser = self._browsers[endpoint]
        plain = http_ece.decrypt(body, private_key=browser.private, auth_secret=browser.auth)
        return Push(endpoint, json.loads(plain), headers, signer, claims, len(body))

    def _verify(self, authorization: str) -> tuple[str, dict[str, Any]]:
        scheme, _, rest = authorization.partition(" ")
        assert scheme == "vapid"
        parts = dict(part.strip().split("=", 1) for part in rest.split(","))
        signed, _, signature = parts["t"].rpartition(".")
        raw = from_base64url(signature)
        der = encode_dss_signature(int.from_bytes(raw[:32], "big"), int.from_bytes(raw[32:], "big"))
        key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), from_base64url(parts["k"]))
        key.verify(der, signed.encode(), ECDSA(SHA256()))
        claims: dict[str, Any] = json.loads(from_base64url(signed.split(".")[1]))
        assert claims["aud"] == self.url
        assert time.time() < claims["exp"] <= time.time() + LONGEST_SIGNATURE_S
        assert claims["sub"].startswith(("mailto:", "https://"))
        return parts["k"], claims


class Handler(BaseHTTPRequestHandler):
    """One request to the service, as HTTP."""

    protocol_version = "HTTP/1.1"
    server: "Listening"

    def do_POST(self) -> None:
        service = self.server.service
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        time.sleep(service.pause_s * random.random())
        if service.pause_s and self._is_cut_off() and random.random() < 0.5:
            return  # of what a dying sender had begun to say, some is heard and some is not
        status = service.take(self.path, headers, body)
        if status is None:
            service.released.wait(60)
            self.close_connection = True
            return
        self.send_response(status)
        if service.retry_after:
            self.send_header("Retry-After", service.retry_after)
        if 300 <= status < 400:
            self.send_header("Location", f"{service.url}/push/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _is_cut_off(self) -> bool:
        waiting, _, _ = select.select([self.connection], [], [], 0)
        return bool(waiting) and self.connection.recv(1, socket.MSG_PEEK) == b""

    def log_message(self, *_words: object) -> None:
        """Say nothing."""


class Listening(ThreadingHTTPServer):
    """The port, and the service behind it."""

    daemon_threads = True
    service: PushService

    def handle_error(self, *_words: object) -> None:
        """Say nothing of senders that die in the middle of a word."""


@contextmanager
def push_service() -> Iterator[PushService]:
    """The service, listening on loopback until the end of the block."""
    server = Listening(("127.0.0.1", 0), Handler)
    server.service = service = PushService(f"http://127.0.0.1:{server.server_port}")
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield service
    finally:
        service.released.set()
        server.shutdown()
        server.server_close()
