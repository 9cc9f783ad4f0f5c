"""The types of field that a record can have: what each accepts, and its one canonical form.

Two values are the same exactly when their canonical forms are equal; the phone's
`domain/canonical.ts` follows the same rules, and both read `sync/vectors/canonical.json`.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from types import MappingProxyType
from typing import Any

# What may be trimmed at the ends of a text. Spelled out, because Python's and JavaScript's
# own ideas of white space differ.
BLANK = " \t\n"
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
DATE = re.compile(r"\d{4}-\d\d-\d\d")
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
BIGGEST = 2**53 - 1  # beyond this a phone cannot hold a whole number exactly


class Invalid(ValueError):
    """A value that its field does not take; the text says why to the person who typed it."""


def clean_text(raw: object) -> str | None:
    """Give a text in NFC, with line ends as `\\n` and trimmed; an empty one is None."""
    if not isinstance(raw, str):
        raise Invalid("Must be text.")
    if not raw.isascii():
        try:
            raw.encode()
        except UnicodeEncodeError as error:
            raise Invalid("Contains half of a character (a lone surrogate).") from error
        raw = unicodedata.normalize("NFC", raw)
    if "\0" in raw:
        raise Invalid("Contains a NUL character.")
    if "\r" in raw:
        raw = raw.replace("\r\n", "\n").replace("\r", "\n")
    return raw.strip(BLANK) or None


def clean_time(raw: object) -> str:
    """Give an instant as `2026-11-23T10:02:11.123Z`; without an offset it is not an instant."""
    if not isinstance(raw, str):
        raise Invalid("Must be a date and time.")
    try:
        at = datetime.fromisoformat(raw)
        if TIME.fullmatch(raw):
            return raw
        if at.tzinfo is None:
            raise Invalid("Must say its time zone, like 2026-11-23T10:02:11Z.")
        at = at.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        if isinstance(error, Invalid):
            raise
        raise Invalid("Is not a date and time like 2026-11-23T10:02:11Z.") from error
    return f"{at:%Y-%m-%dT%H:%M:%S}.{at.microsecond // 1000:03d}Z".zfill(24)


def _clean_moment(raw: object) -> str:
    """Give an instant that somebody can mean; others are left to clocks, and nobody can reckon with them."""
    found = clean_time(raw)
    if not "1900" <= found < "2200":
        raise Invalid("Must be between the years 1900 and 2200.")
    return found


def clean_uuid(raw: object) -> str:
    """Give an id in its one lower-case form."""
    if isinstance(raw, str) and UUID.fullmatch(lower := raw.lower()):
        return lower
    raise Invalid("Must be an id (a UUID).")


def _clean_date(raw: object) -> str:
    if isinstance(raw, str) and DATE.fullmatch(raw):
        try:
            date.fromisoformat(raw)
            return raw
        except ValueError as error:
            raise Invalid("Is not a day of the calendar.") from error
    raise Invalid("Must be a date like 2026-11-23.")


def _clean_yes_no(raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    raise Invalid("Must be yes or no.")


def _clean_scalar(raw: object) -> Any:
    """Give any plain value: it was checked where it was first typed."""
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        return clean_text(raw)
    if isinstance(raw, int | float):
        if abs(raw) > BIGGEST:
            raise Invalid("Is too large a number.")
        return raw
    if isinstance(raw, list):
        return [_clean_scalar(item) for item in raw]
    if isinstance(raw, dict):
        return {str(clean_text(name)): _clean_scalar(item) for name, item in raw.items()}
    raise Invalid("Must be a plain value.")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a kind. `clean` gives the canonical form or raises Invalid."""

    type: str
    clean: Callable[[object], Any]
    schema: Mapping[str, Any]
    required: bool = False
    max: int | None = None
    min: int | None = None
    codes: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    of: str | None = None


def text(limit: int, *, long: bool = False, required: bool = False) -> Field:
    """A text of at most `limit` code points; `long` is for several lines."""

    def clean(raw: object) -> str | None:
        value = clean_text(raw)
        if value is not None and len(value) > limit:
            raise Invalid(f"Longer than {limit:,} characters.")
        return value

    schema = {"type": "string", "maxLength": limit}
    return Field("long" if long else "text", clean, schema, required, max=limit)


def day(*, required: bool = False) -> Field:
    """A day of the calendar, `2026-11-23`."""
    return Field("date", _clean_date, {"type": "string", "format": "date"}, required)


def time(*, required: bool = False) -> Field:
    """An instant in UTC."""
    return Field("time", _clean_moment, {"type": "string", "format": "date-time"}, required)


def number(low: int, high: int) -> Field:
    """A whole number from `low` to `high`."""

    def clean(raw: object) -> int:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        if not isinstance(raw, int) or isinstance(raw, bool):
            raise Invalid("Must be a whole number.")
        if not low <= raw <= high:
            raise Invalid(f"Must be from {low} to {high}.")
        return raw

    schema = {"type": "integer", "minimum": low, "maximum": high}
    return Field("number", clean, schema, min=low, max=high)


def yes_no() -> Field:
    """Yes or no; not answered is null."""
    return Field("yes_no", _clean_yes_no, {"type": "boolean"})


def code(*codes: str, retired: tuple[str, ...] = (), required: bool = False) -> Field:
    """One code of a list. Retired ones are taken from old phones and no longer offered."""
    known = frozenset(codes + retired)

    def clean(raw: object) -> str:
        if not isinstance(raw, str) or raw not in known:
            raise Invalid("Is not one of the choices.")
        return raw

    schema = {"type": "string", "enum": [*codes, *retired]}
    return Field("code", clean, schema, required, codes=codes, retired=retired)


def codes(*names: str, retired: tuple[str, ...] = ()) -> Field:
    """A set of codes of a list, kept sorted; the empty set is null."""
    known = frozenset(names + retired)

    def clean(raw: object) -> list[str] | None:
        if not isinstance(raw, list):
            raise Invalid("Must be a list of choices.")
        if not all(isinstance(item, str) and item in known for item in raw):
            raise Invalid("Has a choice that is not on the list.")
        return sorted(set(raw)) or None

    schema = {"type": "array", "items": {"type": "string", "enum": [*names, *retired]}}
    return Field("codes", clean, schema, codes=names, retired=retired)


def ref(kind: str, *, required: bool = False) -> Field:
    """The id of a record of another kind."""
    return Field("ref", clean_uuid, {"type": "string", "format": "uuid"}, required, of=kind)


def refs(kind: str) -> Field:
    """The ids of records of another kind as a set, kept sorted; the empty set is null."""

    def clean(raw: object) -> list[str] | None:
        if not isinstance(raw, list):
            raise Invalid("Must be a list of ids.")
        return sorted({clean_uuid(item) for item in raw}) or None

    schema = {"type": "array", "items": {"type": "string", "format": "uuid"}}
    return Field("refs", clean, schema, of=kind)


def value() -> Field:
    """Any plain value: what stood in a field of another record."""
    return Field("value", _clean_scalar, {})


@dataclass(frozen=True, slots=True)
class Kind:
    """What a record of one kind may hold.

    `append_only`: made whole, never changed. `definition` grows when the fields change, and a
    change says by which one it was filled in. `locked`: fields that only the server sets.
    `private`: held by those to whom the very record was granted, not by those with the client.
    `required`: the fields that a record cannot be without.
    """

    name: str
    fields: Mapping[str, Field]
    append_only: bool = False
    definition: int = 1
    locked: frozenset[str] = frozenset()
    private: bool = False
    required: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))
        required = tuple(name for name, one in self.fields.items() if one.required)
        object.__setattr__(self, "required", required)
