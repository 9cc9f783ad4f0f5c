"""Reviews: what one may say, and how a return reaches a writer who no longer has the client."""

from collections.abc import Mapping
from dataclasses import replace
from hashlib import blake2b
from typing import Any

from server.services.about import access_of, records_about
from server.services.batch import Batch, Stored
from server.store.people import account as find_account
from sync.change import Change, Errors
from sync.kinds import KINDS
from sync.reconcile import Record, read_fields
from sync.review import answers_to, standing_of
from sync.visibility import Access

NOT_HERE = {"of_record": ["Is not a note or a contact of this client."]}
NOT_HERS = {"worker": ["Did not write this."]}
OWN = {"verdict": ["Somebody else has to review what you wrote."]}
NOTHING_ASKED = {"comments": ["Cannot be empty."]}
NOT_ITS = {"after": ["Is not a review of this."]}


def check_review(batch: Batch, change: Change, item: Stored | None) -> Errors | None:
    """Check what only the organisation knows of a review; `item` is what its sender sees of it."""
    said, errors = read_fields(KINDS["review"], change.set)
    if errors or "of_record" not in said:
        return None  # the fields themselves are told first
    if item is None or (item.record.kind, item.record.client) != (said.get("of_kind"), change.client):
        return NOT_HERE
    if item.made["by"] != said.get("worker"):
        return NOT_HERS
    if said.get("verdict") != "read" and item.made["by"] == batch.author.user:
        return OWN
    if said.get("verdict") == "returned" and not said.get("comments"):
        return NOTHING_ASKED
    batch.look_for(said.get("after") or ())
    seen = [batch.find(id) for id in said.get("after") or ()]
    if any(one is None or one.record.data.get("of_record") != said["of_record"] for one in seen):
        return NOT_ITS
    return None


def follow_review(batch: Batch, change: Change, record: Record) -> None:
    """Ask a writer who no longer has the client what a return asks, and stop asking once it is dealt with."""
    data = record.data
    dealt_with = [*(data.get("after") or ()), *(data.get("answers") or ())]
    batch.look_for(dealt_with)
    for review in dealt_with:
        asked = batch.find(review)
        # Whoever knows the id of a review about somebody else's client must not end what it asks.
        if asked is not None and asked.record.kind == "review" and asked.record.client == record.client:
            _stop_asking(batch, change, review)
    if record.kind != "review" or data["verdict"] != "returned" or record.client is None:
        return
    if access_of(batch, record.client).get(data["worker"]) is not Access.HELD:
        _ask(batch, change, record.id, record.client)


def follow_access(batch: Batch, client: str, account: str, state: Access) -> None:
    """Let what was returned to somebody go with them when they lose a client, until they get it back."""
    cause = Change(batch.new_id(), 0, "client", client, 0, batch.now)
    reviews = records_about(batch, "review", client)
    asked = [id for id, data in reviews.items() if data.get("worker") == account]
    if state is Access.HELD:
        for id in asked:
            _stop_asking(batch, cause, id)
    elif state is Access.GONE and any(reviews[id]["verdict"] == "returned" for id in asked):
        for id in _open_of(batch, client, reviews) & set(asked):
            _ask(batch, cause, id, client)


def _open_of(batch: Batch, client: str, reviews: Mapping[str, Mapping[str, Any]]) -> set[str]:
    written = [
        *records_about(batch, "note", client).items(),
        *records_about(batch, "contact", client).items(),
    ]
    found: set[str] = set()
    for item in {data.get("of_record") for data in reviews.values()}:
        mine = {id: data for id, data in reviews.items() if data.get("of_record") == item}
        found.update(standing_of(mine, answers_to(str(item), written)).open)
    return found


def _ask(batch: Batch, cause: Change, review: str, client: str) -> None:
    about, asked = batch.find(client), batch.find(review)
    item = batch.find(asked.record.data["of_record"]) if asked else None
    if about is None or asked is None or item is None:
        return
    said = asked.record.data
    writer = find_account(batch.actor.organisation, said["worker"])
    if writer is None or not writer.active or writer.leaving is not None:
        return  # whoever has the client now sees the return there
    known = {
        "review": review,
        "of_kind": said["of_kind"],
        "of_record": said["of_record"],
        "of_client": client,
        "known_as": about.record.data.get("known_as"),
        "written_at": item.made["at"],
        "comments": said.get("comments"),
        "asked_by": asked.made["by"],
        "asked_name": asked.made["name"],
        "asked_at": asked.made["at"],
    }
    data = {name: value for name, value in known.items() if value is not None}
    id = _question_of(review)
    before = batch.find(id)
    version = before.record.version + 1 if before else 1
    batch.write_as_server(Record("question", id, None, version, data), data, cause)
    batch.grant(said["worker"], id, Access.HELD)


def _stop_asking(batch: Batch, cause: Change, review: str) -> None:
    stored = batch.find(_question_of(review))
    if stored is not None and not stored.record.deleted:
        gone = replace(stored.record, version=stored.record.version + 1, data={}, deleted=True)
        batch.write_as_server(gone, {}, cause)


def _question_of(review: str) -> str:
    """The id of the question that a return becomes: the same however often it is asked."""
    digest = blake2b(f"question {review}".encode(), digest_size=16).hexdigest()
    return "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:]))
