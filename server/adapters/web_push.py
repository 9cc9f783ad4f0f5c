"""Web push: the letter is encrypted for one browser and handed to the service of that browser's maker."""

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

import requests
from pywebpush import WebPushException, webpush

from server.adapters.delivery import Delivery, Letter, Result
from server.adapters.open_internet import open_session
from server.adapters.patience import Patience
from server.adapters.push_address import LeadsInside, wrong_with
from server.adapters.vapid import VapidKey

LIMIT = 3993
"""The most bytes that fit into one record after encryption; every push service takes that much."""
TIMEOUT = (4.0, 8.0)
"""Seconds for connecting and for each wait; the whole is held to its limit from outside."""
TOPIC = 32
READ = 4096
WORDS = {"title": 150, "body": 600}

GONE = {404, 410}
BUSY = {408, 425, 429}


class WebPush:
    """The channel to browsers. Makers of browsers differ: one that is silent does not hold up the others."""

    def __init__(
        self,
        key: VapidKey,
        contact: str,
        trusted: Collection[str] = (),
        timeout: tuple[float, float] = TIMEOUT,
        patience: Patience | None = None,
    ) -> None:
        self._key = key
        self._contact = contact
        self._trusted = trusted
        self._timeout = timeout
        self._patience = patience or Patience()
        self._line = _Line(trusted)

    def send(self, letter: Letter) -> Delivery:
        """Hand the letter to the push service. That it was taken says nothing about the person."""
        host = urlsplit(letter.address).netloc
        if self._patience.is_out(host):
            return Delivery(Result.LATER, "This push service does not answer at the moment.")
        try:
            delivery = self._try(letter)
        except requests.Timeout as problem:
            self._patience.waited(host)
            return Delivery(Result.LATER, type(problem).__name__)
        except OSError as problem:  # the network; its words would bring the secret address into the log
            return Delivery(Result.LATER, type(problem).__name__)
        except ValueError:
            return Delivery(Result.REFUSED, "The browser's keys cannot be used.")
        self._patience.heard(host)
        return delivery

    def _try(self, letter: Letter) -> Delivery:
        wrong = wrong_with(letter.address, self._trusted)
        if wrong is not None:
            return Delivery(Result.REFUSED, wrong)
        try:
            webpush(
                {"endpoint": letter.address, "keys": dict(letter.keys)},
                fit(letter.payload),
                vapid_private_key=self._key.private,
                vapid_claims={"sub": self._contact},
                timeout=self._timeout,
                ttl=letter.ttl_s,
                headers={"Urgency": "high", "Topic": topic_of(letter.topic)},
                requests_session=self._line,
            )
        except LeadsInside:
            return Delivery(Result.REFUSED, "The address leads into a private network.")
        except WebPushException as problem:
            return _judge(problem.response)
        return Delivery(Result.SENT)


def topic_of(id: str) -> str:
    """The id in the few letters that a topic may have: a UUID without its dashes is as long as allowed."""
    return id.replace("-", "")[:TOPIC]


def fit(payload: Mapping[str, Any]) -> str:
    """The payload as JSON, its words cut to what a notification shows, and to one record at most."""
    cut = {name: _cut(value, WORDS[name]) if name in WORDS else value for name, value in payload.items()}
    text = json.dumps(cut, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) <= LIMIT:
        return text
    return json.dumps({**cut, "body": ""}, ensure_ascii=False, separators=(",", ":"))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


@dataclass(frozen=True, slots=True)
class _Answer:
    """As much of a push service's answer as anybody reads."""

    status_code: int
    reason: str
    headers: Mapping[str, str]
    text: str = ""


class _Line:
    """Stands where pywebpush wants a session: follows nobody elsewhere, and reads no endless answer."""

    def __init__(self, trusted: Collection[str]) -> None:
        self._trusted = trusted
        self._outside, self._inside = open_session(), requests.Session()
        self._inside.trust_env = False

    def post(self, endpoint: str, **request: Any) -> _Answer:
        """Post once to exactly this address. Raises LeadsInside."""
        session = self._inside if urlsplit(endpoint).hostname in self._trusted else self._outside
        with session.post(endpoint, allow_redirects=False, stream=True, **request) as answer:
            answer.raw.read(READ)  # an answer read to its end leaves the connection for the next letter
            return _Answer(answer.status_code, answer.reason, answer.headers)


def _judge(answer: _Answer | None) -> Delivery:
    if answer is None:
        return Delivery(Result.REFUSED, "The browser's keys cannot be used.")
    why = f"The push service answered {answer.status_code}."
    if answer.status_code in GONE:
        return Delivery(Result.DEAD, why)
    if answer.status_code in BUSY or answer.status_code >= 500:
        return Delivery(Result.LATER, why, _pause(answer.headers.get("Retry-After")))
    return Delivery(Result.REFUSED, why)


def _pause(asked: str | None) -> float | None:
    """Seconds from a Retry-After, which may also be a date."""
    if asked is None or asked.isdigit():
        return float(asked) if asked else None
    try:
        until = parsedate_to_datetime(asked)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
