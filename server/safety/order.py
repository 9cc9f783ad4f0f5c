"""In which order signals were made, as far as the server can know."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from server.safety.signals import Signal, made_at


def in_order(signals: Sequence[Signal]) -> list[Signal]:
    """Give signals in the order in which they were made, as far as the server can know.

    One device's own numbering counts; between devices, when the server had them. A signal that was overtaken
    by a later one of its device stands where that one was received.
    """
    first: dict[str, datetime] = {}
    place: dict[str, datetime] = {}
    for signal in sorted(signals, key=lambda one: one.seq, reverse=True):
        first[signal.device] = min(signal.received, first.get(signal.device, signal.received))
        place[signal.id] = first[signal.device]
    return sorted(signals, key=lambda one: (place[one.id], one.device, one.seq, one.id))


def is_later(signal: Signal, other: Signal) -> bool:
    """Tell whether a signal was made after another, as far as one can know."""
    if signal.device == other.device:
        return signal.seq > other.seq
    return made_at(signal) > made_at(other) and signal.received > other.received


def newest(signals: Iterable[Signal]) -> Signal | None:
    """Give the one that was made last."""
    return max(signals, key=lambda one: (made_at(one), one.seq), default=None)
