"""A contact: a meeting arranged, held, cancelled or missed, a call, a text or a letter."""

from sync.kinds.fields import Kind, code, number, refs, text, time, yes_no

OUTCOMES = ("planned", "took_place", "cancelled", "did_not_attend")

CONTACT = Kind(
    "contact",
    {
        "way": code("meeting", "call", "text", "letter", required=True),
        "direction": code("in", "out"),
        "at": time(required=True),
        "minutes": number(0, 1440),
        "place": code("office", "community", "alternative_venue", "home", "other_agency"),
        "outcome": code(*OUTCOMES),
        "cancelled_by": code("client", "worker", "other"),
        "purpose": text(300),
        "accompanied": yes_no(),
        "accompanied_to": text(200),
        "summary": text(2000, long=True),
        "answers": refs("review"),
    },
    definition=2,
)
