"""Bad input: each a 4xx or a `refused`, never a 5xx, and never in the way of the change behind it."""

import json
from typing import Any

import pytest

from tests.server.phones import AT, Phone, Service

ENVELOPE = '{{"protocol": 1, "device": "{device}", "changes": [{change}]}}'


def send(phone: Phone, body: bytes | str, **headers: str) -> Any:
    """Send bytes as they are."""
    raw = body if isinstance(body, bytes) else body.encode("utf-8", "surrogatepass")
    every = {"Authorization": f"Bearer {phone.token}", "Content-Type": "application/json", **headers}
    return phone.http.post("/api/v1/sync", data=raw, headers=every)


def envelope(phone: Phone, **parts: Any) -> str:
    return json.dumps({"protocol": 1, "device": phone.device, "changes": [], **parts})


UNREADABLE: dict[str, bytes | str] = {
    "nothing": b"",
    "no JSON": b"hello",
    "a list": b"[1]",
    "not UTF-8": b'{"device": "\xff\xfe"}',
    "UTF-16": '{"protocol": 1}'.encode("utf-16"),
    "deep": b"[" * 100_000 + b"]" * 100_000,
    "seventeen levels": b'{"a":' * 17 + b"1" + b"}" * 17,
    "the same name twice": b'{"protocol": 1, "protocol": 1}',
    "not a number": b'{"protocol": NaN}',
    "infinite": b'{"protocol": 1e400}',
    "five thousand digits": b'{"protocol": ' + b"9" * 5000 + b"}",
    "twenty megabytes": b'{"device": "' + b"x" * 20_000_000 + b'"}',
    "a broken pair of quotes": b'{"device": "',
    "a control character": b'{"device": "a\nb"}',
}


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_a_body_that_cannot_be_read_is_told_so(service: Service, body: bytes | str) -> None:
    answer = send(service.phone("ada"), body)
    assert 400 <= answer.status_code < 500
    assert answer.mimetype == "application/problem+json"
    assert answer.get_json()["title"]


ENVELOPES: dict[str, dict[str, Any]] = {
    "protocol": {"protocol": 2},
    "protocol as text": {"protocol": "1"},
    "device": {"device": "mine"},
    "device with NUL": {"device": "a\0b"},
    "no device": {"device": None},
    "cursor": {"cursor": 7},
    "limit": {"limit": 0},
    "limit too large": {"limit": 10**9},
    "limit as a fraction": {"limit": 1.5},
    "changes": {"changes": {}},
    "changes as text": {"changes": "x"},
    "build": {"build": -1},
    "build too large": {"build": 2**40},
    "unsent": {"unsent": 3},
    "unsent without a count": {"unsent": {}},
    "oldest": {"unsent": {"count": 1, "oldest_at": "yesterday"}},
    "oldest before all calendars": {"unsent": {"count": 1, "oldest_at": "0001-01-01T00:00:00+14:00"}},
    "forgotten": {"forgotten": ["x"]},
    "name": {"device_name": "x" * 101},
    "name with half a character": {"device_name": "\ud800"},
    "unknown": {"colour": "red"},
    "person": {"person": "ada"},
}


@pytest.mark.parametrize("parts", ENVELOPES.values(), ids=ENVELOPES.keys())
def test_an_envelope_with_a_wrong_part_is_told_which(service: Service, parts: dict[str, Any]) -> None:
    phone = service.phone("ada")
    answer = send(phone, envelope(phone, **parts))
    assert answer.status_code == 422
    assert list(answer.get_json()["errors"]) == list(parts)


ODD: dict[str, Any] = {
    "NUL in a text": {"text": "a\0b"},
    "half a character": {"text": "\ud800"},
    "a number for a text": {"text": 5},
    "a list for a text": {"text": ["x"]},
    "an object for a text": {"text": {"x": 1}},
    "an unknown field": {"colour": "red", "text": "x"},
    "an unknown field with an odd name": {"\ud800\0": 1, "text": "x"},
    "a text that is too long": {"text": "x" * 20_001},
    "a time without a zone": {"text": "x", "happened_at": "2026-11-23T10:02"},
    "a reference that is none": {"text": "x", "contact": "the last one"},
    "deep inside a field": {"text": [[[[[[[[1]]]]]]]]},
}


@pytest.mark.parametrize("fields", ODD.values(), ids=ODD.keys())
def test_a_change_with_a_wrong_field_is_refused_and_the_one_behind_it_taken(
    service: Service, fields: dict[str, Any]
) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    wrong = ada.change("note", client=jean, set=fields)
    answer = send(ada, envelope(ada, changes=[wrong, ada.note(jean)]))
    assert answer.status_code == 200
    first, second = answer.get_json()["receipts"]
    assert (first["status"], second["status"]) == ("refused", "applied")
    assert first["errors"]
    assert send(ada, envelope(ada, changes=[wrong])).get_json()["receipts"] == [first]


