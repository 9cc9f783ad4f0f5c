"""Flask-Security: password hashes and the session cookie. Its own pages and roles are not used."""

from collections.abc import Mapping
from typing import Any

from flask import Flask, Request, current_app, session
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask_security import (
    RoleMixin,
    Security,
    SQLAlchemyUserDatastore,
    UserMixin,
    hash_password,
)
from flask_security.utils import login_user

from server.adapters.world import world

__all__ = [
    "bind",
    "bound_device",
    "hash_password",
    "plug_in",
    "renew",
    "sign_in",
    "sign_out",
    "signed_in",
    "verify",
]

CONFIG: Mapping[str, Any] = {
    "SECURITY_PASSWORD_HASH": "argon2",
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    # Argon2 salts each password; a second hash over it would only tie every password to one more key.
    "SECURITY_PASSWORD_SINGLE_HASH": {"argon2"},
    # OWASP's figures: 32 people signing in at once must not need 2 GB.
    "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
        "argon2__memory_cost": 19456,
        "argon2__time_cost": 2,
        "argon2__parallelism": 1,
    },
    "SECURITY_JOIN_USER_ROLES": False,
    # A cookie that came with every answer would come back with one that is under way at signing out.
    "SESSION_REFRESH_EACH_REQUEST": False,
}

DEVICE, RENEWED = "device", "renewed"


class Sessions(SecureCookieSessionInterface):
    """The session of a request that carries a token is empty: the token alone says who comes."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        if "Authorization" in request.headers:
            return self.session_class()
        return super().open_session(app, request)


def plug_in(app: Flask, db: Any, account: type[UserMixin]) -> None:
    """Let Flask-Security find accounts in this database."""
    app.config.update(CONFIG)
    app.session_interface = Sessions()
    security = Security(app, SQLAlchemyUserDatastore(db, account, RoleMixin), register_blueprint=False)
    # Both would load the person, or search the body for a token of its own, on every request.
    security.principal.identity_loaders.clear()
    security.login_manager.request_loader(lambda _request: None)


def verify(password: str, stored: str | None) -> tuple[bool, str | None]:
    """Whether the password is right, and a new hash where the stored one is of an older kind.

    It takes as long when there is no such account. Slow on purpose: call it outside a transaction.
    """
    context = current_app.extensions["security"].pwd_context
    if stored is None:
        context.dummy_verify()
        return False, None
    right, renewed = context.verify_and_update(password, stored)
    return right, renewed


def sign_in(person: UserMixin) -> None:
    """Put the person into the session cookie of the answer, which outlives the browser."""
    login_user(person, remember=False, authn_via=["password"])
    session.permanent = True
    renew()


def renew() -> None:
    """Let the session cookie last for its whole time again, once a day."""
    today = world().now().date().isoformat()
    if session.get(RENEWED) != today:
        session[RENEWED] = today


def sign_out() -> None:
    """Empty the session cookie, which holds nothing but who is there, and on which device."""
    session.clear()


def bind(device: str) -> None:
    """Keep in the session cookie on which device it is."""
    if session.get(DEVICE) != device:
        session[DEVICE] = device


def bound_device() -> str | None:
    """The device on which this session was last at work, as far as it has said so."""
    found: str | None = session.get(DEVICE)
    return found


def signed_in() -> str | None:
    """The session of the request's cookie (an account's `fs_uniquifier`); None where it has none.

    Whose that is, and whether it may still come in, is for the caller to ask: Flask-Login would load the
    whole account for it, at several times the cost of a query.
    """
    found: str | None = session.get("_user_id")
    return found
