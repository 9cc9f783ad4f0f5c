"""A question: what a return asks of a writer who no longer has the client.

The server makes it, for that one person. It holds the words that are asked about and no more of the case.
"""

from sync.kinds.fields import Kind, code, ref, text, time, value

FIELDS = {
    "review": ref("review"),
    "of_kind": code("note", "contact"),
    "of_record": ref("record"),
    "of_client": ref("client"),
    "known_as": text(100),
    "written_at": time(),
    "comments": value(),
    "asked_by": ref("account"),
    "asked_name": text(200),
    "asked_at": time(),
}

QUESTION = Kind("question", FIELDS, locked=frozenset(FIELDS), private=True)
