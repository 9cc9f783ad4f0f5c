"""What is said of who knows of an alert: that a push service took a message is nobody who has read it."""

from collections.abc import Iterator

import pytest

from server.services.deliver_messages import Deliverer
from server.store.columns import write_time
from tests.server.house import open_house
from tests.server.post import Post
from tests.server.walks import Walker
from tests.server.watching import put_on_duty
from tests.support.data import Data
from tests.support.mail_server import mail_server
from tests.support.push_service import push_service


@pytest.fixture
def post(sqlite_data: Data) -> Iterator[Post]:
    """A house that tells people by push alone. Mo is on duty, with one browser, and not at her board."""
    with (
        push_service() as push,
        mail_server() as mail,
        open_house(sqlite_data, DOORSTEP_PUSH_HOSTS="127.0.0.1") as house,
    ):
        post = Post(house, push, mail, mail, Deliverer(house.app))
        put_on_duty(house, house.accounts["mo"])
        post.browser("mo")
        yield post
        post.deliverer.close()


def told(post: Post) -> list[str]:
    """Who has been told of the one alert, as the board says it to somebody in passing."""
    board = post.house.browser_of("mo").get("/api/v1/board?attended=false").json
    assert board
    [alert] = board["alerts"]
    return list(alert["told"])


def test_a_call_that_a_push_service_took_and_no_phone_shows_has_told_nobody(post: Post) -> None:
    ada = Walker(post.house)
    post.push.behaviour["mo"] = "lie"
    ada.say("panic")
    post.deliver()
    [message] = post.rows()
    assert message.state == "sent"
    alert = ada.watch()["alert"]
    assert (alert["told_at"], alert["nobody_told"], told(post)) == (None, False, [])
    post.pass_by(31)
    alert = ada.watch()["alert"]
    assert (alert["told_at"], alert["nobody_told"]) == (None, True)
    post.receipt(message.id)
    alert = ada.watch()["alert"]
    assert (alert["told_at"], alert["nobody_told"]) == (write_time(post.house.clock.now()), False)
    assert told(post) == ["Mo"]
