"""Turning notifications on and off, and what a phone says of them."""

from collections.abc import Iterator
from typing import Any

import pytest

from server.services.people import close_account, revoke_everywhere
from server.store import endpoints
from server.store.database import reading
from server.store.reach import PushEndpointRow
from tests.server.house import House
from tests.server.post import Post
from tests.support.push_service import PushService, push_service

REAL = "https://fcm.googleapis.com/fcm/send/"


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


def subscription(service: PushService, name: str, **more: str) -> dict[str, Any]:
    """A subscription as Chromium has it."""
    return {**service.browser(name).subscription(), "endpoint": REAL + name, **more}


def turn_on(house: House, name: str, body: dict[str, Any]) -> Any:
    return house.browser_of(name).post("/api/v1/push", json=body)


def browsers(house: House, name: str) -> list[PushEndpointRow]:
    account = house.accounts[name]
    with house.app.app_context(), reading():
        return list(endpoints.alive(account.organisation, account.id))


def test_a_browser_is_known_under_one_id_however_often_it_says_that_it_is_there(
    house: House, service: PushService
) -> None:
    body = subscription(service, "mo", device="phone-mo")
    ids = {turn_on(house, "mo", body).json["id"] for _ in range(3)}
    (known,) = browsers(house, "mo")
    assert ids == {known.id}
    assert (known.endpoint, known.device) == (REAL + "mo", "phone-mo")


def test_a_browser_tells_whoever_turned_notifications_on_in_it_last(
    house: House, service: PushService
) -> None:
    body = subscription(service, "shared")
    turn_on(house, "ada", body)
    turn_on(house, "mo", body)
    assert browsers(house, "ada") == []
    assert len(browsers(house, "mo")) == 1


def test_a_browser_that_was_given_up_and_speaks_again_is_told_again(post: Post) -> None:
    browser = post.browser("mo")
    post.push.behaviour["mo"] = 410
    post.write("mo")
    post.deliver()
    assert browsers(post.house, "mo") == []
    assert turn_on(post.house, "mo", browser.subscription()).status_code == 200
    assert len(browsers(post.house, "mo")) == 1


def test_a_browser_whose_address_changed_keeps_its_place(house: House, service: PushService) -> None:
    turn_on(house, "mo", subscription(service, "old", device="phone-mo"))
    turn_on(house, "mo", subscription(service, "new", replaces=REAL + "old"))
    (known,) = browsers(house, "mo")
    assert (known.endpoint, known.device) == (REAL + "new", "phone-mo")


def test_nobody_can_replace_the_browser_of_somebody_else(house: House, service: PushService) -> None:
    turn_on(house, "mo", subscription(service, "mo"))
    answer = turn_on(house, "eve", subscription(service, "eve", replaces=REAL + "mo"))
    assert (answer.status_code, list(answer.json["errors"])) == (422, ["replaces"])
    assert [one.endpoint for one in browsers(house, "mo")] == [REAL + "mo"]
    assert browsers(house, "eve") == []


def test_notifications_are_turned_off_by_their_owner_alone(house: House, service: PushService) -> None:
    id = turn_on(house, "mo", subscription(service, "mo")).json["id"]
    assert house.browser_of("eve").delete(f"/api/v1/push/{id}").status_code == 204
    assert len(browsers(house, "mo")) == 1
    assert house.browser_of("mo").delete(f"/api/v1/push/{id}").status_code == 204
    assert browsers(house, "mo") == []


def test_a_person_has_at_most_ten_browsers_and_the_newest_count(house: House, service: PushService) -> None:
    for number in range(12):
        turn_on(house, "mo", subscription(service, f"mo-{number}"))
        house.clock.pass_by(seconds=1)
    assert [one.endpoint for one in browsers(house, "mo")] == [REAL + f"mo-{n}" for n in range(11, 1, -1)]


def test_a_lost_phone_that_is_shut_out_is_told_nothing_more(house: House, service: PushService) -> None:
    house.give_device("ada", "phone-ada")
    turn_on(house, "ada", subscription(service, "phone", device="phone-ada"))
    turn_on(house, "ada", subscription(service, "desk", device="desk-ada"))
    house.browser_of("sam").post("/api/v1/devices/phone-ada/revoke")
    assert [one.device for one in browsers(house, "ada")] == ["desk-ada"]


