"""A held change: its sender may no longer write the record, so a supervisor accepts or declines it.

Nothing that was typed is dropped, and no other phone sees it: it is granted by itself, to supervisors.
"""

from sync.kinds.fields import BIGGEST, Kind, code, number, ref, text, time, value, yes_no

MADE = {
    "change": ref("change"),
    "of_kind": text(40),
    "of_record": ref("record"),
    "of_client": ref("client"),
    "deletes": yes_no(),
    "values": value(),
    "was": value(),
    "base": number(0, BIGGEST),
    "written_by": ref("account"),
    "written_name": text(200),
    "written_at": time(),
    "offset_ms": number(-BIGGEST, BIGGEST),
    "form": number(0, BIGGEST),
    "device": ref("device"),
}

HELD = Kind(
    "held",
    {**MADE, "decision": code("accepted", "declined"), "reason": text(1000, long=True)},
    locked=frozenset(MADE),
    private=True,
)
