"""Field types shared by the small requests: text without what no database or screen can hold."""

import unicodedata
from datetime import UTC, datetime
from typing import Any

from marshmallow import ValidationError, fields


class Words(fields.String):
    """Text from a person in NFC, without control characters and half characters.

    `shortest` and `longest` count code points; `trim` takes the spaces at both ends away; `lines` allows
    several lines.
    """

    def __init__(
        self, longest: int, *, shortest: int = 1, trim: bool = True, lines: bool = False, **options: Any
    ) -> None:
        super().__init__(**options)
        self._lines = lines
        self._longest = longest
        self._shortest = shortest
        self._trim = trim

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> str:
        given: str = super()._deserialize(value, attr, data, **options)
        text = unicodedata.normalize("NFC", given.strip() if self._trim else given)
        if self._lines:
            text = text.replace("\r\n", "\n")
        one_line = text.replace("\n", "") if self._lines else text
        if any(unicodedata.category(character) in {"Cc", "Cs"} for character in one_line):
            raise ValidationError("Has a character that cannot be kept.")
        if len(text) < self._shortest:
            least = f"Needs at least {self._shortest} characters."
            raise ValidationError("Must not be empty." if self._shortest == 1 else least)
        if len(text) > self._longest:
            raise ValidationError(f"Longer than {self._longest:,} characters.")
        return text


class Instant(fields.AwareDateTime):
    """An instant with its zone, in UTC; what no calendar holds there is refused."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **options: Any) -> datetime:
        given: datetime = super()._deserialize(value, attr, data, **options)
        try:
            return given.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError("Not a valid datetime.") from error


class Flag(fields.Field[bool]):
    """True or false, and nothing that could be taken for one of them."""

    def _deserialize(self, value: Any, *_place: Any, **_options: Any) -> bool:
        if not isinstance(value, bool):
            raise ValidationError("Must be true or false.")
        return value
