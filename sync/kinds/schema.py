"""The kinds as JSON Schema, for `GET /api/v1/kinds` and the OpenAPI document."""

from collections.abc import Mapping
from typing import Any

from sync.kinds import KINDS
from sync.kinds.fields import Kind


def describe(kind: Kind) -> dict[str, Any]:
    """Describe what a record of this kind may hold, as JSON Schema (2020-12)."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.name,
        "type": "object",
        "properties": {name: dict(field.schema) for name, field in kind.fields.items()},
        "required": list(kind.required),
        "additionalProperties": False,
        "x-definition": kind.definition,
        "x-append-only": kind.append_only,
        "x-locked": sorted(kind.locked),
        "x-retired": {name: list(field.retired) for name, field in kind.fields.items() if field.retired},
    }


def describe_all() -> Mapping[str, Any]:
    """Describe every kind, by name."""
    return {name: describe(kind) for name, kind in KINDS.items()}
