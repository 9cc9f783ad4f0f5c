"""What each route leaves in the audit log; a view that says neither what nor why not is shut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, Response, request

from server.api.problems import answer_busy
from server.audit.words import Purpose, Verb
from server.services.acting import Acting, come_in, entries_of_answer, leave, log_transaction
from server.store.database import Busy, before_commit, writing
from sync.change import Actor
from sync.kinds.fields import Invalid, clean_uuid

View = TypeVar("View", bound=Callable[..., Any])

MARK = "doorstep_log"
DEVICE_HEADER = "Doorstep-Device"
DENIED = {403, 404}
"""What somebody tried who may not, or at what she must not see; other refusals show and change nothing."""


@dataclass(frozen=True, slots=True)
class Log:
    """What a view leaves: an entry with this verb, or what its services log, or nothing for a reason."""

    purpose: Purpose | None = None
    verb: Verb | None = None
    kind: str | None = None
    by_itself: bool = False
    reason: str | None = None


def logs(verb: Verb, purpose: Purpose, kind: str | None = None) -> Callable[[View], View]:
    """Every transaction, or else every answer, is one entry, about what of this kind the address names."""
    return _marked(Log(purpose, verb, kind))


def logs_by_itself(verb: Verb, purpose: Purpose, reason: str) -> Callable[[View], View]:
    """The service says what there is to log, and for the given reason that may be nothing."""
    return _marked(Log(purpose, verb, by_itself=True, reason=reason))


def logs_nothing(reason: str) -> Callable[[View], View]:
    """No entry; the reason is for whoever reviews the list."""
    return _marked(Log(reason=reason))


def log_of(view: Callable[..., Any]) -> Log | None:
    """What a view says that it leaves; None when it says nothing."""
    return getattr(view, MARK, None)


def open_entry(log: Log, by: Actor | None, device: str | None) -> None:
    """Let all that this request does be done by this person, at this route."""
    if log.purpose is None or log.verb is None or request.method == "OPTIONS":
        return
    named = [str(one) for one in (request.view_args or {}).values()] if log.kind else []
    record = named[0] if named else None
    known = device or _device_of_header()
    come_in(Acting(str(request.endpoint), log.purpose, log.verb, by, known, log.kind, record, log.by_itself))


def plug_in(app: Flask) -> None:
    """Log the app's transactions at their end, and its answers before they go out."""
    before_commit(app, log_transaction)
    app.after_request(_write)


def _write(answer: Response) -> Response:
    acting = leave()
    if acting is None or (answer.status_code >= 400 and answer.status_code not in DENIED):
        return answer
    refused = answer.get_json()["code"] if answer.status_code in DENIED else None
    entries = entries_of_answer(acting, refused)
    if entries:
        try:
            with writing():
                for entry in entries:
                    acting.write(entry)
        except Busy as reason:
            return answer_busy(reason)  # nothing is shown that could not be logged
    return answer


def _device_of_header() -> str | None:
    try:
        return clean_uuid(request.headers.get(DEVICE_HEADER))
    except Invalid:
        return None


def _marked(log: Log) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, log)
        return view

    return mark
