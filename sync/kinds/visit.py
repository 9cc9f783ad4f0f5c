"""A home visit: its plan, and in the end the contact that it became. Its timer is folded from signals."""

from sync.kinds.contact import OUTCOMES
from sync.kinds.fields import Kind, code, number, ref, text, time

VISIT = Kind(
    "visit",
    {
        "worker": ref("account", required=True),
        "worker_name": text(200),
        "planned_at": time(required=True),
        "minutes": number(5, 720),
        "place": text(500),
        "purpose": text(300),
        "buddy": ref("account"),
        "buddy_name": text(200),
        "state": code("planned", "cancelled", "done"),
        "outcome": code(*OUTCOMES),
        "contact": ref("contact"),
    },
)
