"""The settings: each has a default that works, and a bad value is said in plain words."""

from pathlib import Path

import pytest

from server.settings import CHECKOUT, SETTINGS, BadSetting, Settings, read_settings


def test_without_any_setting_it_runs_on_this_machine_alone() -> None:
    assert read_settings({}) == Settings(
        var=CHECKOUT / "var",
        database_url=f"sqlite:///{CHECKOUT / 'var' / 'doorstep.db'}",
        port=8000,
        host="127.0.0.1",
        url="http://localhost:8000",
        proxies=0,
        secret_key=None,
        threads=32,
        streams=24,
        mail="",
        text="",
        voice="",
        push_hosts=frozenset(),
        ping_url="",
        pwa=CHECKOUT / "pwa" / "dist",
    )


def test_an_empty_value_is_no_value() -> None:
    assert read_settings({setting.name: " " for setting in SETTINGS}) == read_settings({})


def test_every_setting_has_one_line_that_says_what_it_means() -> None:
    assert len({setting.name for setting in SETTINGS}) == len(SETTINGS) == len(Settings.__slots__)
    for setting in SETTINGS:
        assert setting.meaning.endswith(".")
        assert "\n" not in setting.meaning


def test_https_means_tls() -> None:
    assert read_settings({"DOORSTEP_URL": "https://notes.example.org/"}).url == "https://notes.example.org"
    assert read_settings({"DOORSTEP_URL": "https://notes.example.org"}).tls
    assert not read_settings({"DOORSTEP_URL": "http://notes.example.org"}).tls


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_postgresql_is_named_as_people_name_it(scheme: str) -> None:
    found = read_settings({"DATABASE_URL": f"{scheme}://me@db/doorstep"}).database_url
    assert found == "postgresql+psycopg://me@db/doorstep"


@pytest.mark.parametrize(
    "place",
    ["", "/doorstep", "me:a/b%40c@db/doorstep", "me@[::1]:5432/doorstep?sslmode=require", "/d?user=a@b"],
)
def test_postgresql_may_be_anywhere(place: str) -> None:
    assert read_settings({"DATABASE_URL": f"postgresql://{place}"}).database_url.endswith(f"://{place}")


def test_a_folder_is_taken_as_it_is_or_from_the_checkout(tmp_path: Path) -> None:
    assert read_settings({"DOORSTEP_VAR": str(tmp_path)}).var == tmp_path
    assert read_settings({"DOORSTEP_VAR": "data"}).var == CHECKOUT / "data"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "http"),
        ("PORT", "0"),
        ("PORT", "65536"),
        ("PORT", "-1"),
        ("PORT", "٣"),
        ("DOORSTEP_THREADS", "1"),
        ("DOORSTEP_STREAMS", "32"),
        ("DOORSTEP_PROXIES", "ten"),
        ("DATABASE_URL", "mysql://db/doorstep"),
        ("DATABASE_URL", "doorstep.db"),
        ("DATABASE_URL", "postgresql://me:secret@db:http/doorstep"),
        ("DATABASE_URL", "postgresql://me:secret@word@db/doorstep"),
        ("DATABASE_URL", "sqlite://doorstep.db"),
        ("DOORSTEP_URL", "notes.example.org"),
        ("DOORSTEP_URL", "https://notes.example.org/app"),
        ("DOORSTEP_URL", "ftp://notes.example.org"),
        ("DOORSTEP_MAIL", "mailto://mail.example.org"),
        ("DOORSTEP_TEXT", "{to}"),
        ("SECRET_KEY", "short"),
    ],
)
def test_a_bad_value_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=f"^{name} ") as problem:
        read_settings({name: value})
    assert "secret" not in str(problem.value)
