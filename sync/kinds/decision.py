"""A decision about a held change, for the one who wrote it: what became of it, and why."""

from sync.kinds.fields import Kind, code, ref, text

FIELDS = {
    "change": ref("change"),
    "of_kind": text(40),
    "decision": code("accepted", "declined"),
    "reason": text(1000, long=True),
    "decided_by": ref("account"),
    "decided_name": text(200),
}

DECISION = Kind("decision", FIELDS, locked=frozenset(FIELDS), private=True)
