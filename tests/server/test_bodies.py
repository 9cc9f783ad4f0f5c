"""Bodies: packed and unpacked, never larger than allowed, and JSON with one meaning."""

import gzip
import json
from typing import Any

import pytest
import zstandard
from flask import Flask, Response

from server.adapters.compression import TooLarge, pack, unpack
from server.api.bodies import LIMIT, packed, read_body
from server.api.problems import plug_in
from server.schemas.strict import NotStrict, read_json

LONG = b'{"text": "' + b"well " * 1000 + b'"}'


@pytest.fixture
def app() -> Flask:
    app = Flask("test")
    plug_in(app)

    @app.post("/length")
    def length() -> str:
        return str(len(read_body()))

    @app.get("/long")
    def long() -> Response:
        return packed(LONG)

    @app.get("/short")
    def short() -> Response:
        return packed(b"{}")

    return app


def send(app: Flask, body: bytes, encoding: str = "gzip") -> Any:
    return app.test_client().post("/length", data=body, headers={"Content-Encoding": encoding})


def fetch(app: Flask, path: str, accepted: str) -> Any:
    return app.test_client().get(path, headers={"Accept-Encoding": accepted})


def test_a_packed_body_is_unpacked(app: Flask) -> None:
    assert send(app, gzip.compress(LONG)).text == str(len(LONG))
    assert send(app, LONG, "identity").text == str(len(LONG))


def test_a_megabyte_is_taken_and_a_byte_more_is_not(app: Flask) -> None:
    assert send(app, gzip.compress(bytes(LIMIT))).text == str(LIMIT)
    for body, encoding in ((gzip.compress(bytes(LIMIT + 1)), "gzip"), (bytes(LIMIT + 1), "identity")):
        answer = send(app, body, encoding)
        assert (answer.status_code, answer.json["code"]) == (413, "too_large")


def test_a_bomb_is_not_unpacked_into_memory() -> None:
    bomb = gzip.compress(bytes(200_000_000), compresslevel=1)
    with pytest.raises(TooLarge):
        unpack(bomb, LIMIT)


@pytest.mark.parametrize(
    "body",
    [b"", b"plain", gzip.compress(LONG)[:-9], gzip.compress(LONG) + b"x", gzip.compress(b"a") * 2],
    ids=["empty", "plain", "cut off", "longer", "two"],
)
def test_a_damaged_packing_is_said_to_be_damaged(app: Flask, body: bytes) -> None:
    answer = send(app, body)
    assert (answer.status_code, answer.json["code"]) == (400, "not_readable")


def test_another_packing_is_refused_by_name(app: Flask) -> None:
    assert send(app, LONG, "br").json["code"] == "not_json"


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip", "gzip"),
        ("zstd;q=0.5, gzip", "gzip"),
        ("gzip;q=0", None),
        ("br", None),
        ("", None),
    ],
)
def test_an_answer_is_packed_as_the_client_accepts(app: Flask, accepted: str, expected: str | None) -> None:
    answer = fetch(app, "/long", accepted)
    assert answer.headers.get("Content-Encoding") == expected
    assert answer.headers["Vary"] == "Accept-Encoding"
    unpackers = {
        "zstd": zstandard.ZstdDecompressor().decompress,
        "gzip": gzip.decompress,
        None: bytes,
    }
    assert unpackers[expected](answer.data) == LONG


def test_a_short_answer_is_not_worth_packing(app: Flask) -> None:
    assert "Content-Encoding" not in fetch(app, "/short", "gzip").headers


def test_the_same_answer_is_packed_into_the_same_bytes() -> None:
    assert pack(LONG, "gzip") == pack(LONG, "gzip")
    assert pack(LONG, "zstd") == pack(LONG, "zstd")


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


def test_good_json_is_read_as_it_is() -> None:
    value = {"a": [1, -2, 0.5, True, None, '[[[{{{ \\" é 😀'], "b": {}}
    assert read_json(json.dumps(value).encode()) == value
    assert read_json(nested(16)) == eval(nested(16))
    assert read_json(str(2**63 - 1).encode()) == 2**63 - 1


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (nested(17), "deeper"),
        (b'{"a":' * 200_000, "deeper"),
        (b'{"a": 1, "a": 2}', "twice"),
        (b'{"b": {"a": 1, "a": 1}}', "twice"),
        (b"NaN", "not a number"),
        (b"-Infinity", "not a number"),
        (b"1e400", "too large"),
        (b"-1e400", "too large"),
        (b"9223372036854775808", "too large"),
        (b"1" * 5000, "too large"),
        (b'"\xff"', "UTF-8"),
        ("{}".encode("utf-16"), "UTF-8"),
        (b"", "Not JSON"),
        (b"{'a': 1}", "Not JSON"),
        (b'"\x00"', "Not JSON"),
        (b"{} {}", "Not JSON"),
    ],
)
def test_json_with_two_meanings_or_none_is_refused(raw: bytes, words: str) -> None:
    with pytest.raises(NotStrict, match=words):
        read_json(raw)
