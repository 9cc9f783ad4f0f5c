"""A case note: the story of a contact, or of something learned. A finished one is never rewritten.

An addendum may answer what a supervisor asked: `answers` names the reviews.
"""

from sync.kinds.fields import Kind, ref, refs, text, time

NOTE = Kind(
    "note",
    {
        "text": text(20_000, long=True, required=True),
        "happened_at": time(),
        "contact": ref("contact"),
        "addendum_to": ref("note"),
        "source": text(200),
        "answers": refs("review"),
    },
    append_only=True,
    definition=2,
)
