"""A caseload entry: which case manager works with a client, from when and until when."""

from sync.kinds.fields import Kind, day, ref, text

CASELOAD = Kind(
    "caseload",
    {
        "worker": ref("account", required=True),
        "worker_name": text(200),
        "since": day(),
        "until": day(),
    },
)
