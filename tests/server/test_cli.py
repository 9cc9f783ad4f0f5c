"""The `doorstep` command, as a person types it."""

import json
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import doorstep
from tests.server.house import open_house
from tests.support.data import Data
from tests.support.ports import free_port

ROOT = Path(__file__).parents[2]


def type_in(data: Data, *words: str) -> Result:
    """Type a command; its output. Runs in this process, on the settings of `data`."""
    return CliRunner().invoke(doorstep, words, env=data.environment(), catch_exceptions=True)


def typed(data: Data, *words: str) -> str:
    result = type_in(data, *words)
    assert result.exit_code == 0, result.output + repr(result.exception)
    return result.stdout


@pytest.fixture
def service(sqlite_data: Data) -> Data:
    typed(sqlite_data, "organisation", "Northside")
    return sqlite_data


def test_an_organisation_its_people_and_their_tokens_come_from_the_command_line(service: Data) -> None:
    link = typed(
        service,
        "invite",
        "ada@northside.example",
        "--name",
        "Ada",
        "--role",
        "case_manager",
        "--team",
        "North",
    )
    assert link.startswith("http://localhost:8000/invitations/")
    assert "ada@northside.example" in typed(service, "people")
    assert typed(service, "token", "ada@northside.example").startswith("doorstep.")
    assert typed(service, "token", "ada@northside.example", "--revoke") == "1 revoked.\n"
    assert "is handing over 0 clients" in typed(service, "close", "ada@northside.example")
    assert "can no longer sign in" in typed(service, "close", "ada@northside.example", "--now")
    assert "closed" in typed(service, "people")


def test_only_the_demo_tells_a_password(service: Data) -> None:
    assert "password" not in typed(service, "people")
    assert typed(service, "people", "--demo") == ""


def test_a_device_that_seems_to_be_a_copy_is_listed_as_one(sqlite_data: Data) -> None:
    with open_house(sqlite_data) as house:
        house.give_device("ada", "phone-ada")
        house.give_device("eve", "phone-eve", copied=1)
    assert "copy" in typed(sqlite_data, "devices", "eve@northside.example")
    assert "copy" not in typed(sqlite_data, "devices", "ada@northside.example")


def test_devices_are_listed_and_shut_out(sqlite_data: Data) -> None:
    with open_house(sqlite_data) as house:
        house.give_device("ada", "phone-ada")
        house.give_device("eve", "phone-eve")
    assert typed(sqlite_data, "devices").count("2 unsent") == 2
    assert "phone-eve" not in typed(sqlite_data, "devices", "ada@northside.example")
    assert typed(sqlite_data, "revoke", "phone-ada") == "Shut out for 1 people.\n"
    assert "revoked" in typed(sqlite_data, "devices", "ada@northside.example")


def test_somebody_or_something_unknown_is_said_to_be_unknown(service: Data) -> None:
    for words in (
        ["devices", "nobody@x.example"],
        ["revoke", "no-such-device"],
        ["token", "nobody@x.example"],
    ):
        assert type_in(service, *words).exit_code != 0


def test_tables_are_made_and_removed(sqlite_data: Data) -> None:
    assert typed(sqlite_data, "migrate") == "The tables are up to date.\n"
    assert typed(sqlite_data, "migrate", "--back-to", "base") == "The tables are those of base.\n"


