"""A route is closed unless it says who may come in, or why everyone may."""

from pathlib import Path

import pytest
from flask import Flask

from server.api.guard import guard_of, open_to_all
from server.api.logs import log_of
from server.app import create_app
from server.settings import read_settings
from tests.architecture.house import documents

# Each of these was decided on; a new one is decided on here.
OPEN = {
    "GET /",
    "GET /<page:path>",
    "GET /api/v1/kinds",
    "GET /healthz",
    "GET /openapi.json",
    "POST /api/v1/invitations/<token>",
    "POST /api/v1/push/gone",
    "POST /api/v1/push/receipts",
    "POST /api/v1/session",
}

# What these answer is about nobody, or about oneself; what leaves no entry in the audit log is decided here.
UNLOGGED = {
    "GET /",
    "GET /<page:path>",
    "GET /api/v1/duty",
    "GET /api/v1/events",
    "GET /api/v1/kinds",
    "GET /api/v1/policy",
    "GET /api/v1/push/key",
    "GET /api/v1/session",
    "GET /api/v1/watch",
    "GET /healthz",
    "GET /openapi.json",
    "POST /api/v1/duty/test",
    "POST /api/v1/push/receipts",
    "POST /api/v1/push/test",
}


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    return create_app(read_settings({"DOORSTEP_VAR": str(tmp_path)}))


def routes(app: Flask) -> dict[str, str]:
    """`METHOD /path` to endpoint, for every route there is."""
    return {
        f"{method} {rule.rule}": rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def unguarded(app: Flask) -> set[str]:
    return {
        route for route, endpoint in routes(app).items() if guard_of(app.view_functions[endpoint]) is None
    }


def open_routes(app: Flask) -> set[str]:
    return {
        route
        for route, endpoint in routes(app).items()
        if (guard := guard_of(app.view_functions[endpoint])) and guard.permission is None
    }


def test_every_route_has_a_guard(app: Flask) -> None:
    assert routes(app)
    assert not unguarded(app)


def test_a_route_without_a_guard_is_caught_and_shut(app: Flask) -> None:
    app.add_url_rule("/api/planted", view_func=lambda: "everything")
    assert unguarded(app) == {"GET /api/planted"}
    assert app.test_client().get("/api/planted").status_code == 403


def test_only_these_routes_are_open(app: Flask) -> None:
    assert open_routes(app) <= OPEN


def silent(app: Flask) -> set[str]:
    """The routes that say neither what they log nor why they log nothing."""
    return {route for route, endpoint in routes(app).items() if log_of(app.view_functions[endpoint]) is None}


def test_every_route_says_what_it_logs(app: Flask) -> None:
    assert not silent(app)


def test_a_route_that_forgets_the_log_is_caught_and_shut(app: Flask) -> None:
    app.add_url_rule("/api/planted", view_func=open_to_all("planted")(lambda: "everything"))
    assert silent(app) == {"GET /api/planted"}
    assert app.test_client().get("/api/planted").status_code == 403


def test_only_these_routes_log_nothing(app: Flask) -> None:
    nothing = {
        route
        for route, endpoint in routes(app).items()
        if (log := log_of(app.view_functions[endpoint])) and log.verb is None
    }
    assert nothing == UNLOGGED


def test_every_route_is_in_a_document(app: Flask) -> None:
    told = documents()
    missing = {route for route in routes(app) if f"`{route}`" not in told}
    assert not missing
