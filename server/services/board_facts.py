"""What is known around some visits and alerts, read in a few queries whatever their number."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from server.safety.signals import made_at
from server.safety.words import URGENT, Channel
from server.store import boards, people
from server.store.alerts import AlertEventRow, AlertRow
from server.store.columns import write_time
from server.store.signals import SignalRow, read_signal
from server.store.watches import WatchRow
from sync.change import Actor

log = logging.getLogger(__name__)

BEFORE_AN_ALERT = timedelta(hours=1)
RISK = ("said_by", "said_on", "review_on", "expires_on")
"""What a monitor reads of a risk besides its flags; what was written about it stays in the case record."""


@dataclass(slots=True)
class Last:
    """What was last heard."""

    position: dict[str, Any] | None = None
    battery: float | None = None
    heard: datetime | None = None

    def note(self, signal: SignalRow) -> None:
        """Take in a signal; later ones count. One that cannot be read must not take the board away."""
        try:
            read = read_signal(signal)
        except ValueError:
            log.exception("signal %s could not be read", signal.id)
            return
        if read.position:
            kept = {name: read.position.get(name) for name in ("lat", "lon", "accuracy_m")}
            self.position = {**kept, "at": write_time(made_at(read))}
        if read.battery is not None:
            self.battery = read.battery
        if not read.by_monitor:
            self.heard = read.received


@dataclass(slots=True)
class Facts:
    """What the cards are written from, for the one who asks; `lasts` goes by visit and by alert."""

    actor: Actor
    now: datetime
    watches: dict[str, WatchRow] = field(default_factory=dict)
    lasts: dict[str, Last] = field(default_factory=dict)
    risks: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    lines: dict[str, list[AlertEventRow]] = field(default_factory=dict)
    told: dict[str, set[str]] = field(default_factory=dict)
    alert_of: dict[str, str] = field(default_factory=dict)

    def last(self, subject: str) -> Last:
        """What was last heard on a visit, or outside any before an alert."""
        return self.lasts.get(subject) or Last()

    def watch_behind(self, alert: AlertRow) -> WatchRow | None:
        """The watch over whom an alert is about, at its visit; None where somebody else goes there by now."""
        watch = self.watches.get(alert.visit or "")
        return watch if watch is not None and watch.account == alert.account else None

    def forget(self, alerts: Sequence[str]) -> None:
        """Leave out what was written about these, and who was told: more than their worker may know."""
        for id in alerts:
            self.lines.pop(id, None)
            self.told.pop(id, None)


def gather(actor: Actor, now: datetime, watches: Sequence[WatchRow], alerts: Sequence[AlertRow]) -> Facts:
    """Read what the cards of these will say. Inside the caller's transaction."""
    facts = Facts(actor, now, {one.visit: one for one in watches})
    for visit in {one.visit for one in alerts if one.visit} - facts.watches.keys():
        found = boards.watch(actor.organisation, visit)
        if found is not None:
            facts.watches[visit] = found
    open_ = [one for one in alerts if one.resolved is None]
    facts.alert_of = {watch.visit: one.id for one in open_ if (watch := facts.watch_behind(one))}
    _read_signals(facts, alerts)
    _read_risks(facts)
    _read_phones(facts, alerts)
    _read_timelines(facts, [one.id for one in alerts])
    return facts


def _read_signals(facts: Facts, alerts: Sequence[AlertRow]) -> None:
    house = facts.actor.organisation
    found = boards.signals_of_visits(house, facts.watches.keys())
    for signal in found:
        if signal.account == facts.watches[signal.visit or ""].account:
            facts.lasts.setdefault(signal.visit or "", Last()).note(signal)
    for alert in alerts:
        # A call for help from outside a visit may have come to a case about one.
        if alert.account is not None and (alert.kind in URGENT or facts.watch_behind(alert) is None):
            since = alert.opened - BEFORE_AN_ALERT
            outside = boards.signals_outside_visits(house, alert.account, since)
            there = [one for one in found if (one.visit, one.account) == (alert.visit, alert.account)]
            for signal in sorted([*there, *outside], key=lambda one: one.received):
                facts.lasts.setdefault(alert.id, Last()).note(signal)


def _read_risks(facts: Facts) -> None:
    clients = {one.client for one in facts.watches.values() if one.client}
    today = facts.now.date().isoformat()
    for client, data in boards.risks(facts.actor.organisation, clients):
        if data.get("expires_on") is None or data["expires_on"] >= today:
            risk = {"flags": data.get("flags") or [], **{name: data.get(name) for name in RISK}}
            facts.risks.setdefault(client, []).append(risk)


def _read_phones(facts: Facts, alerts: Sequence[AlertRow]) -> None:
    accounts = {one.account for one in facts.watches.values()} | {
        one.account for one in alerts if one.account
    }
    numbers = [
        row
        for row in boards.addresses(facts.actor.organisation, accounts)
        if row.channel in (Channel.TEXT, Channel.VOICE)
    ]
    # Where somebody has both, one rings her on the number for calls.
    for row in sorted(numbers, key=lambda one: one.channel == Channel.VOICE):
        facts.phones[row.account] = row.address


def _read_timelines(facts: Facts, alerts: Sequence[str]) -> None:
    house = facts.actor.organisation
    names = {one.id: one.name for one in people.people(house)}
    for line in boards.timelines(house, alerts):
        facts.lines.setdefault(line.alert, []).append(line)
    for message in boards.messages(house, alerts):
        if message.alert and message.told is not None and message.account in names:
            facts.told.setdefault(message.alert, set()).add(names[message.account])