@pytest.mark.parametrize(
    ("words", "setting", "expected"),
    [
        (["people"], {"PORT": "eighty"}, "doorstep: PORT must be a whole number"),
        (["people"], {}, "doorstep: The tables are missing or old. Run: doorstep migrate"),
    ],
)
def test_what_a_person_can_mend_is_said_in_words(
    sqlite_store: object, tmp_path: Path, words: list[str], setting: dict[str, str], expected: str
) -> None:
    environment = Data(tmp_path, f"sqlite:///{tmp_path / 'empty.db'}").environment(**setting)
    done = run_process(words, environment)
    assert done.returncode == 1
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_a_folder_that_is_none_is_said_in_words(sqlite_data: Data, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.touch()
    done = run_process(["people"], sqlite_data.environment(DOORSTEP_VAR=str(file)))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert str(file) in done.stderr


@pytest.mark.parametrize(
    ("key", "held"),  # any text is a secret, but none is not
    [("secret_key", ""), ("vapid_key", ""), ("vapid_key", "?"), ("pin_key", ""), ("pin_key", "?")],
)
def test_a_key_that_was_damaged_is_said_in_words(sqlite_data: Data, key: str, held: str) -> None:
    typed(sqlite_data, "people")
    (sqlite_data.var / key).write_text(held)
    done = run_process(["people"], sqlite_data.environment())
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert str(sqlite_data.var / key) in done.stderr
    assert "backup" in done.stderr


def test_the_first_start_says_in_words_what_is_wrong(sqlite_data: Data) -> None:
    done = subprocess.run(
        [sys.executable, "scripts/prepare.py"], cwd=ROOT, capture_output=True, text=True, timeout=30,
        check=False, env=sqlite_data.environment(SECRET_KEY="short", PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert "doorstep: SECRET_KEY must have" in done.stderr


def refused(data: Data, *words: str) -> str:
    """What is said against a command."""
    done = type_in(data, *words)
    assert done.exit_code == 1, done.output
    return str(done.exception)


def test_an_organisation_has_a_name_of_its_own_and_a_time_zone_that_exists(service: Data) -> None:
    assert "already" in refused(service, "organisation", " Northside ")
    assert "needs a name" in refused(service, "organisation", " ")
    for zone in ("Mars/Base", "Europe", "../zone", ""):
        assert "no time zone" in refused(service, "organisation", "Southside", "--time-zone", zone)


def test_an_invitation_is_for_a_mailbox_and_a_name(service: Data) -> None:
    for email in ("ada", "@", "ada@", "ada lace@x.example", "ada@x@example"):
        assert "not an e-mail address" in refused(service, *invitation(email))
    assert "needs a name" in refused(service, *invitation("ada@x.example", name=" "))


def test_a_second_invitation_does_not_pretend_to_change_whom_it_is_for(service: Data) -> None:
    typed(service, *invitation("ada@x.example"), "--team", "North")
    assert typed(service, *invitation("ada@x.example"), "--team", "north").startswith("http")
    for words in (
        [*invitation("ada@x.example", role="supervisor")],
        [*invitation("ada@x.example", name="Ava")],
        [*invitation("ada@x.example"), "--team", "South"],
    ):
        assert "is invited as Ada, case_manager, North" in refused(service, *words)


def test_whoever_has_left_does_not_leave_again_and_keeps_the_address(service: Data) -> None:
    typed(service, *invitation("ada@x.example"))
    typed(service, "close", "ada@x.example", "--now")
    assert "is closed already" in refused(service, "close", "ada@x.example")
    assert "has left, and keeps it" in refused(service, *invitation("ada@x.example"))


def invitation(email: str, name: str = "Ada", role: str = "case_manager") -> list[str]:
    return ["invite", email, "--name", name, "--role", role]


def run_process(words: list[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "doorstep"
    return subprocess.run(
        [program, *words], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=30, check=False
    )


def test_the_engine_stops_when_it_is_told_to(sqlite_data: Data) -> None:
    program = Path(sys.executable).parent / "doorstep"
    engine = subprocess.Popen(
        [program, "engine"], cwd=ROOT, env=sqlite_data.environment(), stderr=subprocess.PIPE, text=True
    )
    assert engine.stderr
    while "engine started" not in engine.stderr.readline():
        assert engine.poll() is None
    engine.send_signal(signal.SIGTERM)
    assert engine.wait(5) == 0


def test_an_organisation_says_when_a_review_is_late(service: Data) -> None:
    said = typed(service, "reviews", "--read-days", "10", "--answer-days", "3")
    assert "notes within 10 days, answers within 3" in said


def test_an_organisation_says_with_how_many_clients_somebody_has_enough(service: Data) -> None:
    assert "at most 20 clients" in typed(service, "caseload", "--limit", "20")
    assert "no limit" in typed(service, "caseload")


def test_the_document_of_the_api_is_printed(service: Data) -> None:
    assert "/api/v1/sync" in json.loads(typed(service, "openapi"))["paths"]


@pytest.mark.parametrize("port", ["8001", "65535"])
def test_the_engine_is_given_the_address_of_the_web_server_and_no_port(
    sqlite_data: Data, tmp_path: Path, port: str
) -> None:
    for name in ("gunicorn", "doorstep"):  # in place of the programs that the Procfile names
        (tmp_path / name).write_text(
            f'#!/bin/sh\necho "{name} at $DOORSTEP_URL by ${{PORT:-none}}"; sleep 1\n'
        )
        (tmp_path / name).chmod(0o755)
    started = subprocess.run(
        [sys.executable, "-c", START, tmp_path], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False, env=sqlite_data.environment(PORT=port, PYTHONPATH=str(ROOT)),
    )  # fmt: skip
    assert f"gunicorn at http://localhost:{port} by {port}" in started.stdout, started.stderr
    assert f"doorstep at http://localhost:{port} by none" in started.stdout


START = """
import sys
from server.cli import doorstep
sys.executable = sys.argv.pop() + "/python"
doorstep(["run"])
"""


@pytest.mark.slow
def test_one_command_starts_the_web_server_and_the_engine(sqlite_data: Data, tmp_path: Path) -> None:
    program, port = Path(sys.executable).parent / "doorstep", str(free_port())
    with (tmp_path / "log").open("wb") as log:
        started = subprocess.Popen(
            [program, "run"], cwd=tmp_path, env=sqlite_data.environment(PORT=port, PATH="/usr/bin:/bin"),
            stdout=log, stderr=log,
        )  # fmt: skip
    try:
        assert healthy(f"http://127.0.0.1:{port}/healthz"), (tmp_path / "log").read_text()
    finally:
        started.send_signal(signal.SIGTERM)
        started.wait(30)


def healthy(url: str) -> bool:
    end = time.monotonic() + 200
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return json.load(answer)["ok"] is True
        except OSError:
            time.sleep(0.2)
    return False
