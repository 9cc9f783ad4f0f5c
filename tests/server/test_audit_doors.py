"""Every door of the house is walked through once, and each has left its entry: routes and commands."""

from base64 import urlsafe_b64encode
from pathlib import Path
from typing import Any

from click.testing import CliRunner
from flask.testing import FlaskClient

from server.adapters.world import World
from server.api.logs import log_of
from server.cli import doorstep
from server.services.invitations import invite
from sync.change import Role
from tests.server.house import House, open_house
from tests.server.test_audit_entries import entries
from tests.server.walks import Walker, put_on_duty
from tests.support.data import Data

API = "/api/v1"
new_id = World().new_id

ONLY_TELLS = {
    "run": "starts processes", "engine": "starts a process", "migrate": "changes tables, and no row in them",
    "people": "lists colleagues", "devices": "lists their phones", "tell": "sends a test",
    "openapi": "describes the API", "demo": "an invented organisation; its changes are logged as changes",
}  # fmt: skip
"""Commands that leave no entry, each with the reason."""


def key(length: int) -> str:
    return urlsafe_b64encode(b"\x04" * length).rstrip(b"=").decode()


def done(answer: Any) -> Any:
    assert answer.status_code < 300, answer.text
    return answer.get_json(silent=True)


def walk_as_a_worker(house: House) -> tuple[FlaskClient, str, str]:
    """Ada's day: sync, signals, PIN, notifications, her phone. Her browser, her visit and her client."""
    ada = Walker(house)
    visit = ada.start()
    ada.set_pins()
    change = {
        "id": new_id(), "seq": 1, "kind": "client", "record": new_id(), "base": 0,
        "at": "2026-11-23T09:00:00.000Z", "set": {"known_as": "Jean"},
    }  # fmt: skip
    done(ada.http.post(f"{API}/sync", json={"protocol": 1, "device": ada.device, "changes": [change]}))
    done(ada.http.post(f"{API}/verify", json={"protocol": 1, "device": new_id()}))
    keys = {"p256dh": key(65), "auth": key(16)}
    endpoint = "https://updates.push.services.mozilla.com/wpush/v2/ada"
    browser = done(ada.http.post(f"{API}/push", json={"endpoint": endpoint, "keys": keys}))["id"]
    done(house.browser().post(f"{API}/push/gone", json={"endpoint": endpoint}))
    done(ada.http.delete(f"{API}/push/{browser}"))
    done(ada.http.post(f"{API}/devices/{ada.device}/token"))
    view = {"n": 1, "at": "2026-11-23T09:00:00.000Z", "screen": "/clients/:id", "clients": [change["record"]]}
    done(ada.http.post(f"{API}/audit/views", json={"device": ada.device, "views": [view]}))
    done(ada.http.get(f"{API}/devices"))
    return ada.http, visit, str(change["record"])


def walk_as_those_who_watch(house: House, visit: str) -> None:
    """Mo and Sam: a drill, a call for help, the visit agreed by phone, duty."""
    mo, sam = house.browser_of("mo"), house.browser_of("sam")
    done(mo.post(f"{API}/drills", json={}))
    Walker(house, "eve").say("panic")
    [alert] = (one for one in done(mo.get(f"{API}/board"))["alerts"] if one["kind"] == "panic")
    where = f"{API}/alerts/{alert['id']}"
    done(mo.post(f"{where}/acknowledge", json={}))
    done(mo.post(f"{where}/progress", json={"note": "Ringing her."}))
    done(sam.post(f"{where}/take_over", json={}))
    done(sam.post(f"{where}/resolve", json={"outcome": "safe_spoke"}))
    done(sam.post(f"{where}/reopen", json={}))
    done(mo.post(f"{API}/visits/{visit}/extend", json={"minutes": 10, "note": "She asked."}))
    done(mo.post(f"{API}/visits/{visit}/end", json={"note": "She is out."}))
    turn = done(mo.post(f"{API}/duty", json={"post": "manager", "ends": "2026-11-23T20:00:00.000Z"}))
    done(mo.delete(f"{API}/duty/{turn['id']}"))


def walk_as_those_who_administer(house: House, client: str) -> None:
    """Ann and Sam: rules that two people change, a report, a phone shut out; somebody new comes in."""
    ann, sam = house.browser_of("ann"), house.browser_of("sam")
    done(ann.put(f"{API}/policy", json={"policy": {"grace_s": 900}}))
    done(sam.post(f"{API}/policy/1/confirm"))
    done(sam.get(f"{API}/reports/safety?first=2026-11-01&last=2026-11-23"))
    done(ann.get(f"{API}/reports/supervision"))
    eve = house.browser_of("eve")
    known = {"reason": "cover", "last_name": "Smith", "first_name": "Jean"}
    done(eve.post(f"{API}/access/search", json=known))
    question = done(eve.post(f"{API}/access", json={"reason": "cover", "client": client}))["id"]
    done(ann.get(f"{API}/access"))
    done(ann.get(f"{API}/people"))
    rules = {"read_days": 3, "answer_days": 2, "caseload_limit": 25}
    done(ann.put(f"{API}/desk/rules", json={**rules, "was": rules}))
    done(sam.get(f"{API}/clients/{client}/alerts"))
    done(ann.get(f"{API}/audit/questions"))
    done(ann.post(f"{API}/audit/questions/{question}/looked"))
    done(ann.get(f"{API}/audit/people/{house.accounts['ada'].id}"))
    done(ann.get(f"{API}/audit/clients/{new_id()}"))
    house.give_device("ada", device := new_id())
    done(sam.post(f"{API}/devices/{device}/revoke"))
    with house.app.app_context():
        link = invite(house.organisation, "new@northside.example", "New", Role.CASE_MANAGER)
    done(house.browser().post(f"{API}{link}", json={"password": "a lamp in the window"}))


def test_every_route_that_shows_or_changes_something_leaves_an_entry(house: House) -> None:
    put_on_duty(house)
    browser, visit, client = walk_as_a_worker(house)
    walk_as_those_who_watch(house, visit)
    walk_as_those_who_administer(house, client)
    done(browser.delete(f"{API}/session"))
    logged = {name for name, view in house.app.view_functions.items() if (log := log_of(view)) and log.verb}
    acts = {row["act"] for row in entries(house.app, outcome="done")}
    # What a phone tells of is entered by the screen on which it was.
    assert "screen /clients/:id" in acts
    assert acts >= logged - {"audit.views"}
    assert len(logged) > 20


def test_every_command_that_does_something_leaves_an_entry(data: Data, tmp_path: Path) -> None:
    email, device = "ada@northside.example", new_id()
    typed = [
        "organisation Southside", "reviews Northside", "caseload Northside --limit 20",
        "invite new@northside.example --name New --role monitor --organisation Northside",
        f"password {email}", f"token {email}", f"reach {email} text 07700900123", "duty mo@northside.example",
        "restored Northside", f"revoke {device}", f"close {email} --now",
        f"audit export {tmp_path / 'log'} --organisation Northside",
    ]  # fmt: skip
    with open_house(data) as house:
        house.give_device("ada", device)
        for line in typed:
            result = CliRunner().invoke(doorstep, line.split(), env=data.environment())
            assert result.exit_code == 0, result.output
        found = [row for row in entries(house.app) if row["act"].startswith("doorstep")]
    told = {row["act"].split()[1] for row in found}
    assert told == doorstep.commands.keys() - ONLY_TELLS.keys()
    assert all("@" in row["device"] for row in found)
