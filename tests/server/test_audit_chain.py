"""Whoever tampers with the log is found: each way of doing so is done here, in the real database, by SQL."""

import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from server.adapters.world import world
from server.audit.chain import seal
from server.audit.words import Verb
from server.cli import doorstep
from server.engine import Engine
from server.services.acting import acting, log_change
from server.services.seal_audit import seal_audit
from server.store import audit
from server.store.audit import AuditRow
from server.store.database import db, reading, writing
from tests.server.phones import Service, open_service
from tests.support.data import Data


class Archive:
    """A service in which some things were done, its sealed log, and a hand that reaches past the house."""

    def __init__(self, data: Data, service: Service) -> None:
        self.data = data
        self.service = service
        ada, sam = service.phone("ada"), service.phone("sam")
        self.client = ada.add_client()
        for text_ in ("One.", "Two.", "Three."):
            ada.sync(ada.note(self.client, text_))
            sam.sync()
        self.seal()
        self.checkpoint = self.type_in("checkpoint").output.strip()

    def seal(self) -> None:
        with self.service.app.app_context():
            seal_audit(world().now())

    def type_in(self, *words: str) -> Result:
        return CliRunner().invoke(doorstep, ["audit", *words], env=self.data.environment())

    def tamper(self, *statements: str) -> None:
        """Run SQL as an administrator of the database would, who takes the fences down first."""
        with self.service.app.app_context(), db.engine.begin() as connection:
            for statement in [*fences_down(connection.dialect.name), *statements]:
                connection.execute(text(statement))

    def verify(self, *words: str) -> str:
        """What `doorstep audit verify` says of a log that is not whole."""
        result = self.type_in("verify", *words)
        assert result.exit_code == 1, result.output
        return result.output

    def entries(self) -> list[dict[str, Any]]:
        with self.service.app.app_context(), reading():
            return [one for part in audit.sealed(self.service.organisation) for one in part]


def fences_down(dialect: str) -> list[str]:
    if dialect == "postgresql":
        return ["ALTER TABLE audit DISABLE TRIGGER ALL", "ALTER TABLE audit_client DISABLE TRIGGER ALL"]
    names = (
        "audit_is_kept",
        "audit_is_not_deleted",
        "audit_client_is_not_deleted",
        "audit_client_is_not_changed",
    )
    return [f"DROP TRIGGER IF EXISTS {name}" for name in names]


@pytest.fixture
def archive(data: Data) -> Iterator[Archive]:
    with open_service(data) as service:
        yield Archive(data, service)


def test_a_log_that_nobody_touched_is_whole(archive: Archive, tmp_path: Path) -> None:
    file = str(tmp_path / "log.jsonl")
    assert archive.type_in("export", file).exit_code == 0
    for words in (
        (),
        ("--checkpoint", archive.checkpoint),
        (file,),
        (file, "--checkpoint", archive.checkpoint),
    ):
        result = archive.type_in("verify", *words)
        assert result.exit_code == 0, result.output
        assert "The log is whole" in result.output


def test_a_log_is_whole_however_much_of_it_waits_for_its_seal(archive: Archive) -> None:
    with archive.service.app.app_context(), writing() as session:
        waiting = acting().entry(Verb.CHANGED, organisation=archive.service.organisation, kind="planted")
        rest = {"number": None, "hash": None, "clients": "[]", "what": "{}"}
        audit.ADD.write(session, [{**waiting, **rest, "id": world().new_id()} for _ in range(10_000)])
    ada = archive.service.phone("ada")
    ada.sync(ada.note(archive.client, "Four."))
    assert "The log is whole" in archive.type_in("verify").output


