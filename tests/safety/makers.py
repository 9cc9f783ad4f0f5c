"""A visit with people in it: Ada goes to Jean's door at two o'clock; Mo watches."""

from datetime import UTC, datetime, timedelta
from typing import Any

from server.safety.policy import Policy
from server.safety.signals import Signal
from server.safety.words import SignalType

TWO = datetime(2026, 11, 23, 14, 0, tzinfo=UTC)
VISIT = "0197a0b0-0000-7000-8000-0000000000f1"
ADA = "0197a0b0-0000-7000-8000-00000000000a"
PHONE = "0197a0b0-0000-7000-8000-0000000000d1"
POLICY = Policy()


def after(minutes: float = 0, seconds: float = 0) -> datetime:
    """So long after two o'clock."""
    return TWO + timedelta(minutes=minutes, seconds=seconds)


def signal(type: str, made: float, seq: int = 1, received: float | None = None, **more: Any) -> Signal:
    """Ada's signal, made and received so many minutes after two; received at once unless said otherwise."""
    at = more.pop("at", after(made))
    had = at if received is None else after(received)
    id, device = more.pop("id", f"{type}-{seq}"), more.pop("device", PHONE)
    clock = {"offset_ms": 0, "offset_age_s": 60}
    return Signal(id, SignalType(type), VISIT, ADA, device, seq, at, had, **{**clock, **more})
