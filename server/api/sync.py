"""`POST /api/v1/sync`: one round trip that sends and fetches; `POST /api/v1/verify` compares."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import Response, current_app

from server.adapters.world import world
from server.api.blueprint import Blueprint
from server.api.bodies import packed
from server.api.guard import actor, bind_session, check_person, device_of_token, is_closed, requires
from server.api.logs import logs_by_itself
from server.audit.words import Purpose, Verb
from server.policy.refusal import Refusal
from server.schemas.sync import (
    SyncAnswerSchema,
    SyncRequestSchema,
    VerifyAnswerSchema,
    VerifyRequestSchema,
)
from server.services.acting import speak_for
from server.services.compare_records import compare_records
from server.services.greet_device import Lost, Report
from server.services.receive_changes import receive_changes
from server.services.send_records import Page, find_forgotten, note_device, poll, send_records
from server.store.columns import write_time
from sync.change import Receipt

blueprint = Blueprint("sync", __name__, url_prefix="/api/v1", description="Send changes, fetch records.")


@blueprint.at("/sync", "POST")
@blueprint.takes(SyncRequestSchema)
@blueprint.answers(200, SyncAnswerSchema)
@requires("sync.send")
@logs_by_itself(
    Verb.DELIVERED,
    Purpose.CASEWORK,
    "an empty poll delivers nothing",
)
def sync(wanted: dict[str, Any]) -> Response:
    """Take a phone's changes and give what is new for its person."""
    now = world().now()
    who = actor()
    check_person(wanted["person"])
    if device_of_token() not in (None, wanted["device"]):
        raise Refusal("not_allowed", "This token belongs to another device.")
    speak_for(wanted["device"])
    bind_session(wanted["device"])
    unsent = wanted["unsent"]
    report = Report(
        wanted["device"],
        now,
        wanted["device_name"],
        wanted["build"],
        unsent["count"] if unsent else None,
        unsent["oldest_at"] if unsent else None,
        wanted["forgotten"],
        wanted["formerly"],
        Lost(**wanted["lost"]) if wanted["lost"] else None,
    )
    receipts: Sequence[Receipt | dict[str, Any]] = ()
    key = str(current_app.secret_key).encode()
    own_token = device_of_token() is not None
    page = Page([], [], wanted["cursor"] or "", more=False)
    if wanted["changes"]:
        receipts, seq = receive_changes(
            who, report, wanted["changes"], write_time(now), world().new_id, closed=is_closed()
        )
        if not own_token:
            page = send_records(who, wanted["cursor"], wanted["limit"], key)
    elif own_token:
        seq = note_device(who, report)
    else:
        page, seq = poll(who, report, wanted["cursor"], wanted["limit"], key)
    if own_token:
        page = replace(page, forget=find_forgotten(who, wanted["cursor"], key, closed=is_closed()))
    return packed(_answer(receipts, page, write_time(now), seq))


def _answer(receipts: Sequence[Receipt | dict[str, Any]], page: Page, now: str, seq: int) -> bytes:
    head = {
        "receipts": [receipt.wire() if isinstance(receipt, Receipt) else receipt for receipt in receipts],
        "forget": page.forget,
        "cursor": page.cursor,
        "more": page.more,
        "now": now,
        "device_seq": seq,
    }
    return with_records(head | ({"compare": True} if page.compare else {}), page.bodies)


@blueprint.at("/verify", "POST")
@blueprint.takes(VerifyRequestSchema)
@blueprint.answers(200, VerifyAnswerSchema)
@requires("sync.fetch")
@logs_by_itself(Verb.DELIVERED, Purpose.CASEWORK, "where nothing differs nothing is delivered")
def verify(wanted: dict[str, Any]) -> Response:
    """Compare what a phone holds with what its person may hold; give what differs."""
    now = world().now()
    speak_for(wanted["device"])
    bind_session(wanted["device"])
    held = {scope: (one["count"], one["hash"]) for scope, one in wanted["held"].items()}
    found = compare_records(
        actor(), Report(wanted["device"], now), held, wanted["limit"], str(current_app.secret_key).encode()
    )
    head = {
        "differ": found.differ,
        "forget": found.forget,
        "known": found.known,
        "cursor": found.cursor,
        "more": found.more,
        "now": write_time(now),
    }
    return packed(with_records(head, found.bodies))


def with_records(head: dict[str, Any], bodies: list[str]) -> bytes:
    """Write an answer; records go out as they are stored, not read and written again."""
    text = json.dumps(head, separators=(",", ":"))
    return f'{text[:-1]},"records":[{",".join(bodies)}]}}'.encode()
