"""A conflict: a value that was written by someone who had not seen the one that stands.

The server makes it; a person settles it by a change that names the choice. `field` is a field of
the record, or `deleted`; then `values` holds the fields of an edit that met a deletion. `was` is, by
field, what stood on the screen of the one whose value was kept aside, where their phone said it.
"""

from sync.kinds.fields import BIGGEST, Kind, code, number, ref, text, time, value

MADE = {
    "of_kind": text(40),
    "of_record": ref("record"),
    "field": text(60),
    "kept": value(),
    "kept_by": ref("account"),
    "kept_name": text(200),
    "kept_at": time(),
    "kept_offset_ms": number(-BIGGEST, BIGGEST),
    "offered": value(),
    "offered_by": ref("account"),
    "offered_name": text(200),
    "offered_at": time(),
    "offset_ms": number(-BIGGEST, BIGGEST),
    "form": number(0, BIGGEST),
    "values": value(),
    "was": value(),
    "base": number(0, BIGGEST),
    "change": ref("change"),
}

CONFLICT = Kind(
    "conflict",
    {**MADE, "choice": code("kept", "offered", "other"), "value": value()},
    locked=frozenset(MADE),
)
