"""Access without a caseload link: for a reason, for four hours, and in front of everybody."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from server.adapters.world import world
from server.engine import Engine
from server.services.cover import end_covers
from server.store.database import writing
from tests.server.phones import Phone, Service
from tests.server.test_audit_entries import entries

ACCESS = "/api/v1/access"


def ask(phone: Phone, method: str, path: str, body: Any = None) -> Any:
    headers = {"Authorization": f"Bearer {phone.token}"}
    return phone.http.open(path, method=method, json=body, headers=headers)


@pytest.fixture
def client(service: Service) -> str:
    """A client of Ada's with a note."""
    ada = service.phone("ada")
    client = ada.add_client(last_name="O'Hara", date_of_birth="1960-02-03", postcode="EH6 5AB")
    ada.sync(ada.note(client))
    return client


@pytest.fixture
def eve(service: Service) -> Phone:
    return service.phone("eve")


def take(phone: Phone, client: str, **more: Any) -> Any:
    return ask(phone, "POST", ACCESS, {"client": client, "reason": "cover", **more})


def pass_by(service: Service, **span: float) -> int:
    """The engine's round, so much later."""
    with service.app.app_context():
        return end_covers(world().now() + timedelta(**span))


def listed(phone: Phone) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = ask(phone, "GET", ACCESS).get_json()["access"]
    return found


def test_the_whole_case_comes_by_sync_and_goes_by_sync(service: Service, client: str, eve: Phone) -> None:
    eve.sync()
    assert not eve.rows
    assert take(eve, client).status_code == 201
    eve.sync()
    assert {row["kind"] for row in eve.rows.values()} == {"client", "note", "caseload"}
    assert pass_by(service, hours=3.9) == 0
    assert eve.sync()["forget"] == []
    assert pass_by(service, hours=4.1) == 1
    assert eve.sync()["forget"] == [client]
    assert not eve.rows
    assert pass_by(service, hours=9) == 0


def test_the_engine_takes_it_back(service: Service, client: str, eve: Phone) -> None:
    take(eve, client)
    eve.sync()
    engine = Engine(service.app)
    engine.work()
    assert eve.sync()["forget"] == []
    with service.app.app_context(), writing() as session:
        session.execute(text("UPDATE cover SET ends = begins"))
    engine.work()
    assert eve.sync()["forget"] == [client]


def test_what_she_writes_meanwhile_is_taken_and_afterwards_waits_in_the_tray(
    service: Service, client: str, eve: Phone
) -> None:
    take(eve, client)
    assert eve.statuses(eve.note(client)) == ["applied"]
    pass_by(service, hours=5)
    assert eve.statuses(eve.note(client)) == ["held"]


def test_a_change_of_the_caseload_does_not_end_it(service: Service, client: str, eve: Phone) -> None:
    take(eve, client)
    sam = service.phone("sam")
    made = {"worker": service.users["ben"], "worker_name": "Ben", "since": "2026-01-05"}
    assert sam.statuses(sam.change("caseload", client=client, set=made)) == ["applied"]
    assert client in {row["id"] for row in eve.sync_all()}


def test_whom_the_caseload_grants_the_client_meanwhile_keeps_it(
    service: Service, client: str, eve: Phone
) -> None:
    take(eve, client)
    eve.sync()
    sam = service.phone("sam")
    made = {"worker": eve.user, "worker_name": "Eve", "since": "2026-01-05"}
    assert sam.statuses(sam.change("caseload", client=client, set=made)) == ["applied"]
    pass_by(service, hours=5)
    assert eve.sync()["forget"] == []


def test_a_supervisor_of_another_team_does_not_keep_it_either(service: Service, client: str) -> None:
    sid = service.phone("sid")
    take(sid, client)
    sid.sync()
    assert pass_by(service, hours=5) == 1
    assert sid.sync()["forget"] == [client]


def test_a_client_whom_nobody_works_with_goes_back_to_the_supervisor_who_has_them(service: Service) -> None:
    sam, sid = service.phone("sam"), service.phone("sid")
    client = sam.add_client()
    take(sid, client)
    sid.sync()
    assert pass_by(service, hours=5) == 1
    assert sid.sync()["forget"] == [client]
    assert sam.sync()["forget"] == []


def test_it_is_listed_until_somebody_who_answers_for_it_has_looked(
    service: Service, client: str, eve: Phone
) -> None:
    id = take(eve, client, reason="other", note="Ada is ill.").get_json()["id"]
    sam, sid, ada = (service.phone(name) for name in ("sam", "sid", "ada"))
    for phone in (sam, sid, eve):  # who holds the client, whose team she is in, and she herself
        assert [(one["id"], one["name"], one["note"]) for one in listed(phone)] == [
            (id, "Eve", "Ada is ill.")
        ]
    assert listed(ada) == []
    pass_by(service, hours=5)
    assert listed(eve) == []
    assert [(one["id"], one["looked"]) for one in listed(sam)] == [(id, False)]
    assert ask(sam, "POST", f"/api/v1/audit/questions/{id}/looked").get_json()["looked_by_name"] == "Sam"
    assert listed(sam) == []


