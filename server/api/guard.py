"""Who may come in. Every view says what it requires, or why it is open; one that says neither is shut."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, current_app, g, request

from server.adapters.sign_in import bind, bound_device, renew, signed_in
from server.api.logs import log_of, open_entry
from server.policy.permissions import PERMISSIONS, may
from server.policy.refusal import Refusal
from server.services.tokens import bearer, note_use
from server.store.looking import looking
from server.store.passes import find_signed_in
from sync.change import Actor

View = TypeVar("View", bound=Callable[..., Any])

MARK = "doorstep_guard"
HANDING_IN = {"sync.send", "signals.send"}
"""All that a phone's own token is good for."""
SHUT_OUT = {"signals.send", "session"}
"""What remains to a session on a device that was shut out: a call for help, and the way to sign out."""
BUILD_HEADER = "Doorstep-Build"
PERSON_HEADER = "Doorstep-Person"
"""Whose request a phone takes this for; an old build does not say."""
SAFE = {"GET", "HEAD", "OPTIONS"}
ELSEWHERE = {"cross-site", "same-site"}
"""What a browser says in Sec-Fetch-Site of a request that another site has made it send."""


@dataclass(frozen=True, slots=True)
class Guard:
    """What a view requires: a permission, or nothing for the given reason."""

    permission: str | None = None
    reason: str | None = None


def requires(permission: str) -> Callable[[View], View]:
    """Let in only those whose role has this permission of `server.policy.permissions`."""
    if permission not in PERMISSIONS:
        raise LookupError(f"There is no permission {permission}.")
    return _marked(Guard(permission=permission))


def open_to_all(reason: str) -> Callable[[View], View]:
    """Let everyone in, signed in or not; the reason is for whoever reviews the list."""
    return _marked(Guard(reason=reason))


def guard_of(view: Callable[..., Any]) -> Guard | None:
    """What a view says about itself; None when it says nothing."""
    return getattr(view, MARK, None)


def actor() -> Actor:
    """The person for whom this request acts."""
    found: Actor = g.actor
    return found


def check_person(person: str | None) -> None:
    """Raise Refusal sign_in where a phone speaks for somebody other than the one who is signed in."""
    if person not in (None, actor().user):
        # Another tab has signed somebody else in: nobody's work may go in as somebody else's.
        raise Refusal("sign_in", "Somebody else is signed in.")


def is_closed() -> bool:
    """Tell whether the account of that person is closed: then this hands in what was typed before."""
    return not g.active


def is_shut_out() -> bool:
    """Tell whether this session was last at work on a device that was revoked, whatever it says it is now."""
    found: bool = g.get("shut_out", False)
    return found


def device_of_token() -> str | None:
    """The phone whose own token this request carries; None for any other way in."""
    found: str | None = g.get("device")
    return found


def bind_session(device: str) -> None:
    """Tie the session of this request, where it came with one, to a device: shut out with it, it ends."""
    if "Authorization" not in request.headers:
        bind(device)


def plug_in(app: Flask) -> None:
    """Stand in front of every view of the app."""
    app.before_request(_admit)


def _admit() -> None:
    if request.endpoint is None:
        return  # no such address or method: it is answered as that
    view = current_app.view_functions[request.endpoint]
    guard, log = guard_of(view), log_of(view)
    if guard is None or log is None:
        raise Refusal("not_allowed", "This address says not who may come in, or not what it logs.")
    if guard.permission is None:
        open_entry(log, None, None)
        return
    if any("\0" in str(part) for part in (request.view_args or {}).values()):
        raise Refusal("not_found")  # nothing has such a name, and no database can be asked for it
    _identify(guard.permission)
    check_person(request.headers.get(PERSON_HEADER))
    open_entry(log, actor(), device_of_token())
    if not may(actor(), guard.permission):
        raise Refusal("not_allowed")
    if device_of_token() is not None and guard.permission not in HANDING_IN:
        raise Refusal("not_allowed", "A phone's own token is for handing in its work, and nothing else.")


def _identify(permission: str) -> None:
    """Find the person of the bearer token or else of the cookie. Raises Refusal sign_in."""
    if "Authorization" in request.headers:
        _by_token()
    else:
        _by_cookie(permission)


def _by_token() -> None:
    scheme, _, text = request.headers["Authorization"].partition(" ")
    found = bearer(text.strip()) if scheme.lower() == "bearer" else None
    if found is None:
        raise Refusal("sign_in", "The token is not valid here.")
    g.actor, g.active, g.device = found.actor, found.active, found.device
    note_use(found)


def _by_cookie(permission: str) -> None:
    session = signed_in()
    with looking() as look:
        found = find_signed_in(look, session, bound_device()) if session else None
    if found is None:
        raise Refusal("sign_in")
    if found.shut_out and permission not in SHUT_OUT:
        raise Refusal("device_revoked")
    if request.method not in SAFE and BUILD_HEADER not in request.headers:
        # A page elsewhere can make a browser send the cookie, but not a header of its own.
        raise Refusal("wrong_page", f"Send the header {BUILD_HEADER}.")
    if request.headers.get("Sec-Fetch-Site") in ELSEWHERE:
        raise Refusal("wrong_page")  # a link to the board is nobody who watches it
    g.actor, g.active, g.shut_out = found.actor, True, found.shut_out
    renew()


def _marked(guard: Guard) -> Callable[[View], View]:
    def mark(view: View) -> View:
        setattr(view, MARK, guard)
        return view

    return mark
