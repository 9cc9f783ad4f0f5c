"""Every error the server can answer with: the only place that knows status codes."""

import json
import logging
from typing import Any, NamedTuple

from flask import Flask, Response
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from server.policy.refusal import Refusal
from server.store.database import Busy, NotMigrated

log = logging.getLogger(__name__)

RETRY_SECONDS = 5


class Problem(NamedTuple):
    """An error by its code."""

    status: int
    title: str


PROBLEMS = {
    "not_readable": Problem(400, "The request could not be read."),
    "sign_in": Problem(401, "Sign in again."),
    "wrong_sign_in": Problem(401, "The e-mail address or the password is not right."),
    "not_allowed": Problem(403, "You may not do this."),
    "device_revoked": Problem(403, "This device has been shut out. Speak to your administrator."),
    "wrong_page": Problem(403, "This did not come from Doorstep's own pages."),
    "not_found": Problem(404, "There is nothing here."),
    "wrong_method": Problem(405, "This cannot be done here."),
    "taken": Problem(409, "Somebody else was first."),
    "closed": Problem(409, "This cannot be done any more."),
    "graver": Problem(409, "This has become graver. Look at it first; it is still open."),
    "own_change": Problem(409, "This has to be confirmed by somebody else than the one who made it."),
    "link_spent": Problem(410, "This link has been used or is too old. Ask for a new one."),
    "too_large": Problem(413, "This is too large to send at once."),
    "not_json": Problem(415, "Send JSON, plain or packed with gzip."),
    "not_valid": Problem(422, "Something in the request is not right."),
    "too_many": Problem(429, "Too many attempts. Wait a few minutes, then try again."),
    "went_wrong": Problem(500, "Something went wrong on the server. Nothing was changed."),
    "busy": Problem(503, "The server is busy. Try again in a moment."),
}

BY_STATUS = {400: "not_readable", 401: "sign_in", 403: "not_allowed", 404: "not_found", 405: "wrong_method",
             413: "too_large", 415: "not_json", 422: "not_valid", 429: "too_many", 503: "busy"}  # fmt: skip
"""The code for an error that a library raised."""


def problem(refusal: Refusal) -> Response:
    """The answer for a refusal, as problem+json."""
    status, title = PROBLEMS[refusal.code]
    body: dict[str, Any] = {"status": status, "code": refusal.code, "title": title}
    if refusal.detail:
        body["detail"] = refusal.detail
    if refusal.errors:
        body["errors"] = dict(refusal.errors)
    answer = Response(json.dumps(body), status, mimetype="application/problem+json")
    if status in {429, 503}:
        answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def plug_in(app: Flask) -> None:
    """Answer every error with a problem, and none with a stack trace."""
    app.register_error_handler(Refusal, problem)
    app.register_error_handler(Busy, answer_busy)
    app.register_error_handler(NotMigrated, answer_busy)
    app.register_error_handler(HTTPException, _from_library)
    app.register_error_handler(Exception, _unforeseen)


def answer_busy(reason: Busy | NotMigrated) -> Response:
    """The answer when the database did not: try again. No change is to blame for it."""
    log.warning("busy: %s", reason)
    return problem(Refusal("busy"))


def _from_library(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error  # a redirect
    other = "not_readable" if status < 500 else "went_wrong"
    answer = problem(Refusal(BY_STATUS.get(status, other)))
    if isinstance(error, MethodNotAllowed) and error.valid_methods:
        answer.allow.update(error.valid_methods)
    return answer


def _unforeseen(error: Exception) -> Response:
    log.error("unforeseen", exc_info=error)
    return problem(Refusal("went_wrong"))
