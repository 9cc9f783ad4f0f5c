"""What a delivery means: the message is marked, a dead address given up, and nobody left untold."""

import json
from datetime import datetime, timedelta

from server.adapters.channels import EMAIL, PUSH, channels_set_up
from server.adapters.delivery import Delivery, Result
from server.adapters.world import world
from server.services.letters import is_urgent
from server.services.message_events import name_of, note
from server.store import deliveries, people
from server.store.database import session
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow

PAUSES = (2, 5, 10, 20, 30, 60, 60, 60, 60)
"""Seconds between one attempt and the next."""
MOST_ATTEMPTS = len(PAUSES) + 1
LONGEST_PAUSE = 60.0
FRESH = timedelta(seconds=10)
"""A message no older than this is sent the first time without asking whether its case was closed."""
SHOWN_WITHIN = timedelta(seconds=30)

WORDS = {PUSH: "push", EMAIL: "e-mail", "text": "text", "voice": "telephone"}


def mark(row: MessageRow, now: datetime, delivery: Delivery) -> None:
    """Write down what became of an attempt, in the caller's transaction."""
    row.leased_until, row.error = None, delivery.why or None
    if delivery.result is Result.SENT or row.shown is not None:
        _sent(row, now)
    elif delivery.result is Result.LATER and row.attempts < MOST_ATTEMPTS:
        _try_again(row, delivery, now)
    else:
        give_up(row, now, gone=delivery.result is Result.DEAD)


def give_up(row: MessageRow, now: datetime, *, gone: bool = False) -> None:
    """Nothing more is tried with this message. The person is told otherwise, and the timeline says so."""
    row.state, row.next_attempt_at = ("dead" if gone else "failed"), None
    if gone and (browser := _browser(row)):
        browser.dead = browser.dead or now
    else:
        _came_to_nothing(row)
    others = tell_otherwise(row, now)
    _note(row, now, "not_reached", f"{name_of(row)} could not be reached by {_word(row)}.", others)


def settle(row: MessageRow, now: datetime) -> bool:
    """True when a leased message is not to be sent any more; it is then marked so."""
    if row.shown is not None:
        _sent(row, now)
    elif _has_waited(row, now) and deliveries.is_closed(row):
        row.state, row.next_attempt_at = "failed", None  # by now it would only alarm
        row.error = "The case was closed before it could be sent."
    elif row.attempts > MOST_ATTEMPTS:  # whoever took it died of it, again and again
        give_up(row, now)
    else:
        return False
    row.leased_until = None
    return True


def _has_waited(row: MessageRow, now: datetime) -> bool:
    """Whether it may be stale by now; good news is told once, however late."""
    if row.attempts > 1:
        return True
    return now - row.created > FRESH and not json.loads(row.payload).get("calm")


def follow_up(row: MessageRow, now: datetime) -> None:
    """Tell otherwise somebody whose browser has not shown what its push service took."""
    row.next_attempt_at = None
    _came_to_nothing(row)
    if deliveries.is_closed(row) or any(same.shown for same in deliveries.told(row)):
        return
    others = tell_otherwise(row, now)
    seconds = int(SHOWN_WITHIN.total_seconds())
    _note(
        row, now, "not_shown", f"{name_of(row)}'s phone has not shown this within {seconds} seconds.", others
    )


def tell_otherwise(row: MessageRow, now: datetime) -> list[str]:
    """Write an urgent message for the person's other channels, unless it was; on which it now is."""
    if not is_urgent(row):
        return []
    told = {same.channel for same in deliveries.told(row)}
    wanted = [channel for channel in WORDS if channel in channels_set_up() - told - {PUSH}]
    known = _addresses(row)
    for channel in wanted:
        if channel in known:
            session().add(_copy(row, channel, known[channel], now))
    session().flush()
    return [channel for channel in wanted if channel in known]


def _sent(row: MessageRow, now: datetime) -> None:
    row.state, row.sent, row.error = "sent", now, None
    row.next_attempt_at = None
    if row.channel != PUSH:
        return
    if row.shown is None and not _is_reminder(row):
        row.next_attempt_at = now + SHOWN_WITHIN
    if browser := deliveries.endpoint(row.organisation, row.endpoint):
        browser.last_ok = now


def _is_reminder(row: MessageRow) -> bool:
    """Whether it is about the person's own visit: behind a door her phone may have no network."""
    return row.alert is None and row.visit is not None


def _try_again(row: MessageRow, delivery: Delivery, now: datetime) -> None:
    pause = max(float(PAUSES[row.attempts - 1]), min(delivery.after_s or 0.0, LONGEST_PAUSE))
    row.state, row.next_attempt_at = "waiting", now + timedelta(seconds=pause)
    if row.attempts > 1:  # once, a push service is only busy
        _came_to_nothing(row)
    if row.attempts == 1 and is_urgent(row):
        others = tell_otherwise(row, now)
        text = f"{name_of(row)} has not been reached by {_word(row)} yet. Trying again."
        _note(row, now, "not_reached", text, others)


def _came_to_nothing(row: MessageRow) -> None:
    """Rely on this browser no more, until it shows something: that a push was taken proves nothing."""
    browser = _browser(row)
    if browser is None:
        return
    # Of two pushes about one alert a phone that was away a moment shows the later one only.
    shown = row.sent is not None and browser.last_shown is not None and browser.last_shown >= row.sent
    browser.failures += not shown


def _browser(row: MessageRow) -> PushEndpointRow | None:
    """The browser of a push; none where somebody else uses it now, who is reached by it."""
    browser = deliveries.endpoint(row.organisation, row.endpoint) if row.channel == PUSH else None
    return browser if browser is not None and browser.account == row.account else None


def _addresses(row: MessageRow) -> dict[str, str]:
    account = people.account(row.organisation, row.account)
    signs_in = {EMAIL: account.email} if account else {}
    return {**signs_in, **deliveries.addresses(row.organisation, row.account)}


def _copy(row: MessageRow, channel: str, address: str, now: datetime) -> MessageRow:
    return MessageRow(
        organisation=row.organisation,
        id=world().new_id(),
        alert=row.alert,
        visit=row.visit,
        step=row.step,
        round=row.round,
        account=row.account,
        channel=channel,
        endpoint=address,
        payload=row.payload,
        state="waiting",
        attempts=0,
        created=now,
        next_attempt_at=now,
    )


def _word(row: MessageRow) -> str:
    return WORDS.get(row.channel, row.channel)


def _note(row: MessageRow, now: datetime, type: str, text: str, others: list[str]) -> None:
    also = f" Telling by {' and '.join(WORDS[channel] for channel in others)} as well." if others else ""
    note(row, now, type, text + also, others=others)
