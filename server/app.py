"""What is plugged into what."""

from datetime import timedelta
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from server.adapters import channels, sealed, sign_in
from server.adapters.secrets import kept_secret
from server.adapters.world import World, real_world
from server.api import (
    access,
    attempts,
    audit,
    blueprint,
    board,
    bodies,
    devices,
    drills,
    duty,
    events,
    guard,
    headers,
    health,
    kinds,
    logs,
    openapi,
    organisation,
    policy,
    problems,
    push,
    pwa,
    reports,
    session,
    signals,
    sync,
    visits,
    watch,
)
from server.settings import Settings, read_settings
from server.store import database, migrate
from server.store.accounts import Account

NOUNS = (
    session, sync, kinds, devices, events, board, visits, signals, watch, duty, drills, policy, push, reports,
    audit, access, organisation,
)  # fmt: skip
SIGNED_IN_FOR = timedelta(days=30)


def create_app(settings: Settings | None = None, world: World | None = None) -> Flask:
    """The web server; settings come from the environment, time and chance from the machine, unless given."""
    settings = settings or read_settings()
    app = Flask("server", static_folder=None)
    app.config.update(_config(settings))
    app.extensions["doorstep"] = world or real_world()
    app.extensions["doorstep.settings"] = settings
    _trust_proxies(app, settings.proxies)
    database.plug_in(app, settings.database_url, settings.threads)
    headers.plug_in(app, settings)
    guard.plug_in(app)
    logs.plug_in(app)
    channels.plug_in(app, settings)
    sealed.plug_in(app, settings.var)
    sign_in.plug_in(app, database.db, Account)
    attempts.plug_in(app)
    events.plug_in(app, settings.streams)
    migrate.plug_in(app)
    blueprint.register(app, *(noun.blueprint for noun in NOUNS))
    app.register_blueprint(health.blueprint)
    app.register_blueprint(openapi.blueprint)
    pwa.plug_in(app, settings.pwa)
    problems.plug_in(app)  # last, in place of the handlers of the libraries
    return app


def _trust_proxies(app: Any, hops: int) -> None:
    """Believe what so many proxies of our own say about the caller; without any, believe nobody."""
    if hops:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)


def _config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key or kept_secret(settings.var / "secret_key"),
        "MAX_CONTENT_LENGTH": bodies.LIMIT,
        "PERMANENT_SESSION_LIFETIME": SIGNED_IN_FOR,
        # A browser takes the prefix only from a secure cookie for the whole host.
        "SESSION_COOKIE_NAME": "__Host-doorstep" if settings.tls else "doorstep",
        "SESSION_COOKIE_SECURE": settings.tls,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "API_TITLE": "Doorstep",
        "API_VERSION": "1",
        "OPENAPI_VERSION": "3.1.0",
    }
