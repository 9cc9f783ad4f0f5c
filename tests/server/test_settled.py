"""What a person chose in a conflict brings with it what any other change of that record does."""

from typing import Any

import pytest
from sqlalchemy import select

from server.services.handovers import begin_leaving
from server.store.database import reading
from server.store.watches import WatchRow
from tests.server.phones import Phone, Service
from tests.server.test_plans import LATER, plan

NINE, ONE = "2099-11-26T09:00:00.000Z", "2099-11-26T13:00:00.000Z"


def open_conflicts(phone: Phone) -> list[dict[str, Any]]:
    """What waits for a choice on this phone."""
    phone.sync_all()
    return [one for one in phone.of_kind("conflict") if "choice" not in one["data"]]


def choose(phone: Phone, conflict: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """The receipt for a choice."""
    was = dict.fromkeys(fields)
    change = phone.change("conflict", conflict["id"], conflict["version"], set=fields, was=was)
    receipt: dict[str, Any] = phone.sync(change)["receipts"][0]
    return receipt


def settle(sam: Phone, **fields: Any) -> None:
    """Choose the same in everything that is open."""
    for conflict in open_conflicts(sam):
        assert choose(sam, conflict, **fields)["status"] == "applied"


class TestACaseloadEntry:
    @pytest.fixture
    def desks(self, service: Service) -> tuple[Service, str, Phone, Phone, Phone, str]:
        """Ada works with Jean; Sam has the entry on two desks."""
        ada, one, two = service.phone("ada"), service.phone("sam"), service.phone("sam")
        jean = ada.add_client()
        ada.sync_all(), one.sync_all(), two.sync_all()
        return service, jean, ada, one, two, one.of_kind("caseload")[0]["id"]

    def give(self, desk: Phone, entry: str, to: str) -> str:
        worker = {"worker": desk.rows[entry]["data"]["worker"]}
        return desk.statuses(desk.change("caseload", entry, 1, set={"worker": to}, was=worker))[0]

    def test_gives_the_client_to_the_worker_who_is_chosen_and_to_no_other(self, desks: Any) -> None:
        service, jean, ada, one, two, entry = desks
        ben = service.phone("ben")
        assert self.give(one, entry, ben.user) == "applied"
        assert self.give(two, entry, service.users["mo"]) == "conflict"
        ben.sync_all()
        settle(one, choice="other", value=ada.user)
        assert ada.statuses(ada.note(jean)) == ["applied"]
        answer = ben.sync(ben.note(jean))
        assert (answer["receipts"][0]["status"], answer["forget"]) == ("held", [jean])

    def test_goes_to_nobody_whom_the_house_does_not_know(self, desks: Any) -> None:
        service, _, _, one, two, entry = desks
        self.give(one, entry, service.users["ben"])
        assert self.give(two, entry, service.users["mo"]) == "conflict"
        (conflict,) = open_conflicts(one)
        errors = choose(one, conflict, choice="other", value=one.new_id())["errors"]
        assert errors == {"value": ["Nobody in this organisation has this id."]}
        assert choose(one, conflict, choice="kept")["status"] == "applied"

    def test_takes_the_client_away_once_it_is_chosen_that_it_goes(self, desks: Any) -> None:
        _, jean, ada, one, two, entry = desks
        edit = one.change("caseload", entry, 1, set={"since": "2026-01-01"}, was={"since": None})
        edit["was"] = {"since": one.rows[entry]["data"]["since"]}
        assert one.statuses(edit) == ["applied"]
        assert two.statuses(two.change("caseload", entry, 1, delete=True)) == ["conflict"]
        settle(one, choice="offered")
        answer = ada.sync(ada.note(jean))
        assert (answer["receipts"][0]["status"], answer["forget"]) == ("held", [jean])

    def test_gives_the_client_back_once_it_is_chosen_that_it_goes_on(self, desks: Any) -> None:
        service, jean, _, one, two, entry = desks
        for desk, day, word in ((one, "2026-01-02", "applied"), (two, "2026-01-03", "conflict")):
            end = desk.change("caseload", entry, 1, set={"until": day}, was={"until": None})
            assert desk.statuses(end) == [word]
        settle(one, choice="other", value=None)
        fresh = service.phone("ada")
        fresh.sync_all()
        assert jean in fresh.rows

    def test_comes_back_only_to_somebody_who_is_still_here(self, desks: Any) -> None:
        service, _, _, one, two, entry = desks
        assert one.statuses(one.change("caseload", entry, 1, delete=True)) == ["applied"]
        edit = two.change("caseload", entry, 1, set={"handing_over": True}, was={"handing_over": None})
        assert two.statuses(edit) == ["conflict"]
        with service.app.app_context():
            begin_leaving("ada@northside.example")
        (conflict,) = open_conflicts(one)
        errors = choose(one, conflict, choice="offered")["errors"]
        assert errors == {"value": ["This person is leaving or has left, and can be given nobody."]}

    def test_in_conflict_shows_what_the_house_wrote_since(self, desks: Any) -> None:
        service, _, _, one, two, entry = desks
        for desk, value, word in ((one, False, "applied"), (two, True, "conflict")):
            edit = desk.change("caseload", entry, 1, set={"handing_over": value}, was={"handing_over": value})
            edit["was"] = {"handing_over": None}
            assert desk.statuses(edit) == [word]
        with service.app.app_context():
            begin_leaving("ada@northside.example")
        (conflict,) = open_conflicts(one)
        assert (conflict["data"]["kept"], conflict["data"]["kept_name"]) == (True, "Doorstep")


class TestTheWatch:
    @pytest.fixture
    def planned(self, service: Service) -> tuple[Service, Phone, Phone, str]:
        """A visit of Ada's is on two of her phones."""
        ada, other = service.phone("ada"), service.phone("ada")
        visit = plan(ada, ada.add_client())
        assert ada.statuses(visit) == ["applied"]
        return service, ada, other, visit["record"]

    def watch(self, service: Service) -> WatchRow:
        with service.app.app_context(), reading() as session:
            return session.scalars(select(WatchRow)).one()

    def edit(self, phone: Phone, visit: str, was: dict[str, Any], **fields: Any) -> str:
        return phone.statuses(phone.change("visit", visit, 1, set=fields, was=was))[0]

    def test_follows_the_time_and_the_place_that_are_chosen(self, planned: Any) -> None:
        service, ada, other, visit = planned
        was = {"planned_at": LATER, "place": None}
        assert self.edit(ada, visit, was, planned_at=ONE, place="1 High St") == "applied"
        assert self.edit(other, visit, was, planned_at=NINE, place="2 High St") == "conflict"
        settle(service.phone("sam"), choice="offered")
        watch = self.watch(service)
        assert watch.planned_start is not None
        assert (watch.planned_start.hour, watch.place) == (9, "2 High St")

    def test_goes_on_for_a_visit_that_is_to_take_place_after_all(self, planned: Any) -> None:
        service, ada, other, visit = planned
        assert self.edit(ada, visit, {"state": "planned"}, state="cancelled") == "applied"
        assert self.edit(other, visit, {"state": "planned"}, state="done") == "conflict"
        assert self.watch(service).cancelled is True
        settle(service.phone("sam"), choice="other", value="planned")
        assert self.watch(service).cancelled is False

    def test_goes_on_for_a_visit_that_is_brought_back(self, planned: Any) -> None:
        service, ada, other, visit = planned
        assert ada.statuses(ada.change("visit", visit, 1, delete=True)) == ["applied"]
        assert self.edit(other, visit, {"place": None}, place="2 High St") == "conflict"
        assert self.watch(service).cancelled is True
        settle(service.phone("sam"), choice="offered")
        watch = self.watch(service)
        assert (watch.cancelled, watch.place) == (False, "2 High St")

    def test_knows_of_the_risk_that_is_chosen(self, planned: Any) -> None:
        service, ada, other, visit = planned
        client = ada.rows[visit]["client"]
        risk = ada.change("risk", client=client, set={"flags": ["dogs"], "said_by": "Housing"})
        assert ada.statuses(risk) == ["applied"]
        for phone, flag, word in ((ada, "none_known", "applied"), (other, "weapons", "conflict")):
            was = {"flags": ["dogs"]}
            edit = phone.change("risk", risk["record"], 1, set={"flags": [flag]}, was=was)
            assert phone.statuses(edit) == [word]
        assert self.watch(service).flagged is False
        settle(service.phone("sam"), choice="offered")
        assert self.watch(service).flagged is True
