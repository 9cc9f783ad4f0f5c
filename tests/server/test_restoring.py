"""Backing up and restoring by the commands of docs/operating.md, and what a phone does afterwards."""

import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from server.app import create_app
from server.settings import read_settings
from server.store.database import db
from tests.server.phones import Phone, open_service
from tests.server.test_sync_compare import compare
from tests.support.data import Data
from tests.support.postgres import Postgres

KEYS = ("secret_key", "vapid_key", "pin_key")


def back_up(data: Data, folder: Path, postgres: Postgres | None) -> None:
    """Copy the database and the keys while the server runs."""
    for key in KEYS:
        shutil.copy(data.var / key, folder)
    if postgres:
        command = [
            postgres.programs / "pg_dump",
            "--format=custom",
            f"--file={folder / 'dump'}",
            data.database_url,
        ]
        subprocess.run(command, check=True, timeout=60)
    else:
        with closing(sqlite3.connect(data.var / "doorstep.db")) as connection:
            connection.execute(f"VACUUM INTO '{folder / 'doorstep.db'}'")


def restore(folder: Path, var: Path, postgres: Postgres | None) -> Data:
    """Set up the same house on another machine."""
    var.mkdir()
    for key in KEYS:
        shutil.copy(folder / key, var)
    if not postgres:
        shutil.copy(folder / "doorstep.db", var)
        return Data(var, f"sqlite:///{var / 'doorstep.db'}")
    url = postgres.create()
    command = [
        postgres.programs / "pg_restore",
        "--no-owner",
        "--exit-on-error",
        f"--dbname={url}",
        folder / "dump",
    ]
    subprocess.run(command, check=True, timeout=60)
    return Data(var, url)


def move(phone: Phone, data: Data) -> None:
    """Let a phone find the restored house at the old address."""
    phone.http = create_app(read_settings(data.environment())).test_client()


def test_a_restored_house_asks_every_phone_to_compare_and_takes_again_what_it_lost(
    data: Data, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    sqlite = data.database_url.startswith("sqlite")
    postgres = None if sqlite else request.getfixturevalue("postgres")
    with open_service(data) as service:
        ada, sam = service.phone("ada"), service.phone("sam")
        jean = ada.add_client()
        ada.sync_all()
        back_up(data, tmp_path, postgres)
        lost = ada.note(jean, "Written after the backup.")
        assert ada.statuses(lost) == ["applied"]
        sam.sync_all()
        restored = restore(tmp_path, tmp_path / "var", postgres)
        assert restored.doorstep("migrate") == "The tables are up to date.\n"
        assert "each phone compares" in restored.doorstep("restored")
        for phone in (ada, sam):
            move(phone, restored)
            assert phone.sync()["compare"] is True
            phone.cursor = compare(phone)["cursor"]
            assert phone.of_kind("note") == []
        assert ada.statuses(lost) == ["applied"]
        for phone in (ada, sam):
            phone.sync_all()
            assert [row["data"]["text"] for row in phone.of_kind("note")] == ["Written after the backup."]
        assert "The log is whole" in restored.doorstep("audit", "verify")
        for phone in (ada, sam):
            with phone.http.application.app_context():
                db.engine.dispose()
