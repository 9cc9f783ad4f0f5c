"""Whoever leaves a browser is told nothing more there, and counts as out of reach there at once."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from server.engine import Engine
from server.services.push_endpoints import add_endpoint
from server.store import people
from server.store.audit import AuditRow
from server.store.database import writing
from tests.server.house import House
from tests.server.post import Post
from tests.server.test_push import REAL, browsers, subscription, turn_on
from tests.server.walks import Walker, kinds, looking, new_id, put_on_duty
from tests.support.push_service import PushService, push_service


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


def at_work(house: House, name: str, device: str) -> Any:
    """A browser that has talked with the server as this device of somebody's."""
    browser = house.browser_of(name)
    body = {"protocol": 1, "device": device, "changes": []}
    assert browser.post("/api/v1/sync", json=body).status_code == 200
    return browser


def leave(house: House, endpoint: str) -> int:
    return house.browser().post("/api/v1/push/gone", json={"endpoint": endpoint}).status_code


def test_who_signs_out_in_a_browser_is_told_nothing_more_there_and_elsewhere_as_before(
    house: House, service: PushService
) -> None:
    phone, desk = new_id(), new_id()
    browser = at_work(house, "mo", phone)
    turn_on(house, "mo", subscription(service, "phone", device=phone))
    turn_on(house, "mo", subscription(service, "desk", device=desk))
    assert browser.delete("/api/v1/session").status_code == 204
    assert [one.device for one in browsers(house, "mo")] == [desk]


def test_who_signs_out_where_no_device_is_known_is_told_elsewhere_as_before(
    house: House, service: PushService
) -> None:
    turn_on(house, "mo", subscription(service, "mo"))
    assert house.browser_of("mo").delete("/api/v1/session").status_code == 204
    assert len(browsers(house, "mo")) == 1


def test_who_has_only_to_sign_in_again_goes_on_being_told(house: House, service: PushService) -> None:
    device = new_id()
    browser = at_work(house, "mo", device)
    turn_on(house, "mo", subscription(service, "mo", device=device))
    with house.app.app_context(), writing():
        found = people.by_email("mo@northside.example")
        assert found
        found.fs_uniquifier = new_id()
    assert browser.get("/api/v1/session").status_code == 401
    assert browser.delete("/api/v1/session").status_code == 401
    assert len(browsers(house, "mo")) == 1


def test_a_browser_that_its_person_has_left_says_so_without_a_session(
    house: House, service: PushService
) -> None:
    turn_on(house, "mo", subscription(service, "mo"))
    turn_on(house, "sam", subscription(service, "sam"))
    assert [leave(house, REAL + name) for name in ("mo", "mo", "nobody")] == [204] * 3
    assert (browsers(house, "mo"), len(browsers(house, "sam"))) == ([], 1)
    with looking(house) as session:
        logged = session.scalars(select(AuditRow).where(AuditRow.kind == "browser")).all()
    assert [one.account for one in logged] == [house.accounts["mo"].id]


def test_it_is_told_again_once_she_is_back(house: House, service: PushService) -> None:
    body = subscription(service, "mo")
    turn_on(house, "mo", body)
    leave(house, REAL + "mo")
    turn_on(house, "mo", body)
    assert len(browsers(house, "mo")) == 1


def test_the_last_one_on_duty_who_signs_out_leaves_nobody_who_watches(
    house: House, service: PushService
) -> None:
    device = new_id()
    browser = at_work(house, "mo", device)
    put_on_duty(house, "sam", "manager")
    put_on_duty(house, "mo")
    Walker(house).start(minutes=60)
    with house.app.app_context():
        add_endpoint(house.accounts["mo"].actor(), **subscription(service, "mo", device=device))
    leave(house, "https://push.example/mo")  # the one from the rota's own set-up
    house.clock.pass_by(minutes=3)
    engine = Engine(house.app)
    engine.audit()
    assert kinds(house) == []
    browser.delete("/api/v1/session")
    engine.audit()
    assert kinds(house) == [("nobody_watching", "open", 1)]
    engine._deliverer.close()


def test_what_is_on_its_way_to_a_browser_that_was_left_is_told_otherwise_at_once(post: Post) -> None:
    browser = post.browser("mo")
    post.write("mo")
    assert leave(post.house, browser.endpoint) == 204
    post.deliver()
    assert post.push.pushes == []
    assert sorted((row.channel, row.state) for row in post.rows()) == [("email", "waiting"), ("push", "dead")]
    assert post.timeline()[0].startswith("Mo could not be reached by push. Telling by e-mail")
