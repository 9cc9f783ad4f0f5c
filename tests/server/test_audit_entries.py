"""Nothing is done that leaves no entry: every route, every answer of sync, every command that acts."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select, text

from server.adapters.world import World
from server.api.guard import requires
from server.api.logs import logs
from server.audit.words import Purpose, Verb
from server.services.acting import log_change
from server.store import people
from server.store.audit import AuditRow
from server.store.database import Busy, reading, writing
from server.store.records import ChangeRow
from tests.server.house import PASSWORD, House
from tests.server.phones import AT, Service
from tests.server.walks import Walker

new_id = World().new_id


def entries(app: Flask, **wanted: Any) -> list[dict[str, Any]]:
    """The log so far, oldest first; `what` and `clients` read."""
    with app.app_context(), reading() as session:
        rows = session.scalars(select(AuditRow).order_by(AuditRow.id)).all()
        found = [
            {column.key: getattr(row, column.key) for column in AuditRow.__table__.columns} for row in rows
        ]
    read = [{**row, "what": json.loads(row["what"]), "clients": json.loads(row["clients"])} for row in found]
    return [row for row in read if all(row[name] == value for name, value in wanted.items())]


class TestSync:
    def test_a_push_leaves_an_entry_that_names_every_change(self, service: Service) -> None:
        ada = service.phone("ada")
        client = ada.add_client(phone="0131 496 0000")
        [entry] = entries(service.app, verb="changed", act="sync.sync")
        assert (entry["account"], entry["role"], entry["device"]) == (ada.user, "case_manager", ada.device)
        assert entry["clients"] == [client]
        with service.app.app_context(), reading() as session:
            assert set(session.scalars(select(ChangeRow.id))) == entry["what"].keys()

    def test_a_change_that_names_only_its_record_is_about_that_records_client(self, service: Service) -> None:
        ada, eve = service.phone("ada"), service.phone("eve")
        jean = ada.add_client()
        contact = ada.change("contact", client=jean, set={"way": "call", "at": AT})
        assert ada.statuses(contact) == ["applied"]
        for phone, word in ((ada, "applied"), (eve, "held")):
            edit = phone.change("contact", contact["record"], 1, set={"purpose": "x"}, was={"purpose": None})
            assert phone.statuses(edit) == [word]
        changed = entries(service.app, verb="changed", act="sync.sync")
        assert [one["clients"] for one in changed] == [[jean], [jean], [jean], []]

    def test_what_is_delivered_is_there_by_record_and_version(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        client = ada.add_client()
        ada.sync(ada.edit(client, 1, phone="0131 496 0000"))
        sam.sync()
        [entry] = entries(service.app, verb="delivered", account=sam.user)
        assert entry["what"] == {row["id"]: row["version"] for row in sam.rows.values()}
        assert entry["what"][client] == 2
        assert entry["clients"] == [client]
        assert entry["device"] == sam.device

    def test_every_page_has_its_entry_and_together_they_are_what_the_phone_holds(
        self, service: Service
    ) -> None:
        ada, other = service.phone("ada"), service.phone("ada")
        client = ada.add_client()
        ada.sync(*[ada.note(client) for _ in range(7)])
        pages = other.sync_all(limit=3)
        mine = entries(service.app, verb="delivered", device=other.device)
        assert len(mine) == 3
        assert [id for entry in mine for id in entry["what"]] == [row["id"] for row in pages]

    def test_what_comes_back_with_a_push_is_delivered_too(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        client = ada.add_client()
        sam.sync()
        ada.sync(ada.edit(client, 1, phone="0131 496 0000"))
        sam.sync(note := sam.note(client))
        entry = entries(service.app, verb="delivered", account=sam.user)[-1]
        assert entry["what"] == {client: 2, note["record"]: 1}
        assert entry["clients"] == [client]

    def test_an_empty_poll_writes_nothing(self, service: Service) -> None:
        ada = service.phone("ada")
        ada.add_client()
        before = len(entries(service.app))
        assert ada.sync()["records"] == []
        assert len(entries(service.app)) == before

    def test_a_change_sent_again_is_no_second_change(self, service: Service) -> None:
        ada = service.phone("ada")
        change = ada.change("client", set={"known_as": "Jean"})
        for _ in range(2):
            ada.sync(change)
        assert len(entries(service.app, verb="changed", act="sync.sync")) == 1

    def test_what_was_refused_is_there_too(self, service: Service) -> None:
        ada = service.phone("ada")
        assert ada.statuses(ada.change("client", set={"known_as": 7})) == ["refused"]
        assert len(entries(service.app, verb="changed", act="sync.sync")) == 1

    def test_a_comparison_that_delivers_is_a_delivery(self, service: Service) -> None:
        ada = service.phone("ada")
        client = ada.add_client()
        body = {"protocol": 1, "device": new_id(), "held": {}}
        answer = ada.http.post("/api/v1/verify", json=body, headers={"Authorization": f"Bearer {ada.token}"})
        [entry] = entries(service.app, act="sync.verify")
        assert entry["verb"] == "delivered"
        assert entry["what"] == {row["id"]: row["version"] for row in answer.get_json()["records"]}
        assert entry["clients"] == [client]

    def test_a_held_change_is_delivered_as_being_about_its_client(self, service: Service) -> None:
        ada, eve, sam = service.phone("ada"), service.phone("eve"), service.phone("sam")
        client = ada.add_client()
        sam.sync()
        assert eve.statuses(eve.note(client)) == ["held"]
        sam.sync()
        assert sam.of_kind("held")
        assert entries(service.app, account=sam.user)[-1]["clients"] == [client]

    def test_no_entry_holds_content(self, service: Service) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        client = ada.add_client(known_as="Zebedee", address="7 Secret Lane")
        ada.sync(ada.note(client, "A very private matter."))
        sam.sync()
        told = json.dumps(entries(service.app))
        assert not re.search("Zebedee|Secret|private", told)

    def test_nothing_is_delivered_that_could_not_be_logged(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada, sam = service.phone("ada"), service.phone("sam")
        ada.add_client()
        sam.sync(limit=1)

        def busy(*_: object) -> None:
            raise Busy

        monkeypatch.setattr("server.store.audit.add", busy)
        answer = sam.post(limit=500)
        assert (answer.status_code, answer.get_json()["code"]) == (503, "busy")

    def test_a_change_that_could_not_be_logged_is_not_made(
        self, service: Service, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ada = service.phone("ada")

        def busy(*_: object) -> None:
            raise Busy

        with monkeypatch.context() as patch:
            patch.setattr("server.store.audit.add", busy)
            assert ada.post(ada.change("client", set={"known_as": "Jean"})).status_code == 503
        with service.app.app_context(), reading() as session:
            assert not session.scalars(select(ChangeRow)).all()


class TestSigningIn:
    def test_each_way_of_signing_in_is_there_by_its_outcome(self, house: House) -> None:
        house.sign_in("ada")
        house.sign_in("ada", "wrong")
        house.sign_in("nobody", "wrong")
        found = [
            (row["verb"], row["account"], row["outcome"]) for row in entries(house.app, act="session.start")
        ]
        ada = house.accounts["ada"].id
        assert found == [
            ("signed_in", ada, "done"),
            ("sign_in_failed", ada, "wrong_sign_in"),
            ("sign_in_failed", None, "wrong_sign_in"),
        ]
        assert PASSWORD not in json.dumps(entries(house.app))

    def test_signing_out_is_there(self, house: House) -> None:
        house.browser_of("ada").delete("/api/v1/session")
        assert entries(house.app)[-1]["verb"] == "signed_out"


class TestRoutes:
    def test_a_refusal_is_there_by_its_code(self, house: House) -> None:
        assert house.browser_of("ada").get("/api/v1/board").status_code == 403
        last = entries(house.app)[-1]
        assert (last["act"], last["outcome"]) == ("board.see", "not_allowed")

    def test_a_signal_is_there_with_its_visit(self, house: House) -> None:
        ada = Walker(house)
        visit = ada.start()
        [entry] = entries(house.app, act="signals.signals")
        assert (entry["verb"], entry["record"], entry["device"]) == ("changed", visit, ada.device)

    def test_a_board_is_logged_when_it_shows_something_new_and_once_an_hour(self, house: House) -> None:
        mo = house.browser_of("mo")
        mo.get("/api/v1/board")
        assert not entries(house.app, act="board.see")
        visit = Walker(house).start()
        for _ in range(3):
            mo.get("/api/v1/board")
        [entry] = entries(house.app, act="board.see")
        assert entry["what"]["visits"] == [visit]
        house.clock.pass_by(hours=1)
        mo.get("/api/v1/board")
        assert len(entries(house.app, act="board.see")) == 2

    def test_two_boards_of_one_person_are_no_news_to_each_other(self, house: House) -> None:
        mo, _ = house.browser_of("mo"), Walker(house).start()
        desk, wall = ({"Doorstep-Device": new_id()} for _ in range(2))
        for _ in range(3):
            mo.get("/api/v1/board", headers=desk)
            mo.get("/api/v1/board", headers=wall)
        assert len(entries(house.app, act="board.see")) == 2

    def test_a_board_that_could_not_be_logged_is_not_shown_and_is_news_the_next_time(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        mo, visit = house.browser_of("mo"), Walker(house).start()

        def busy(*_: object) -> None:
            raise Busy

        with monkeypatch.context() as patch:
            patch.setattr("server.store.audit.add", busy)
            assert mo.get("/api/v1/board").status_code == 503
        assert mo.get("/api/v1/board").status_code == 200
        [entry] = entries(house.app, act="board.see")
        assert entry["what"]["visits"] == [visit]

    def test_the_device_is_the_one_that_the_page_names(self, house: House) -> None:
        device = new_id()
        house.browser_of("sam").get("/api/v1/devices", headers={"Doorstep-Device": device})
        house.browser_of("sam").get("/api/v1/devices", headers={"Doorstep-Device": "' OR 1=1"})
        assert [row["device"] for row in entries(house.app, act="devices.list_devices")] == [device, None]

    def test_a_service_that_says_nothing_is_logged_in_its_own_transaction(
        self, house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def change() -> str:
            with writing() as session:
                session.execute(text("UPDATE organisation SET name = 'Southside'"))
            return ""

        def name() -> str:
            with house.app.app_context(), reading():
                return people.organisations()[0].name

        def busy(*_: object) -> None:
            raise Busy

        marked = logs(Verb.CHANGED, Purpose.CASEWORK)(requires("session")(change))
        house.app.add_url_rule("/api/planted", "planted", marked, methods=["POST"])
        ada = house.browser_of("ada")
        with monkeypatch.context() as patch:
            patch.setattr("server.store.audit.add", busy)
            assert ada.post("/api/planted").status_code == 503
        assert name() == "Northside"
        ada.post("/api/planted")
        assert name() == "Southside"
        assert len(entries(house.app, act="planted", verb="changed")) == 1

    def test_a_change_that_is_taken_back_takes_its_entry_with_it(self, house: House) -> None:
        def change_and_fail() -> None:
            with writing():
                log_change(by=house.accounts["ada"].actor(), kind="planted")
                raise ZeroDivisionError

        with house.app.app_context(), pytest.raises(ZeroDivisionError):
            change_and_fail()
        assert not entries(house.app, kind="planted")
