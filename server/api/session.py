"""Signing in and out, and setting a password by a one-time link."""

from typing import Any

from server.adapters.sign_in import bound_device, sign_in, sign_out
from server.api import attempts
from server.api.blueprint import Blueprint
from server.api.guard import actor, open_to_all, requires
from server.api.logs import logs, logs_by_itself, logs_nothing
from server.audit.words import Purpose, Verb
from server.schemas.session import NewPasswordSchema, SessionSchema, SignInSchema
from server.services.invitations import accept
from server.services.push_endpoints import leave_device
from server.services.sign_in import check_password, describe, tries_of

blueprint = Blueprint("session", __name__, url_prefix="/api/v1", description="Who is signed in")


@blueprint.at("/session", "POST")
@open_to_all("nobody is signed in before signing in")
@blueprint.takes(SignInSchema)
@blueprint.answers(200, SessionSchema)
@logs_by_itself(Verb.SIGNED_IN, Purpose.OWN_ACCOUNT, "only the service knows who it is")
def start(given: dict[str, str]) -> dict[str, Any]:
    """Sign in with an e-mail address and a password; sets the session cookie."""
    with attempts.attempt(tries_of(given["email"])):
        person = check_password(given["email"], given["password"])
    sign_in(person)
    return describe(person.actor())


@blueprint.at("/session", "GET")
@requires("session")
@blueprint.answers(200, SessionSchema)
@logs_nothing("her own name and role")
def show() -> dict[str, Any]:
    """Who is signed in."""
    return describe(actor())


@blueprint.at("/session", "DELETE")
@requires("session")
@blueprint.answers(204)
@logs(Verb.SIGNED_OUT, Purpose.OWN_ACCOUNT)
def end() -> None:
    """Sign out on this browser, where nothing more is then sent to this person."""
    if device := bound_device():
        leave_device(actor(), device)
    sign_out()


@blueprint.at("/invitations/<token>", "POST")
@open_to_all("whoever has no password yet, or has forgotten it, has a one-time link instead")
@blueprint.takes(NewPasswordSchema)
@blueprint.answers(200, SessionSchema)
@logs_by_itself(Verb.SIGNED_IN, Purpose.OWN_ACCOUNT, "only the service knows who it is")
def accept_invitation(given: dict[str, str], token: str) -> dict[str, Any]:
    """Set a password by a link that works once. Her first also signs her in, a new one signs nobody in."""
    person, first = accept(token, given["password"])
    if first:
        sign_in(person)  # with a new one she signs in herself: this browser may be at work for a colleague
    return describe(person.actor())
