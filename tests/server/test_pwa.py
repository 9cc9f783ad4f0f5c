"""The phone app as it is served."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server.house import House, open_house
from tests.support.data import Data

SCRIPT = "console.log('" + "doorstep " * 200 + "')"


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_text("<!doctype html><title>Doorstep</title>")
    (tmp_path / "worker.js").write_text("// worker")
    (tmp_path / "assets" / "app-1a2b3c.js").write_text(SCRIPT)
    (tmp_path / "icon.png").write_bytes(b"\x89PNG" * 300)
    (tmp_path / "app.webmanifest").write_text("{}")
    (tmp_path.parent / "secret.txt").write_text("secret")
    return tmp_path


@pytest.fixture
def door(sqlite_data: Data, dist: Path) -> Iterator[House]:
    with open_house(sqlite_data, DOORSTEP_PWA=str(dist)) as house:
        yield house


def fetch(house: House, path: str, **headers: str) -> Any:
    return house.browser().get(path, headers=headers)


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/clients", "/clients/0197/notes/new", "/apiary", "/x.y"]
)
def test_every_screen_has_an_address_that_can_be_reloaded(door: House, path: str) -> None:
    answer = fetch(door, path)
    assert (answer.status_code, answer.mimetype) == (200, "text/html")
    assert "<title>Doorstep" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_a_hashed_file_is_kept_for_ever_and_the_worker_is_not(door: House) -> None:
    asset = fetch(door, "/assets/app-1a2b3c.js")
    assert (asset.text, asset.mimetype) == (SCRIPT, "text/javascript")
    assert "immutable" in asset.headers["Cache-Control"]
    assert fetch(door, "/worker.js").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("path", "mimetype"),
    [
        ("/worker.js", "text/javascript"),
        ("/app.webmanifest", "application/manifest+json"),
        ("/icon.png", "image/png"),
    ],
)
def test_each_file_says_what_it_is(door: House, path: str, mimetype: str) -> None:
    assert fetch(door, path).mimetype == mimetype


def test_a_script_is_packed_and_a_picture_is_not(door: House) -> None:
    assert fetch(door, "/assets/app-1a2b3c.js", **{"Accept-Encoding": "gzip"}).content_encoding == "gzip"
    assert fetch(door, "/icon.png", **{"Accept-Encoding": "gzip"}).content_encoding is None


def test_what_has_not_changed_is_not_sent_again(door: House) -> None:
    first = fetch(door, "/")
    again = fetch(door, "/", **{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_an_address_longer_than_the_name_of_any_file_is_a_screens(door: House) -> None:
    assert fetch(door, "/" + "x" * 300).mimetype == "text/html"
    assert fetch(door, "/assets/" + "x" * 300).status_code == 404


def test_a_script_that_is_gone_is_not_a_page(door: House) -> None:
    assert fetch(door, "/assets/app-old.js").status_code == 404


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/..%2fsecret.txt", "/assets/../../secret.txt", "//etc/passwd", "/%00"]
)
def test_nothing_outside_the_folder_is_served(door: House, path: str) -> None:
    answer = fetch(door, path)
    assert "secret" not in answer.text
    assert "root:" not in answer.text
    assert answer.status_code in {200, 308, 404}


def test_without_a_build_the_page_says_what_to_do(sqlite_data: Data, tmp_path: Path) -> None:
    with open_house(sqlite_data, DOORSTEP_PWA=str(tmp_path / "none")) as house:
        answer = fetch(house, "/clients")
    assert answer.status_code == 503
    assert "npm run build" in answer.text
