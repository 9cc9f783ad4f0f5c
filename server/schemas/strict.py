"""JSON as the contract has it: one meaning for each body, or an error."""

import json
import re
from itertools import accumulate
from typing import Any, NoReturn

DEEPEST = 16
LARGEST = 2**63 - 1

_ESCAPES = re.compile(rb"\\.", re.DOTALL)
_STRINGS = re.compile(rb'"[^"]*"')
_NOT_SHAPE = bytes(set(range(256)) - set(b'[]{}"'))
_STEP = {byte: 1 if byte in b"[{" else -1 for byte in b"[]{}"}


class NotStrict(ValueError):
    """A body that is not JSON, or that two readers could read differently; the words are for a person."""


def read_json(raw: bytes) -> Any:
    """The value of a JSON body.

    Raises NotStrict for other encodings than UTF-8, nesting over 16, duplicate keys, NaN and numbers
    that overflow, all of which SYNC.md keeps away from the schemas.
    """
    if _depth(raw) > DEEPEST:
        raise NotStrict(f"Nested deeper than {DEEPEST} levels.")
    try:
        return json.loads(
            raw.decode("utf-8"),
            object_pairs_hook=_object,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_constant,
        )
    except UnicodeDecodeError as problem:
        raise NotStrict("Not in UTF-8.") from problem
    except json.JSONDecodeError as problem:
        raise NotStrict(f"Not JSON: {problem}.") from problem


def _depth(raw: bytes) -> int:
    # Counted before parsing: a parser that descends into 100,000 brackets runs out of stack.
    plain = _ESCAPES.sub(b"", raw) if b"\\" in raw else raw
    brackets = _STRINGS.sub(b"", plain.translate(None, _NOT_SHAPE)).replace(b'"', b"")
    return max(accumulate(map(_STEP.__getitem__, brackets)), default=0)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise NotStrict("The same name occurs twice in one object.")
    return found


def _integer(text: str) -> int:
    if len(text) > 20 or abs(int(text)) > LARGEST:
        raise NotStrict("A number is too large.")
    return int(text)


def _float(text: str) -> float:
    number = float(text)
    if number in (float("inf"), float("-inf")):
        raise NotStrict("A number is too large.")
    return number


def _constant(name: str) -> NoReturn:
    raise NotStrict(f"{name} is not a number.")
