"""Traps of sending: cut off, repeated, crowded, broken or late, a change has one effect and a true receipt.

The numbers are those of the table in docs/reliability.md.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import text

from server.store.database import db
from tests.server.moments import Worker, stopped_before_commit
from tests.server.phones import AT, Phone, Service


def query(service: Service, words: str) -> list[tuple[Any, ...]]:
    with service.app.app_context(), db.engine.connect() as connection:
        return [tuple(row) for row in connection.execute(text(words))]


@pytest.mark.slow
def test_12_who_waits_too_long_is_sent_away_and_loses_nothing(service: Service) -> None:
    ada, ben = service.phone("ada"), service.phone("ben")
    jean, joe = ada.add_client(), ben.add_client()
    note = ben.note(joe)
    with stopped_before_commit(service, lambda: ada.sync(ada.note(jean))):
        answer = ben.post(note)  # it comes while the other still holds the counter
    assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")
    assert int(answer.headers["Retry-After"]) > 0
    assert ben.statuses(note) == ["applied"]
    assert len(ben.of_kind("note")) == 1


def test_13_fifty_phones_that_send_at_once_are_all_taken(service: Service) -> None:
    phones = [service.phone("ada" if number % 2 else "ben") for number in range(50)]
    changes = [phone.change("client", set={"known_as": f"Client {i}"}) for i, phone in enumerate(phones)]
    sent = [
        Worker(lambda phone=phone, change=change: send_until_taken(phone, change))
        for phone, change in zip(phones, changes, strict=True)
    ]
    answers = [worker.result(60) for worker in sent]
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.get_json()["receipts"][0]["status"] for answer in answers} == {"applied"}
    assert query(service, "SELECT count(*) FROM record WHERE kind = 'client'") == [(50,)]


def send_until_taken(phone: Phone, change: dict[str, Any]) -> Any:
    """Send as a phone does: again where the server was too busy for it."""
    answer = phone.post(change)
    while answer.status_code == 503:
        answer = phone.post(change)
    return answer


def a_visit(phone: Phone) -> list[dict[str, Any]]:
    """What was written offline about somebody new, each change leaning on those before it."""
    client = phone.change("client", set={"known_as": "Jean", "phone": "1"})
    jean = client["record"]
    edit = phone.edit(jean, 1, {"phone": "1"}, phone="2")
    contact = phone.change("contact", client=jean, set={"way": "call", "at": AT})
    note = phone.note(jean)
    return [
        client,
        edit,
        contact,
        note,
        phone.change("note", client=jean, set={"text": "More.", "addendum_to": note["record"]}),
        phone.change("contact", contact["record"], 1, delete=True),
        phone.edit(jean, 1, {"phone": "2"}, phone="3"),
    ]


def stands(phone: Phone, visit: list[dict[str, Any]]) -> list[str]:
    """What the phone holds of a visit in the end, whatever the ids."""
    own = {change["record"] for change in visit}
    varies = {"worker", "since", "addendum_to"}
    return sorted(
        str(
            (
                row["kind"],
                row["version"],
                [one for one in sorted(row["data"].items()) if one[0] not in varies],
            )
        )
        for row in phone.rows.values()
        if row["client"] in own and not row["deleted"]
    )


@pytest.fixture
def undisturbed(service: Service) -> tuple[Service, Any, int]:
    ada = service.phone("ada")
    visit = a_visit(ada)
    assert ada.statuses(*visit) == ["applied"] * len(visit)
    return service, stands(ada, visit), len(visit)


def history(service: Service, phone: Phone) -> int:
    """How many changes of this phone the server remembers."""
    ((found,),) = query(service, f"SELECT count(*) FROM change WHERE device = '{phone.device}'")
    return int(found)


def test_14_a_lost_answer_leaves_one_effect_wherever_it_was_lost(undisturbed: Any) -> None:
    service, expected, size = undisturbed
    for lost in range(size + 1):
        phone = service.phone("ada")
        visit = a_visit(phone)
        phone.post(*visit[:lost])  # stored; the answer never arrives
        assert phone.statuses(*visit) == ["applied"] * size
        phone.post(*reversed(visit))  # and once more, from a queue that lost its order
        assert (lost, stands(phone, visit)) == (lost, expected)
        assert history(service, phone) == size + 1  # with the caseload entry for the new client


def test_26_a_batch_may_be_cut_between_any_two_changes(undisturbed: Any) -> None:
    service, expected, size = undisturbed
    for cut in range(1, size):
        phone = service.phone("ada")
        visit = a_visit(phone)
        assert phone.statuses(*visit[:cut]) == ["applied"] * cut
        assert phone.statuses(*visit[cut:]) == ["applied"] * (size - cut)
        assert (cut, stands(phone, visit)) == (cut, expected)


def test_16_a_receipt_says_what_is_stored_wherever_the_refused_one_stands(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    for bad in range(20):
        batch = [ada.note(jean, "x" * 20_001 if place == bad else f"{place}") for place in range(20)]
        receipts = ada.sync(*batch)["receipts"]
        stored = {id for (id,) in query(service, "SELECT id FROM record WHERE kind = 'note'")}
        said = [receipt["status"] == "applied" for receipt in receipts]
        assert said == [change["record"] in stored for change in batch]
        assert said == [place != bad for place in range(20)]


@pytest.mark.parametrize("place", [0, 10, 19])
def test_16_when_the_database_itself_refuses_nothing_is_said_to_be_stored(
    service: Service, place: int
) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    batch = [ada.note(jean, f"{number}") for number in range(20)]
    with refusing(service, batch[place]["record"]):
        assert ada.post(*batch).status_code == 500
    assert query(service, "SELECT count(*) FROM record WHERE kind = 'note'") == [(0,)]
    assert ada.statuses(*batch) == ["applied"] * 20
    assert len(ada.of_kind("note")) == 20


@contextmanager
def refusing(service: Service, record: str) -> Iterator[None]:
    """A database that does not take one record."""
    with service.app.app_context():
        engine = db.engine
    begin, end = REFUSING[engine.dialect.name]
    for words in (begin, end):
        with engine.begin() as connection:
            for statement in words:
                connection.exec_driver_sql(statement.replace("RECORD", record))
        if words is begin:
            yield


REFUSING = {
    "sqlite": (
        (
            """CREATE TRIGGER refusing BEFORE INSERT ON record WHEN NEW.id = 'RECORD'
               BEGIN SELECT RAISE(ABORT, ''); END""",
        ),
        ("DROP TRIGGER refusing",),
    ),
    "postgresql": (
        ("ALTER TABLE record ADD CONSTRAINT refusing CHECK (id <> 'RECORD')",),
        ("ALTER TABLE record DROP CONSTRAINT refusing",),
    ),
}


def test_17_one_refused_of_a_hundred_holds_up_none_and_never_changes_its_mind(service: Service) -> None:
    ada = service.phone("ada")
    jean = ada.add_client()
    batch = [ada.note(jean, " " if number == 7 else f"{number}") for number in range(100)]
    receipts = ada.sync(*batch)["receipts"]
    assert [place for place, one in enumerate(receipts) if one["status"] != "applied"] == [7]
    assert ada.sync(batch[7])["receipts"] == [receipts[7]]
    assert len(ada.of_kind("note")) == 99
