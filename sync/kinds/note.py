"""A case note: the story of a contact, or of something learned. A finished one is never rewritten."""

from sync.kinds.fields import Kind, ref, text, time

NOTE = Kind(
    "note",
    {
        "text": text(20_000, long=True, required=True),
        "happened_at": time(),
        "contact": ref("contact"),
        "addendum_to": ref("note"),
        "source": text(200),
    },
    append_only=True,
)
