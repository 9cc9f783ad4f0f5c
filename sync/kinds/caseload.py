"""A caseload entry: which case manager works with a client, from when and until when.

While it is `handing_over`, the worker's phones may still send, and nothing new goes to them.
"""

from sync.kinds.fields import Kind, day, ref, text, yes_no

CASELOAD = Kind(
    "caseload",
    {
        "worker": ref("account", required=True),
        "worker_name": text(200),
        "since": day(),
        "until": day(),
        "handing_over": yes_no(),
    },
)