UP, DOWN = range(6, 30), range(30, 4, -1)
COLUMNS = "happened, account, role, device, act, verb, purpose, kind, record"
TAMPERING = {
    "altered": (["UPDATE audit SET account = 'another' WHERE number = 5"], "Entry 5 is not what was sealed"),
    "altered in what it lists": (["UPDATE audit SET what = '[]' WHERE number = 5"], "Entry 5 is not what"),
    "removed": (["DELETE FROM audit WHERE number = 5"], "Entry 5 was removed."),
    "removed, several": (["DELETE FROM audit WHERE number IN (5, 6)"], "Entries 5 to 6 were removed."),
    "removed at the beginning": (["DELETE FROM audit WHERE number = 1"], "Entry 1 was removed."),
    "removed and closed up": (
        [
            "DELETE FROM audit WHERE number = 5",
            *(f"UPDATE audit SET number = {number - 1} WHERE number = {number}" for number in UP),
        ],
        "Entry 5 is not what was sealed",
    ),
    "reordered": (
        [
            "UPDATE audit SET number = -1 WHERE number = 5",
            "UPDATE audit SET number = 5 WHERE number = 6",
            "UPDATE audit SET number = 6 WHERE number = -1",
        ],
        "Entry 5 is not what was sealed",
    ),
    "inserted": (
        [
            *(f"UPDATE audit SET number = {number + 1} WHERE number = {number}" for number in DOWN),
            f"""INSERT INTO audit SELECT organisation, 'put in', at, {COLUMNS}, clients, what, outcome, 5,
            hash FROM audit WHERE number = 4""",
        ],
        "Entry 5 is not what was sealed",
    ),
    "hidden from a client's page": (
        ["DELETE FROM audit_client WHERE entry = (SELECT max(id) FROM audit WHERE clients <> '[]')"],
        "is not listed as it should be for client",
    ),
    "a change altered in the history": (
        ["UPDATE change SET content = replace(content, 'Two.', 'Too.')"],
        "which entry {two} names, was altered",
    ),
    "a change removed from the history": (
        ["DELETE FROM change WHERE content LIKE '%Two.%'"],
        "which entry {two} names, was removed",
    ),
    "a change put into the history": (
        [
            """INSERT INTO change SELECT organisation, 'put in', account, name, device, 99, kind, record,
            client, base, version, status, at, received, digest, content, receipt FROM change
            WHERE content LIKE '%Two.%'"""
        ],
        "Change put in in the history is in no entry",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", TAMPERING)
def test_whoever_tampers_with_the_database_is_found(archive: Archive, way: str) -> None:
    statements, words = TAMPERING[way]
    with archive.service.app.app_context(), reading() as session:
        two = session.scalar(text("SELECT id FROM change WHERE content LIKE '%Two.%'"))
        entry = select(AuditRow.number).where(AuditRow.verb == "changed", AuditRow.what.contains(two))
        number = session.scalar(entry)
    archive.tamper(*statements)
    assert words.format(two=number) in archive.verify()


def test_an_end_that_was_cut_off_shows_against_a_checkpoint(archive: Archive) -> None:
    last = archive.entries()[-1]["number"]
    archive.tamper(
        f"DELETE FROM audit_client WHERE entry IN (SELECT id FROM audit WHERE number > {last - 2})"
    )
    archive.tamper(f"DELETE FROM audit WHERE number > {last - 2}")
    found = archive.verify("--checkpoint", archive.checkpoint)
    assert f"The log ends with entry {last - 2}, but the checkpoint names entry {last}" in found


def test_a_log_written_anew_shows_against_a_checkpoint(archive: Archive) -> None:
    """Whoever knows how the chain is made can make another, and only what was kept elsewhere tells."""
    entries = [{**one, "account": None} for one in archive.entries()]
    anew = list(seal(entries, 0, "0" * 64))
    archive.tamper(
        "UPDATE audit SET account = NULL",
        *(f"UPDATE audit SET hash = '{one['hash']}' WHERE number = {one['number']}" for one in anew),
    )
    assert archive.type_in("verify").exit_code == 0
    assert "is not the one of the checkpoint" in archive.verify("--checkpoint", archive.checkpoint)


def test_an_entry_that_was_put_in_for_an_earlier_day_is_found_once_it_is_sealed(archive: Archive) -> None:
    archive.tamper(
        f"""INSERT INTO audit SELECT organisation, 'put in', '2026-01-01T10:00:00.000Z', {COLUMNS}, '[]',
        '[]', outcome, NULL, NULL FROM audit WHERE number = 4"""
    )  # fmt: skip
    archive.seal()
    assert "is of 2026-01-01T10:00:00.000Z, but was written after" in archive.verify()


LINES: dict[str, tuple[Callable[[list[str]], list[str]], str]] = {
    "altered": (lambda rows: [*rows[:5], rows[5].replace("done", "gone"), *rows[6:]], "Entry 5 is not what"),
    "removed": (lambda rows: rows[:5] + rows[6:], "Entry 5 was removed."),
    "reordered": (lambda rows: [*rows[:5], rows[6], rows[5], *rows[7:]], "Entry 5 comes after entry 6"),
    "twice": (lambda rows: [*rows[:5], rows[4], *rows[5:]], "Entry 4 comes after entry 4"),
    "cut off": (lambda rows: rows[:5], "its end was cut off"),
}


@pytest.mark.parametrize("way", LINES)
def test_whoever_tampers_with_an_export_is_found(archive: Archive, tmp_path: Path, way: str) -> None:
    file = tmp_path / "log.jsonl"
    archive.type_in("export", str(file))
    change, words = LINES[way]
    file.write_text("\n".join(change(file.read_text().splitlines())))
    assert words in archive.verify(str(file), "--checkpoint", archive.checkpoint)


def test_an_export_names_itself(archive: Archive, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    archive.type_in("export", str(file))
    assert json.loads(file.read_text().splitlines()[-1])["verb"] == "exported"


@pytest.mark.parametrize("words", [("--checkpoint", "a line of something else"), (__file__,)])
def test_what_is_no_checkpoint_and_no_export_is_said_to_be_none(
    archive: Archive, words: tuple[str, ...]
) -> None:
    result = archive.type_in("verify", *words)
    assert result.exit_code
    assert "of `doorstep audit" in str(result.exception)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET account = NULL WHERE number = 5",
        "UPDATE audit SET number = 99 WHERE number = 5",
        "DELETE FROM audit",
        "UPDATE audit_client SET client = 'x'",
        "DELETE FROM audit_client",
    ],
)
def test_the_database_refuses_to_change_or_delete_an_entry(archive: Archive, statement: str) -> None:
    with archive.service.app.app_context(), pytest.raises(DBAPIError, match="written once"):
        run(statement)


def run(statement: str) -> None:
    with writing() as session:
        session.execute(text(statement))


def test_sealing_twice_changes_nothing(archive: Archive) -> None:
    before = archive.entries()
    archive.seal()
    assert archive.entries() == before
    assert [one["number"] for one in before] == list(range(1, len(before) + 1))


def test_the_engine_seals_and_tells_a_checkpoint(archive: Archive, caplog: pytest.LogCaptureFixture) -> None:
    archive.service.phone("ada").add_client()
    before = len(archive.entries())
    engine = Engine(archive.service.app)
    engine.audit()
    assert len(archive.entries()) > before
    with caplog.at_level(logging.INFO):
        engine.work()
    [line] = [one.message for one in caplog.records if one.message.startswith("doorstep-audit")]
    result = archive.type_in("verify", "--checkpoint", line)
    assert result.exit_code == 0, result.output


def test_several_who_write_and_several_who_seal_leave_one_whole_chain(archive: Archive) -> None:
    app, organisation = archive.service.app, archive.service.organisation
    before = len(archive.entries())

    def write(_: int) -> None:
        with app.app_context():
            for _ in range(20):
                with writing():
                    log_change(organisation=organisation, kind="planted")

    def seal_on(_: int) -> None:
        with app.app_context():
            for _ in range(10):
                seal_audit(world().now())

    with ThreadPoolExecutor(6) as pool:
        list(chain(pool.map(write, range(4)), pool.map(seal_on, range(2))))
    archive.seal()
    entries = archive.entries()
    assert len(entries) == before + 80
    assert [one["number"] for one in entries] == list(range(1, before + 81))
    assert archive.type_in("verify").exit_code == 0
