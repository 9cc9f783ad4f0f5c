"""A review: a supervisor's mark on a note. It travels like any other record."""

from sync.kinds.fields import Kind, code, ref

REVIEW = Kind(
    "review",
    {"note": ref("note", required=True), "state": code("read", required=True)},
)