@pytest.mark.parametrize("worker", ["a\0b", "\ud800", ["x"], {"x": 1}, 5, "nobody"], ids=repr)
def test_a_worker_that_is_none_is_refused_by_itself(service: Service, worker: Any) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    changes = [
        sam.change("caseload", client=jean, set={"worker": worker}),
        sam.change("supervision", set={"worker": worker, "held_on": "2026-11-01"}),
        sam.note(jean),
    ]
    answer = send(sam, envelope(sam, changes=changes))
    assert answer.status_code == 200, answer.text
    assert [one["status"] for one in answer.get_json()["receipts"]] == ["refused", "refused", "applied"]


FRAMES: list[Any] = [
    None, 5, True, "x", [], {}, {"id": "x"}, {"seq": 2**60}, {"id": None, "seq": -1}, {"set": None},
    {"kind": "\ud800", "record": "\0"}, {"at": "9999-99-99T99:99:99Z"}, {"at": "0000-01-01T00:00:00Z"},
    {"base": -5}, {"was": 1}, {"delete": "no"}, {"client": "c"}, {"\ud800": 1},
]  # fmt: skip


@pytest.mark.parametrize("frame", FRAMES, ids=repr)
def test_a_change_with_a_broken_frame_is_refused_by_itself(service: Service, frame: Any) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    whole = ada.note(jean) if isinstance(frame, dict) and frame else None
    broken = {**whole, **frame} if whole else frame
    answer = send(ada, envelope(ada, changes=[broken, ada.note(jean)]))
    assert answer.status_code == 200, answer.text
    first, second = answer.get_json()["receipts"]
    assert (first["status"], second["status"]) == ("refused", "applied")
    assert answer.get_json()["device_seq"] == ada.seq


def test_odd_old_values_harm_nothing(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    for odd in ("\ud800", "a\0b", {"x": [1]}, 2**62, [None]):
        change = ada.change("client", jean, 1, set={"gp": "Dr Low"}, was={"gp": odd, "\ud800": 1})
        answer = send(ada, envelope(ada, changes=[change]))
        assert answer.status_code == 200, answer.text


def test_a_record_under_another_kind_is_refused_and_the_one_behind_it_taken(service: Service) -> None:
    ada, sam = service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    note = ada.note(jean)
    session = sam.change("supervision", set={"worker": ada.user, "held_on": "2026-11-01"})
    assert ada.statuses(note) == sam.statuses(session) == ["applied"]
    sets: dict[str, dict[str, Any]] = {
        "conflict": {"choice": "offered"},
        "held": {"decision": "accepted"},
        "supervision": {"worker": ada.user},
        "note": {"text": "x"},
    }
    for kind, fields in sets.items():
        for record in (jean, note["record"], session["record"]):
            if (kind, record) in {("note", note["record"]), ("supervision", session["record"])}:
                continue
            wrong = sam.change(kind, record, 1, set=fields, was=dict.fromkeys(fields))
            answer = send(sam, envelope(sam, changes=[wrong, sam.note(jean)]))
            assert answer.status_code == 200, (kind, answer.text)
            first, second = (receipt["status"] for receipt in answer.get_json()["receipts"])
            assert first in {"refused", "held"}
            assert second == "applied"


def test_a_private_record_under_another_kind_is_as_good_as_unknown(service: Service) -> None:
    sam, eve = service.phone("sam"), service.phone("eve")
    session = sam.change("supervision", set={"worker": service.users["ada"], "held_on": "2026-11-01"})
    assert sam.statuses(session) == ["applied"]
    changes = [eve.change("contact", id, 1, set={"purpose": "x"}, was={"purpose": None}) for id in
               (session["record"], eve.new_id())]  # fmt: skip
    assert eve.statuses(*changes) == ["held", "held"]


def test_other_types_of_content_are_not_taken(service: Service) -> None:
    ada = service.phone("ada")
    for type in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data"):
        assert send(ada, envelope(ada), **{"Content-Type": type}).status_code == 415


@pytest.mark.parametrize(
    "held",
    [
        {"x": {"count": 1, "hash": "0" * 16}},
        {AT: 1},
        [],
        {"0197a0b0-0000-7000-8000-000000000001": {"count": -1}},
    ],
)
def test_a_comparison_with_a_wrong_part_is_told_so(service: Service, held: Any) -> None:
    ada = service.phone("ada")
    headers = {"Authorization": f"Bearer {ada.token}"}
    body = {"protocol": 1, "device": ada.device, "held": held}
    assert ada.http.post("/api/v1/verify", json=body, headers=headers).status_code == 422
