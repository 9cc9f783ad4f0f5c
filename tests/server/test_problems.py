"""Every error is one of a closed set, in words and without a stack trace."""

import ast
import re
from pathlib import Path

import pytest
from werkzeug.exceptions import ImATeapot, InternalServerError

from server.api.guard import open_to_all
from server.api.logs import logs_nothing
from server.api.problems import BY_STATUS, PROBLEMS
from tests.server.house import House

SERVER = Path(__file__).parents[2] / "server"


def refused() -> set[str]:
    """Every code with which the server's own code refuses."""
    calls = [node for file in SERVER.rglob("*.py") for node in ast.walk(ast.parse(file.read_text()))]
    return {
        str(call.args[0].value)
        for call in calls
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "Refusal"
        if isinstance(call.args[0], ast.Constant)
    }


def test_every_refusal_has_a_status_and_every_status_a_reason() -> None:
    assert refused() | set(BY_STATUS.values()) == set(PROBLEMS)


def test_a_title_is_a_sentence() -> None:
    assert all(re.fullmatch(r"[A-Z].*\.", problem.title) for problem in PROBLEMS.values())


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/nothing", 404, "not_found"),
        ("GET", "/api/v1/", 404, "not_found"),
        ("GET", "/api", 404, "not_found"),
        ("GET", "/api/v1/devices/x/revoke", 405, "wrong_method"),
        ("PUT", "/api/v1/session", 405, "wrong_method"),
        ("POST", "/healthz", 405, "wrong_method"),
        ("DELETE", "/", 405, "wrong_method"),
        ("GET", "/api/v1/devices", 401, "sign_in"),
    ],
)
def test_an_error_of_the_framework_is_a_problem_too(
    small_house: House, method: str, path: str, status: int, code: str
) -> None:
    answer = small_house.browser().open(path, method=method)
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["code"] == code
    assert answer.json["status"] == status


def test_what_is_allowed_is_said(small_house: House) -> None:
    allowed = small_house.browser().put("/api/v1/session").headers["Allow"]
    assert set(allowed.split(", ")) == {"DELETE", "GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (RuntimeError("the secret is hunter2"), 500, "went_wrong"),
        (InternalServerError("hunter2"), 500, "went_wrong"),
        (ImATeapot("hunter2"), 400, "not_readable"),
    ],
)
def test_what_nobody_foresaw_tells_nothing_of_its_inside(
    small_house: House, error: Exception, status: int, code: str
) -> None:
    @small_house.app.get("/test/broken")
    @open_to_all("a test")
    @logs_nothing("a test")
    def broken() -> str:
        raise error

    answer = small_house.browser().get("/test/broken")
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert "hunter2" not in answer.text
    assert "Traceback" not in answer.text


def test_an_address_with_a_nul_in_it_is_nowhere(house: House) -> None:
    sam = house.browser_of("sam")
    for path in ("audit/clients/a%00b", "audit/people/a%00b", "clients/a%00b/alerts"):
        assert sam.get(f"/api/v1/{path}").status_code == 404
    for path in ("devices/a%00b/revoke", "audit/questions/a%00b/looked"):
        assert sam.post(f"/api/v1/{path}").status_code == 404
    for path in ("push/a%00b", "duty/a%00b"):
        assert sam.delete(f"/api/v1/{path}").status_code == 404
    assert sam.get("/a%00b").status_code == 404


def test_a_redirect_is_no_error(small_house: House) -> None:
    @small_house.app.get("/test/folder/")
    @open_to_all("a test")
    @logs_nothing("a test")
    def folder() -> str:
        return "here"

    assert small_house.browser().get("/test/folder", follow_redirects=True).text == "here"


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/session", "/api/v1/nothing"])
def test_every_answer_says_which_phones_are_served_and_protects_its_reader(
    small_house: House, path: str
) -> None:
    headers = small_house.browser().get(path).headers
    for name in ("Doorstep-Protocol", "Doorstep-Oldest-Protocol", "Doorstep-Oldest-Build"):
        assert headers[name] == "1"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cache-Control"] == "no-store"
    assert "Strict-Transport-Security" not in headers
