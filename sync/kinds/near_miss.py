"""A near miss: what nearly went wrong, and what was learned from it, so that the next one is prevented."""

from sync.kinds.fields import Kind, ref, text, time

NEAR_MISS = Kind(
    "near_miss",
    {
        "happened_at": time(),
        "what": text(2000, long=True, required=True),
        "place": text(200),
        "visit": ref("visit"),
        "learned": text(2000, long=True),
        "learned_by": text(200),
    },
)
