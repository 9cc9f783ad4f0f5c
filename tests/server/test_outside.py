"""Time, chance and secrets come from one place each."""

import stat
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from server.adapters.secrets import fingerprint, kept_secret, matches
from server.adapters.world import World, uuid7

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


def test_an_id_is_a_uuid_of_version_seven() -> None:
    id = UUID(World().new_id())
    assert (id.version, id.variant) == (7, "specified in RFC 4122")


def test_an_id_carries_its_millisecond_and_all_of_its_chance() -> None:
    assert UUID(uuid7(NOON, 0)).int >> 80 == int(NOON.timestamp() * 1000)
    assert uuid7(NOON, 2**74 - 1)[14:] == "7fff-bfff-ffffffffffff"
    assert uuid7(NOON, 0)[14:] == "7000-8000-000000000000"


def test_ids_sort_by_time() -> None:
    later = uuid7(NOON + timedelta(milliseconds=1), 0)
    assert uuid7(NOON, 2**74 - 1) < later


def test_the_same_world_gives_the_same_ids() -> None:
    worlds = [World(now=lambda: NOON, chance=lambda: 7) for _ in range(2)]
    assert worlds[0].new_id() == worlds[1].new_id()


def test_a_secret_is_known_by_its_fingerprint_only() -> None:
    stored = fingerprint("a secret")
    assert "secret" not in stored
    assert matches("a secret", stored)
    assert not matches("another", stored)


def test_a_secret_that_could_not_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        kept_secret(tmp_path / "key", lambda: str(1 / 0))
    assert list(tmp_path.iterdir()) == []
    assert kept_secret(tmp_path / "key", lambda: "whole") == "whole"


def test_the_kept_secret_is_made_once_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    first = kept_secret(path)
    assert len(first) >= 32
    assert kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [file.name for file in path.parent.iterdir()] == ["secret_key"]


def test_processes_that_start_together_get_the_same_secret(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    with ThreadPoolExecutor(16) as pool:
        assert len(set(pool.map(lambda _: kept_secret(path), range(64)))) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_ids_of_one_moment_sort_in_the_order_in_which_they_were_made() -> None:
    world = World(now=lambda: NOON)
    made = [world.new_id() for _ in range(5000)]
    assert made == sorted(made)
    assert len(set(made)) == 5000