def test_that_somebody_looked_at_the_list_is_logged_and_that_she_saw_her_own_is_not(
    service: Service, client: str, eve: Phone
) -> None:
    take(eve, client)
    for phone in (eve, service.phone("ada"), service.phone("sam")):
        listed(phone)
    [entry] = entries(service.app, act="access.see")
    assert (entry["account"], entry["clients"]) == (service.users["sam"], [client])


def test_everyone_who_listens_is_told_at_once(service: Service, client: str, eve: Phone) -> None:
    """Every grant raises the organisation's counter: that is what a nudge is made of."""
    sam = service.phone("sam")
    before = sam.sync()["cursor"]
    take(eve, client)
    assert sam.sync()["cursor"] != before


def test_a_reason_of_another_kind_needs_words(client: str, eve: Phone) -> None:
    assert take(eve, client, reason="other").get_json()["errors"].keys() == {"note"}
    assert take(eve, client, reason="curiosity").status_code == 422


def test_nobody_takes_what_she_has_or_what_there_is_not(service: Service, client: str, eve: Phone) -> None:
    assert take(service.phone("ada"), client).get_json()["code"] == "closed"
    assert take(eve, eve.new_id()).status_code == 404
    take(eve, client)
    assert take(eve, client).get_json()["code"] == "closed"


@pytest.mark.parametrize("name", ["mo", "ann"])
def test_whose_role_holds_no_case_takes_none(service: Service, client: str, name: str) -> None:
    assert take(service.phone(name), client).status_code == 403


class TestSearch:
    def search(self, phone: Phone, **known: str) -> Any:
        return ask(phone, "POST", f"{ACCESS}/search", {"reason": "cover", **known})

    @pytest.mark.parametrize(
        "known",
        [{"first_name": "jean"}, {"date_of_birth": "1960-02-03"}, {"postcode": "eh65ab"}],
        ids=["name", "born", "postcode"],
    )
    def test_who_knows_the_surname_and_one_thing_more_finds_the_client(
        self, client: str, eve: Phone, known: dict[str, str]
    ) -> None:
        found = self.search(eve, last_name=" o'hara ", **known).get_json()
        card = {"id": client, "known_as": "Jean", "last_name": "O'Hara", "born": 1960}
        assert found == {"clients": [card], "too_many": False}

    def test_a_surname_alone_finds_nobody(self, client: str, eve: Phone) -> None:
        assert self.search(eve, last_name="O'Hara").status_code == 422

    @pytest.mark.parametrize("nothing", ["\n", "\u00a0", ""])
    def test_a_surname_and_an_empty_line_find_no_client_of_whom_less_is_known(
        self, service: Service, eve: Phone, nothing: str
    ) -> None:
        service.phone("ada").add_client(last_name="O'Hara")
        assert self.search(eve, last_name="O'Hara", date_of_birth=nothing).status_code == 422

    def test_what_is_nearly_right_finds_nobody(self, client: str, eve: Phone) -> None:
        assert self.search(eve, last_name="O'Har", first_name="Jean").get_json()["clients"] == []
        assert self.search(eve, last_name="O'Hara", postcode="EH6").get_json()["clients"] == []

    def test_too_many_are_shown_to_nobody(self, service: Service, client: str, eve: Phone) -> None:
        ada = service.phone("ada")
        for _ in range(5):
            ada.add_client(last_name="O'Hara")
        found = self.search(eve, last_name="O'Hara", first_name="Jean").get_json()
        assert found == {"clients": [], "too_many": True}

    def test_a_search_is_logged_with_whom_it_found_and_without_its_words(
        self, service: Service, client: str, eve: Phone
    ) -> None:
        self.search(eve, last_name="O'Hara", date_of_birth="1960-02-03")
        [entry] = entries(service.app, verb="searched")
        assert (entry["account"], entry["clients"]) == (eve.user, [client])
        assert entry["what"] == {"by": ["date_of_birth", "last_name"], "found": 1, "reason": "cover"}

    def test_a_row_of_searches_that_found_nobody_is_what_her_supervisor_reads(
        self, service: Service, eve: Phone
    ) -> None:
        for first in ("Ann", "Jean", "Mary"):
            self.search(eve, last_name="O'Hara", first_name=first)
        service.phone("ada").add_client(last_name="O'Hara", first_name="Jean")
        self.search(eve, last_name="O'Hara", first_name="Jean")
        log = ask(service.phone("sid"), "GET", f"/api/v1/audit/people/{eve.user}").get_json()["entries"]
        searched = [(one["records"], one["purpose"]) for one in log if one["verb"] == "searched"]
        assert searched == [(1, "cover"), (0, "cover"), (0, "cover"), (0, "cover")]
