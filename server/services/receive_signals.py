"""Receive what happens on visits: a receipt for each signal, its effects in one transaction with it."""

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.adapters.world import uuid_of, world
from server.policy.refusal import Refusal
from server.safety.said import CALLS, NotASignal, Said, read_said
from server.safety.signals import Signal, alarm_of, judge_trust
from server.safety.words import Pin, SignalType
from server.services.acting import log_change
from server.services.pins import check_pin
from server.services.receive_changes import SAID_ANEW, digest_of
from server.services.roster import Recipient, load_roster
from server.services.take_signal import REFUSED, Errors, call, refusal, take_signal
from server.store import cases, people, signals, watches
from server.store.columns import write_time
from server.store.database import Busy, reading, writing
from server.store.locks import lock_subject
from server.store.signals import SignalRow
from sync.change import Actor

log = logging.getLogger(__name__)

REUSED = {"id": ["This id was used before, for another signal."]}
SHUT_OUT = {"device": ["This phone has been shut out."]}
MEASURED_ANEW = SAID_ANEW | {"offset_ms", "offset_age_s"}
ENDS = (SignalType.FINISH, SignalType.CANCEL)
Receipt = dict[str, Any]


def receive_signals(
    actor: Actor, device: str, raw: Sequence[object], now: datetime, *, shut_out: bool = False
) -> list[Receipt]:
    """Take each signal by itself, and answer each: a bad one stops none. Raises Busy.

    Of a phone that is `shut_out`, by whatever name it says that it goes, only calls for help are taken.
    What went wrong here, and not with the signal, gets no answer: the phone says it again.
    """
    with reading():
        watching = load_roster(actor.organisation, now).watching(actor.user)
        found = people.device(actor.organisation, actor.user, device)
    shut_out = shut_out or bool(found and found.revoked)
    sender = Sender(actor, device, now, tell(watching), shut_out=shut_out)
    receipts = [sender.receive(index, one) for index, one in enumerate(raw)]
    return [one for one in receipts if one is not None]


def tell(watching: Sequence[Recipient]) -> list[dict[str, Any]]:
    """Who is watching, as the worker is told."""
    return [{"name": one.name, "channels": [channel.value for channel in one.channels]} for one in watching]


@dataclass(frozen=True, slots=True)
class Sender:
    """One phone that tells us something now."""

    actor: Actor
    device: str
    now: datetime
    watching: list[dict[str, Any]]
    shut_out: bool

    def receive(self, index: int, raw: object) -> Receipt | None:
        """Give the receipt for one signal; the first one given is given again for ever."""
        try:
            said = read_said(raw)
        except NotASignal as fault:
            log.info("a signal was refused: %s", sorted(fault.errors))
            if fault.call is not None:
                self._hear(replace(fault.call, id=self._id_of(fault.call, raw)), raw)
            return {"id": fault.id, "index": index, "status": REFUSED, "errors": fault.errors}
        if said.dropped:
            log.info("a signal was taken without: %s", sorted(said.dropped))
        return self._hear(said, raw)

    def _hear(self, said: Said, raw: object) -> Receipt | None:
        pin = check_pin(self.actor, said.pin, said.id) if said.type in ENDS else Pin.NONE
        refused = self.shut_out and said.type not in CALLS
        if refused and pin is not Pin.DURESS:
            return refusal(said.id, SHUT_OUT)
        errors = SHUT_OUT if refused else None
        try:
            return self._write(said, pin, raw, errors)
        except Busy:
            raise
        except Exception:  # whatever is wrong with it, or with her visit, somebody must know that she called
            log.exception("signal %s could not be taken", said.id)
            self._call_at_least(self._signal(said, pin))
            return {"id": said.id, "status": "received"} if said.type in CALLS else None

    def _write(self, said: Said, pin: Pin, raw: object, errors: Errors | None) -> Receipt:
        with writing():
            lock_subject(self.actor.organisation, self.actor.user)
            known = signals.find(self.actor.organisation, said.id)
            if known is not None:
                return self._again(known, raw)
            return self._take(said, pin, digest_of(raw, MEASURED_ANEW), errors)

    def _call_at_least(self, signal: Signal) -> None:
        """Raise the call for help that a signal is, in the open or in secret, and ask nothing else."""
        house, alarm = self.actor.organisation, alarm_of(signal)
        if alarm is None:
            return
        with writing():
            lock_subject(house, self.actor.user)
            case = cases.open_case(house, self.actor.user)
            if case is None or case.kind != alarm.value:  # a phone without an answer says it again and again
                call(house, replace(signal, visit=None), None, alarm, self.actor.name)
                log_change(by=self.actor, device=self.device, kind="visit", record=signal.visit)

    def _id_of(self, call: Said, raw: object) -> str:
        """The id of a call for help that has none, the same for all its repeats.

        One that does not say when it was made is a repeat for an hour: the next may be meant.
        """
        hour = None if call.at else write_time(self.now)[:13]
        said = digest_of(raw, MEASURED_ANEW)
        return uuid_of(digest_of([self.actor.user, self.device, hour, said]))

    def _again(self, known: SignalRow, raw: object) -> Receipt:
        # What was stored by the first versions of this server has the offset in its digest.
        same = known.digest in (digest_of(raw, MEASURED_ANEW), digest_of(raw))
        if not same or known.account != self.actor.user:
            return {"id": known.id, "status": REFUSED, "errors": REUSED}
        receipt: Receipt = json.loads(known.receipt)
        return receipt

    def _take(self, said: Said, pin: Pin, digest: str, errors: Errors | None) -> Receipt:
        signal = self._signal(said, pin)
        earlier = signals.of_device(self.actor.organisation, self.actor.user, self.device)
        trusted = replace(signal, trust=judge_trust(signal, earlier))
        receipt = take_signal(self.actor, trusted, said, digest, self.watching, errors)
        log_change(
            by=self.actor, device=self.device, kind="visit", record=said.visit, what={said.id: digest},
            happened=write_time(signal.at),
        )  # fmt: skip
        return receipt

    def _signal(self, said: Said, pin: Pin) -> Signal:
        return Signal(
            said.id, said.type, said.visit, self.actor.user, self.device, said.seq, said.at or self.now,
            self.now, said.offset_ms, said.offset_age_s, minutes=said.minutes, pin=pin,
            position=said.position, battery=said.battery, text=said.text,
        )  # fmt: skip


def take_by_monitor(
    actor: Actor,
    visit: str,
    type: SignalType,
    now: datetime,
    *,
    minutes: float | None = None,
    note: str = "",
    said: str | None = None,
) -> bool:
    """Enter what a monitor agreed with the worker by phone: an extension, or the end of her visit.

    Once, where it is `said` again under the same id. False where nobody knows the visit. Raises Refusal
    not_valid.
    """
    with writing():
        account = watches.account_of(actor.organisation, visit)
        if account is None:
            return False
        lock_subject(actor.organisation, account)
        id, seq, desk = said or world().new_id(), int(now.timestamp() * 1000), f"desk {actor.user}"
        known = signals.find(actor.organisation, id)
        if known is not None and (known.visit, known.device, known.type) != (visit, desk, type.value):
            raise Refusal("not_valid", errors=REUSED)
        if known is not None:
            return True
        signal = Signal(
            id, type, visit, account, desk, seq, now, now, minutes=minutes, by_monitor=True,
            text=note or None,
        )  # fmt: skip
        take_signal(actor, signal, Said(id, type, seq, now), id, ())
    return True
