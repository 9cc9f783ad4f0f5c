"""A supervision: a session of a supervisor with a worker, private to the two of them."""

from sync.kinds.fields import Kind, day, ref, refs, text

SUPERVISION = Kind(
    "supervision",
    {
        "worker": ref("account", required=True),
        "worker_name": text(200),
        "held_on": day(required=True),
        "cases": refs("client"),
        "agreed": text(20_000, long=True),
        "done_by": day(),
    },
    private=True,
)
