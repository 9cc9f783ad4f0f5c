"""`POST /api/v1/sync`: one round trip that sends and fetches; `POST /api/v1/verify` compares."""

import json
from collections.abc import Sequence
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
from server.services.receive_changes import Receipts, Received, receive_changes
from server.services.send_records import Asked, Page, find_forgotten, note_device, poll, send_records
from server.store.columns import write_time
from sync.change import Receipt

Said = tuple[Receipts, int, Page]
"""The receipts, the device's last number received, and a page of what is new."""

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
    asked = Asked(wanted["cursor"], wanted["limit"], str(current_app.secret_key).encode())
    if device_of_token() is not None:
        said = _hand_in(report, wanted["changes"], asked)
    elif wanted["changes"]:
        said = _exchange(report, wanted["changes"], asked)
    else:
        page, seq = poll(who, report, asked)
        said = (), seq, page
    return packed(_answer(*said, write_time(now)))


def _exchange(report: Report, changes: Sequence[object], asked: Asked) -> Said:
    received = _receive(report, changes, asked)
    return received.receipts, received.seq, received.page or send_records(actor(), asked)


def _hand_in(report: Report, changes: Sequence[object], asked: Asked) -> Said:
    """Nobody is signed in there: nothing goes back but what the phone must forget."""
    received = _receive(report, changes) if changes else Received((), note_device(actor(), report))
    forget = find_forgotten(actor(), asked, closed=is_closed())
    return received.receipts, received.seq, Page([], forget, asked.cursor or "", more=False)


def _receive(report: Report, changes: Sequence[object], asked: Asked | None = None) -> Received:
    now, new_id = write_time(report.now), world().new_id
    return receive_changes(actor(), report, changes, now, new_id, closed=is_closed(), asked=asked)


def _answer(receipts: Receipts, seq: int, page: Page, now: str) -> bytes:
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
    check_person(wanted["person"])
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