def test_a_phone_that_is_shut_out_by_command_is_told_nothing_more(house: House, service: PushService) -> None:
    house.give_device("mo", "phone-mo")
    turn_on(house, "mo", subscription(service, "lost", device="phone-mo"))
    turn_on(house, "mo", subscription(service, "desk", device="desk-mo"))
    with house.app.app_context():
        revoke_everywhere("phone-mo")
    assert [one.device for one in browsers(house, "mo")] == ["desk-mo"]


def test_a_person_who_has_left_is_told_nothing_more(house: House, service: PushService) -> None:
    turn_on(house, "mo", subscription(service, "mo"))
    with house.app.app_context():
        close_account("mo@northside.example")
    assert browsers(house, "mo") == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("endpoint", "http://push.example.org/x"),
        ("endpoint", "https://127.0.0.1/x"),
        ("endpoint", "https://db.internal/x"),
        ("endpoint", "https://push.example.org/" + "x" * 2000),
        ("endpoint", "https://push.example.org/" + "".join(map(chr, range(0x4E00, 0x5400)))),
        ("keys", {"p256dh": "AAAA", "auth": "AAAA"}),
        ("keys", {}),
        ("device", "x" * 37),
    ],
)
def test_what_is_no_subscription_is_refused(
    house: House, service: PushService, field: str, value: Any
) -> None:
    answer = turn_on(house, "mo", {**subscription(service, "mo"), field: value})
    assert answer.status_code == 422
    assert field in answer.json["errors"]
    assert browsers(house, "mo") == []


def test_a_key_that_no_browser_makes_is_refused(house: House, service: PushService) -> None:
    body = subscription(service, "mo")
    for key in ("A" * 87, "B" + "A" * 85, body["keys"]["p256dh"][:-1] + "!"):
        keys = {**body["keys"], "p256dh": key}
        assert turn_on(house, "mo", {**body, "keys": keys}).status_code == 422


@pytest.mark.parametrize("odd", ["a\0b", "\ud800"], ids=repr)
def test_what_no_database_can_hold_is_refused(house: House, service: PushService, odd: str) -> None:
    for part in ("device", "replaces", "endpoint"):
        answer = turn_on(house, "mo", subscription(service, "mo") | {part: odd})
        assert (answer.status_code, list(answer.json["errors"])) == (422, [part])
    for part in ("organisation", "message"):
        body = {"organisation": "x", "message": "x", "event": "shown", part: odd}
        answer = house.browser().post("/api/v1/push/receipts", json=body)
        assert (answer.status_code, list(answer.json["errors"])) == (422, [part])


def test_every_browser_gets_the_same_key_to_subscribe_to(house: House) -> None:
    keys = {house.browser_of(name).get("/api/v1/push/key").json["key"] for name in ("ada", "mo")}
    assert len(keys) == 1
    assert len(keys.pop()) == 87


def test_nobody_learns_from_a_receipt_whether_there_is_such_a_message(post: Post) -> None:
    post.browser("mo")
    id = post.write("mo")
    post.deliver()
    assert post.receipt("no-such-message") == post.receipt(id) == 204


def test_a_receipt_needs_no_session(post: Post) -> None:
    post.browser("mo")
    id = post.write("mo")
    post.deliver()
    post.receipt(id, "opened")
    row = post.row(id)
    assert row.shown == row.opened == post.house.clock.now()


def test_the_first_receipt_counts(post: Post) -> None:
    post.browser("mo")
    id = post.write("mo")
    post.deliver()
    first = post.house.clock.now()
    for _ in range(3):
        post.receipt(id)
        post.house.clock.pass_by(seconds=5)
    assert post.row(id).shown == first
    assert post.timeline() == ["Shown on Mo's phone."]
    assert post.endpoint("mo").last_shown == first


def test_an_email_has_no_receipt(post: Post) -> None:
    id = post.write("mo", "email")
    post.deliver()
    post.receipt(id)
    assert post.row(id).shown is None


def test_however_often_somebody_tries_out_her_browsers_no_alert_waits_behind_that(post: Post) -> None:
    post.browser("eve")
    post.browser("mo")
    eve = post.house.browser_of("eve")
    assert [eve.post("/api/v1/push/test").json for _ in range(40)] == [{"endpoints": 1}] * 40
    alert = post.write("mo")
    post.look()
    assert post.row(alert).state == "sending"
    post.deliver()
    assert eve.post("/api/v1/push/test").json == {"endpoints": 1}
    post.deliver()
    assert len(post.push.to("eve")) == 2
