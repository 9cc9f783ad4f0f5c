"""A signal as it comes over the wire: each is read by itself, so that a bad one stops none."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.safety.words import SignalType
from sync.change import printable
from sync.kinds.fields import BIGGEST, Invalid, clean_text, clean_time, clean_uuid

VISITED = frozenset(
    (SignalType.START, SignalType.EXTEND, SignalType.CHECK_IN, SignalType.FINISH, SignalType.CANCEL)
)
CALLS = frozenset((SignalType.PANIC, SignalType.DURESS))
DETAILS = frozenset(
    ("offset_ms", "offset_age_s", "position", "battery", "text", "client", "place", "with", "briefed_at")
)
"""What a visit can be watched without."""
LONGEST_MINUTES = 7 * 24 * 60


@dataclass(frozen=True, slots=True)
class Said:
    """A signal as a phone tells of it. `pin` is sealed; `with_` is who goes along.

    `dropped` is what was said with it that nobody could read.
    """

    id: str
    type: SignalType
    seq: int
    at: datetime | None
    visit: str | None = None
    offset_ms: float | None = None
    offset_age_s: float | None = None
    minutes: float | None = None
    pin: str | None = None
    position: Mapping[str, Any] | None = None
    battery: float | None = None
    text: str | None = None
    client: str | None = None
    place: str | None = None
    with_: str | None = None
    briefed_at: str | None = None
    flagged: bool = False
    dropped: tuple[str, ...] = ()


class NotASignal(ValueError):
    """What cannot be taken; `id` is given where at least that could be read.

    `call` is what it says all the same where it is a call for help without an id.
    """

    def __init__(self, id: str | None, errors: dict[str, list[str]], call: Said | None = None) -> None:
        super().__init__(errors)
        self.id = id
        self.errors = errors
        self.call = call


def read_said(raw: object) -> Said:
    """Read one signal. Raises NotASignal.

    A call for help is taken as long as it can be told that it is one: what else is wrong with it is dropped.
    From what is said of a visit only details are: without them she is watched, and refused she is not.
    """
    if not isinstance(raw, dict):
        raise NotASignal(None, {"signal": ["Must be an object."]})
    parts, errors = _parts(raw)
    type = parts.get("type")
    if type in CALLS:
        kept: dict[str, Any] = {"id": "", "seq": 0, "at": None} | parts
        said = Said(**kept, dropped=tuple(errors))
        if said.id:
            return said
        raise NotASignal(None, errors | _missing(raw, ("id",)), said)
    needed = ("id", "seq", "type", "at", *(("visit",) if type in VISITED else ()))
    errors |= _missing(raw, (*needed, "minutes") if type is SignalType.EXTEND else needed)
    odd = {name for name in errors if name in DETAILS or name not in PARTS} if type in VISITED else set()
    if errors.keys() - odd:
        raise NotASignal(parts.get("id"), errors)
    return Said(**parts, dropped=tuple(errors))


def _missing(raw: dict[str, Any], needed: Iterable[str]) -> dict[str, list[str]]:
    return {name: ["Is missing."] for name in needed if raw.get(name) is None}


def _parts(raw: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[str]]]:
    parts: dict[str, Any] = {}
    errors: dict[str, list[str]] = {}
    for name, found in raw.items():
        clean = PARTS.get(name)
        if clean is None:
            errors[printable(name)] = ["Is not a part of a signal."]
        elif found is not None:
            try:
                parts["with_" if name == "with" else name] = clean(found)
            except Invalid as error:
                errors[name] = [str(error)]
    return parts, errors


def _type(raw: object) -> SignalType:
    try:
        return SignalType(str(raw))
    except ValueError as error:
        raise Invalid("Is not a type of signal.") from error


def _whole(raw: object) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or not 0 <= raw <= BIGGEST:
        raise Invalid("Must be a whole number, and not negative.")
    return raw


def _between(low: float, high: float) -> Callable[[object], float]:
    def clean(raw: object) -> float:
        if not isinstance(raw, int | float) or isinstance(raw, bool) or not low <= raw <= high:
            raise Invalid(f"Must be a number from {low:,} to {high:,}.")
        return float(raw)

    return clean


def _minutes(raw: object) -> float:
    found = _between(0, LONGEST_MINUTES)(raw)
    if found == 0:
        raise Invalid("Must be more than nothing.")
    return found


def _instant(raw: object) -> datetime:
    return datetime.fromisoformat(clean_time(raw))


def _words(longest: int) -> Callable[[object], str | None]:
    def clean(raw: object) -> str | None:
        found = clean_text(raw)
        if found is not None and len(found) > longest:
            raise Invalid(f"Longer than {longest:,} characters.")
        return found

    return clean


def _position(raw: object) -> Mapping[str, Any]:
    if not isinstance(raw, dict) or not {"lat", "lon"} <= raw.keys() <= POSITION.keys():
        raise Invalid("Must have lat, lon and accuracy_m.")
    return {name: POSITION[name](value) for name, value in raw.items() if value is not None}


def _flag(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise Invalid("Must be true or false.")
    return raw


POSITION = {"lat": _between(-90, 90), "lon": _between(-180, 180), "accuracy_m": _between(0, 1e7)}
PARTS: Mapping[str, Callable[[object], Any]] = {
    "id": clean_uuid,
    "seq": _whole,
    "type": _type,
    "visit": clean_uuid,
    "at": _instant,
    "offset_ms": _between(-BIGGEST, BIGGEST),
    "offset_age_s": _between(0, BIGGEST),
    "minutes": _minutes,
    "pin": _words(1000),
    "position": _position,
    "battery": _between(0, 1),
    "text": _words(1000),
    "client": clean_uuid,
    "place": _words(500),
    "with": _words(200),
    "briefed_at": clean_time,
    "flagged": _flag,
}
