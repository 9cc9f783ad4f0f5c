"""Conflicts: both values are kept, and a person settles which one stands."""

from typing import Any

import pytest

from tests.server.phones import Service


class TestAConflict:
    @pytest.fixture
    def met(self, service: Service) -> tuple[Service, str, Any, Any, str]:
        """Ada's and Ben's numbers for Jean met; Sam has the conflict on her screen."""
        ada, other, sam = service.phone("ada"), service.phone("ada"), service.phone("sam")
        jean = ada.add_client(phone="0")
        other.sync(other.edit(jean, 1, {"phone": "0"}, phone="1"))
        ada.sync(ada.edit(jean, 1, {"phone": "0"}, phone="2"))
        sam.sync()
        return service, jean, ada, sam, sam.of_kind("conflict")[0]["id"]

    def choose(self, sam: Any, conflict: str, base: int = 1, **fields: Any) -> Any:
        change = sam.change("conflict", conflict, base, set=fields, was=dict.fromkeys(fields))
        return sam.sync(change)["receipts"][0]

    def test_is_settled_with_the_value_kept_aside(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="offered")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "2"
        assert ada.rows[conflict]["data"]["choice"] == "offered"

    def test_is_settled_with_what_stands(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="kept")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "1"

    def test_is_settled_with_a_third_value(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="other", value="3")["status"] == "applied"
        ada.sync()
        assert ada.rows[jean]["data"]["phone"] == "3"

    def test_is_not_for_the_writers_to_settle(self, met: Any) -> None:
        _, _, ada, _, conflict = met
        assert self.choose(ada, conflict, choice="offered")["status"] == "refused"

    def test_takes_in_a_later_value_of_the_same_phone(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        (receipt,) = ada.sync(ada.edit(jean, 1, {"phone": "2"}, phone="22"))["receipts"]
        assert (receipt["status"], receipt["conflicts"]) == ("conflict", [conflict])
        sam.sync()
        assert sam.rows[conflict]["data"]["offered"] == "22"

    def test_says_what_the_writer_of_the_value_kept_aside_had_seen(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert sam.rows[conflict]["data"]["was"] == {"phone": "0"}
        ada.sync(ada.edit(jean, 1, {"phone": "2"}, phone="22"))
        sam.sync()
        assert sam.rows[conflict]["data"]["was"] == {"phone": "0"}, "it went on from its own value"
        ada.sync(ada.edit(jean, ada.rows[jean]["version"], {"phone": "1"}, phone="23"))
        sam.sync()
        assert sam.rows[conflict]["data"]["was"] == {"phone": "1"}

    def test_says_when_its_writer_had_seen_nothing_there(self, met: Any) -> None:
        service, jean, ada, sam, _ = met
        late = service.phone("ada")
        ada.sync(ada.edit(jean, 1, {"gp": None}, gp="Dr Low"))
        late.sync(late.edit(jean, 1, {"gp": None}, gp="Dr High"))
        sam.sync()
        assert [row["data"]["was"] for row in sam.of_kind("conflict")][-1] == {"gp": None}

    @pytest.mark.parametrize("was", ["half of a character: \ud800", 2**60, "far too long " * 99])
    def test_does_not_say_empty_for_what_it_could_not_keep(self, met: Any, was: Any) -> None:
        service, jean, ada, sam, _ = met
        late = service.phone("ada")
        ada.sync(ada.edit(jean, 1, {"gp": None}, gp="Dr Low"))
        late.sync(late.edit(jean, 1, {"gp": was}, gp="Dr High"))
        sam.sync()
        assert "was" not in sam.of_kind("conflict")[-1]["data"]

    def test_shows_what_was_written_since_by_someone_who_had_seen(self, met: Any) -> None:
        service, jean, _, sam, conflict = met
        third = service.phone("ada")
        third.sync()
        assert third.statuses(third.edit(jean, third.rows[jean]["version"], {"phone": "1"}, phone="9")) == [
            "applied"
        ]
        assert (
            "changed while you were deciding"
            in self.choose(sam, conflict, choice="kept")["errors"]["choice"][0]
        )
        assert sam.rows[conflict]["data"]["kept"] == "9"
        assert self.choose(sam, conflict, base=2, choice="kept")["status"] == "applied"

    def test_is_settled_once(self, met: Any) -> None:
        service, _, _, sam, conflict = met
        second = service.phone("sam")
        second.sync()
        self.choose(sam, conflict, choice="kept")
        assert self.choose(second, conflict, choice="offered")["errors"] == {
            "choice": ["This has been settled already."]
        }

    def test_leaves_the_way_open_again_once_it_is_settled(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        self.choose(sam, conflict, choice="kept")
        ada.sync()
        assert ada.statuses(ada.edit(jean, ada.rows[jean]["version"], {"phone": "1"}, phone="5")) == [
            "applied"
        ]

    def test_once_chosen_is_what_its_phone_goes_on_from(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert self.choose(sam, conflict, choice="offered")["status"] == "applied"
        ada.sync()
        too_long, version = "1" * 31, ada.rows[jean]["version"]
        wrong = ada.edit(jean, version, {"phone": "2"}, phone=too_long)
        right = ada.edit(jean, version, {"phone": too_long}, phone="11")
        assert ada.statuses(wrong, right) == ["refused", "applied"]

    def test_is_over_when_its_writer_writes_the_same_on_the_other_phone(self, met: Any) -> None:
        service, jean, ada, sam, conflict = met
        third = service.phone("ada")
        third.sync()
        same = third.edit(jean, third.rows[jean]["version"], {"phone": "1"}, phone="2")
        assert third.statuses(same) == ["applied"]
        assert self.settled(sam, conflict) == ("2", "2", "offered", "Ada")
        assert self.choose(sam, conflict, choice="kept")["status"] == "refused"
        assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone="22")) == ["applied"]

    def test_waits_for_a_person_where_somebody_else_writes_the_same(self, met: Any) -> None:
        _, jean, _, sam, conflict = met
        same = sam.edit(jean, sam.rows[jean]["version"], {"phone": "1"}, phone="2")
        assert sam.statuses(same) == ["applied"]
        assert self.settled(sam, conflict) == ("2", "2", None, "Sam")

    def test_is_over_when_its_writer_comes_to_say_what_stands(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone="1")) == ["conflict"]
        assert self.settled(sam, conflict) == ("1", "1", "kept", "Ada")
        assert ada.statuses(ada.edit(jean, 1, {"phone": "1"}, phone="5")) == ["applied"]

    def test_about_an_emptied_field_stays_while_something_stands_there(self, met: Any) -> None:
        _, jean, ada, sam, conflict = met
        assert ada.statuses(ada.edit(jean, 1, {"phone": "2"}, phone=None)) == ["conflict"]
        assert self.settled(sam, conflict) == ("1", None, None, "Ada")

    def settled(self, sam: Any, conflict: str) -> tuple[Any, ...]:
        sam.sync()
        row = sam.rows[conflict]
        return *(row["data"].get(name) for name in ("kept", "offered", "choice")), row["changed"]["name"]

    def test_cannot_be_made_by_hand(self, met: Any) -> None:
        _, jean, _, sam, _ = met
        made = sam.change("conflict", client=jean, set={"choice": "kept"})
        assert sam.sync(made)["receipts"][0]["errors"] == {"kind": ["Only the server makes these."]}
