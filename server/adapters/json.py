"""Writing JSON fast. Reading is `server.schemas.strict`'s matter: a fast reader forgives too much."""

import json
from typing import Any

import orjson


def dump(value: Any) -> str:
    """Write JSON without spaces."""
    try:
        return orjson.dumps(value).decode()
    except TypeError:
        # Half a character, in what was refused or compared only: no encoding has it, so it is spelt out.
        return json.dumps(value, separators=(",", ":"))


def canonical_dump(value: Any) -> bytes:
    """Write JSON so that the same content gives the same bytes."""
    try:
        return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    except TypeError:
        return json.dumps(value, sort_keys=True).encode()
