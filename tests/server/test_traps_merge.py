"""Traps of merging: clocks, old apps, other people and deletions decide nothing behind anybody's back.

The numbers are those of the table in docs/reliability.md.
"""

import itertools
from typing import Any

import pytest

from sync.kinds import KINDS
from sync.kinds.fields import Field
from tests.server.phones import AT, Phone, Service


def example(field: Field, other: bool) -> Any:
    """One of two values that a field takes."""
    match field.type:
        case "text" | "long":
            return "1" if other else "0"
        case "date":
            return "2026-11-02" if other else "2026-11-01"
        case "time":
            return "2026-11-02T10:00:00.000Z" if other else "2026-11-01T10:00:00.000Z"
        case "number":
            return 2 if other else 1
        case "yes_no":
            return other
        case "code":
            return field.codes[other]
        case "codes":
            return [field.codes[other]]
        case "refs":
            return [f"01a20000-0000-7000-8000-00000000000{int(other)}"]
    raise AssertionError(f"no example of {field.type}")


def every_field(kind: str, other: bool) -> dict[str, Any]:
    return {name: example(field, other) for name, field in KINDS[kind].fields.items()}


@pytest.mark.parametrize("kind", ["client", "contact"])
def test_24_no_field_loses_a_value_that_meets_another(service: Service, kind: str) -> None:
    ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
    jean = ada.add_client()
    first = {"known_as": "Jean"}
    record = jean
    if kind == "contact":
        first = {"way": "letter", "at": AT}
        made = ada.change("contact", client=jean, set=first)
        record = made["record"]
        ada.sync(made)
    mine, theirs = every_field(kind, False), every_field(kind, True)
    was = {**dict.fromkeys(mine), **first}
    assert other.statuses(other.change(kind, record, 1, set=theirs, was=was)) == ["applied"]
    (receipt,) = ada.sync(ada.change(kind, record, 1, set=mine, was=was))["receipts"]
    clashing = {name for name in mine if mine[name] != was[name]}
    assert (receipt["status"], set(receipt["fields"])) == ("conflict", clashing)
    sam.sync_all()
    assert sam.rows[record]["data"] == {name: value for name, value in theirs.items() if value is not None}
    aside = {row["data"]["field"]: row["data"] for row in sam.of_kind("conflict")}
    assert {name: one["offered"] for name, one in aside.items()} == {name: mine[name] for name in clashing}
    assert {name: one["kept"] for name, one in aside.items()} == {name: theirs[name] for name in clashing}


def test_21_a_change_by_an_old_app_leaves_alone_what_it_does_not_know(service: Service) -> None:
    new, old = service.phone("ada"), service.phone("ada")
    everything = every_field("client", True)
    jean = new.add_client(**everything)
    change = old.edit(jean, 1, {"phone": everything["phone"]}, phone="0131 496 0000")
    assert old.statuses({**change, "form": 0}) == ["applied"]
    assert new.sync()["records"][0]["data"] == {**everything, "phone": "0131 496 0000"}


CLOCKS = [AT, "2025-11-23T10:02:11.123Z", "2027-11-23T10:02:11.123Z", "1970-01-01T00:00:00.000Z"]


def test_22_no_device_clock_decides_anything(service: Service) -> None:
    for mine, theirs in itertools.permutations(CLOCKS, 2):
        meet(service, mine, theirs)


def meet(service: Service, mine: str, theirs: str) -> None:
    """Two phones write the same field; the first to arrive stays, the other is kept aside."""
    ada, other, ben = service.phone("ada"), service.phone("ada"), service.phone("ben")
    client = {**ada.change("client", set={"known_as": "Jean"}), "at": mine}
    jean = client["record"]
    assert ada.statuses(client) == ["applied"]
    assert other.statuses({**other.edit(jean, 1, phone="theirs"), "at": theirs}) == ["applied"]
    late = [{**ada.edit(jean, 1, phone="mine"), "at": mine}, {**ada.edit(jean, 1, gp="Dr Low"), "at": mine}]
    assert ada.statuses(*late) == ["conflict", "merged"]
    ada.sync_all()
    assert ada.rows[jean]["data"] == {"known_as": "Jean", "phone": "theirs", "gp": "Dr Low"}
    assert jean not in {row["client"] for row in ben.sync()["records"]}


class TestDeletions:
    def contact(self, phone: Phone, client: str) -> str:
        made = phone.change("contact", client=client, set={"way": "call", "at": AT})
        assert phone.statuses(made) == ["applied"]
        return str(made["record"])

    def test_27_a_phone_that_was_away_for_long_resurrects_nothing(self, service: Service) -> None:
        ada, away = service.phone("ada"), service.phone("ada")
        jean = ada.add_client()
        contacts = [self.contact(ada, jean) for _ in range(5)]
        away.sync_all()
        for contact in contacts:
            ada.sync(ada.change("contact", contact, 1, delete=True))
        ada.sync(*[ada.note(jean, str(number)) for number in range(50)])
        late = away.change("contact", contacts[0], 1, set={"summary": "Late."}, was={"summary": None})
        again = away.change("contact", contacts[1], client=jean, set={"way": "text", "at": AT})
        assert away.statuses(late, again) == ["conflict", "conflict"]
        away.sync_all(limit=7)
        assert away.of_kind("contact") == []
        fresh = service.phone("ada")
        fresh.sync_all(limit=7)
        assert not [row for row in fresh.rows.values() if row["deleted"]]
        assert fresh.rows == {id: row for id, row in away.rows.items() if not row["deleted"]}

    def test_27_what_was_deleted_between_a_revocation_and_a_grant_is_gone(self, service: Service) -> None:
        ada, ben, sam = service.phone("ada"), service.phone("ben"), service.phone("sam")
        jean = ada.add_client()
        contact = self.contact(ada, jean)
        given = sam.change("caseload", client=jean, set={"worker": service.users["ben"]})
        assert sam.statuses(given) == ["applied"]
        ben.sync_all()
        assert contact in ben.rows
        end = {"until": "2026-01-01"}
        sam.sync(sam.change("caseload", given["record"], 1, set=end, was={"until": None}))
        ada.sync(ada.change("contact", contact, 1, delete=True))
        sam.sync(sam.change("caseload", client=jean, set={"worker": service.users["ben"]}))
        ben.sync_all()
        assert jean in ben.rows
        assert ben.of_kind("contact") == []
