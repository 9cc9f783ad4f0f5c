"""A browser that shows nothing, or whose push service refuses us, is sent all and relied on by nobody."""

import pytest

from server.services.find_watchers import find_watchers
from server.services.push_endpoints import add_endpoint
from server.services.roster import load_roster
from server.services.test_push import send_test_push
from server.store.database import reading
from tests.server.post import Post
from tests.server.watching import add_watch, put_on_duty


@pytest.fixture
def on_duty(post: Post) -> Post:
    """Mo is on duty, with a browser only, and Ada is out."""
    put_on_duty(post.house, post.house.accounts["mo"])
    add_watch(post.house, "visit", next_action_at=post.house.clock.now())
    post.browser("mo")
    return post


def watching(post: Post) -> list[str]:
    """Who can be reached within minutes, as Ada's phone and the ladder are told."""
    with post.house.app.app_context(), reading():
        found = load_roster(post.house.organisation, post.house.clock.now()).watching()
    return [one.name for one in found]


def nobody_watches(post: Post) -> bool:
    with post.house.app.app_context():
        return bool(find_watchers(post.house.clock.now()))


@pytest.mark.parametrize("how", [401, 403, 500, "lie"])
def test_it_is_nobodys_watch_until_it_has_shown_something(on_duty: Post, how: int | str) -> None:
    assert watching(on_duty) == ["Mo"]
    on_duty.push.behaviour["mo"] = how
    on_duty.write("mo")
    on_duty.deliver()
    on_duty.pass_by(31)
    assert watching(on_duty) == []
    assert nobody_watches(on_duty)
    assert on_duty.house.browser_of("mo").get("/api/v1/board?attended=false").json["me"]["endpoints"] == 0
    on_duty.push.behaviour.clear()
    again = on_duty.write("mo", step=2)
    on_duty.deliver()
    assert on_duty.row(again).state == "sent", "it is tried all the same"
    assert watching(on_duty) == [], "to be taken is not to be shown"
    on_duty.receipt(again)
    assert watching(on_duty) == ["Mo"]


def test_what_is_not_urgent_shows_it_as_well_and_is_not_told_twice(on_duty: Post) -> None:
    on_duty.push.behaviour["mo"] = "lie"
    drill = on_duty.write("mo", grade="amber", kind="drill", drill=True)
    on_duty.deliver()
    assert watching(on_duty) == ["Mo"]
    on_duty.pass_by(31)
    assert watching(on_duty) == []
    assert not on_duty.mail.to("mo@northside.example")
    assert on_duty.timeline() == ["Mo's phone has not shown this within 30 seconds."]
    assert nobody_watches(on_duty)
    on_duty.receipt(drill)
    assert watching(on_duty) == ["Mo"]


def test_a_test_that_no_phone_shows_does_too(on_duty: Post) -> None:
    on_duty.push.behaviour["mo"] = "lie"
    with on_duty.house.app.app_context():
        send_test_push(on_duty.house.accounts["mo"].actor())
    on_duty.deliver()
    on_duty.pass_by(31)
    assert watching(on_duty) == []
    assert on_duty.timeline() == []


def test_it_is_relied_on_again_once_the_app_in_it_was_opened(on_duty: Post) -> None:
    browser = on_duty.browser("mo")
    on_duty.push.behaviour["mo"] = 403
    on_duty.write("mo")
    on_duty.deliver()
    assert watching(on_duty) == []
    with on_duty.house.app.app_context():
        add_endpoint(on_duty.house.accounts["mo"].actor(), **browser.subscription())
    assert watching(on_duty) == ["Mo"]


def test_one_that_shows_the_later_of_two_pushes_is_relied_on(on_duty: Post) -> None:
    on_duty.write("mo")
    on_duty.deliver()
    # The push service keeps only the latest about an alert for a phone that is away for a moment.
    later = on_duty.write("mo", step=2)
    on_duty.deliver()
    on_duty.receipt(later)
    on_duty.pass_by(31)
    assert watching(on_duty) == ["Mo"]


def test_one_whose_push_service_was_busy_once_is_relied_on(on_duty: Post) -> None:
    on_duty.push.behaviour["mo"] = 500
    on_duty.write("mo")
    on_duty.deliver()
    assert watching(on_duty) == ["Mo"]
    assert not nobody_watches(on_duty)
