"""The senders themselves: several may run, die and stumble, and every message still arrives."""

import threading

import pytest
from sqlalchemy import update

from server.adapters.delivery import Limited
from server.services import deliver_messages
from server.services.deliver_messages import LEASE, Deliverer
from server.store.database import reading, writing
from server.store.heartbeat import last_beat
from server.store.messages import MessageRow
from tests.server.post import Post


def test_a_provider_that_hangs_holds_up_nobody_on_another_channel(post: Post) -> None:
    channels = post.house.app.extensions["doorstep.channels"]
    channels["push"] = Limited(channels["push"]._channel, seconds=1.5)
    post.browser("mo")
    post.push.behaviour = dict.fromkeys(crowd(post, grade="amber"), "hang")
    post.write("mo", "email")
    post.look()
    post.until(lambda: bool(post.mail.to("mo@northside.example")))
    post.look()
    assert not any(row.state == "sent" for row in post.rows() if row.channel == "push")


def test_a_message_of_a_sender_that_died_is_taken_over_by_another(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = "hang"
    id = post.write("mo")
    post.look()
    post.until(lambda: post.push.asked == ["mo"])
    other = Deliverer(post.house.app)
    first, post.deliverer = post.deliverer, other
    post.push.behaviour.clear()
    post.deliver()
    assert post.row(id).state == "sending", "it was taken while its sender might still live"
    post.house.clock.time += LEASE
    post.deliver()
    assert (post.row(id).state, post.row(id).attempts) == ("sent", 2)
    assert len(post.push.to("mo")) == 1
    first.close()


def test_three_senders_share_the_work_and_send_nothing_twice(post: Post) -> None:
    places = crowd(post)
    stopping = threading.Event()
    senders = [Deliverer(post.house.app, {"push": 4}) for _ in range(3)]
    threads = [threading.Thread(target=sender.run, args=(stopping,)) for sender in senders]
    for thread in threads:
        thread.start()
    post.until(lambda: len(post.push.asked) >= len(places))
    stopping.set()
    for thread in threads:
        thread.join(20)
    assert sorted(post.push.asked) == sorted(places)
    assert {row.state for row in post.rows()} == {"sent"}


def crowd(post: Post, **more: str) -> list[str]:
    """Forty browsers of four people, with a message for each; their places."""
    places = [(name, f"{name}-{number}") for name in ("ada", "sam", "ann", "eve") for number in range(10)]
    for name, place in places:
        post.browser(name, place)
        post.write(name, place=place, **more)
    return [place for _, place in places]


def test_a_row_that_nobody_can_read_delays_no_other(post: Post) -> None:
    for name in ("mo", "sam"):
        post.browser(name)
    bad, good = post.write("mo", grade="amber"), post.write("sam")
    with post.house.app.app_context(), writing() as session:
        session.execute(update(MessageRow).where(MessageRow.id == bad).values(payload="{"))
    post.deliver()
    assert post.row(good).state == "sent"
    assert post.push.to("mo")[0].payload["title"] == "Doorstep"


def test_a_row_that_cannot_be_handled_is_put_off_and_delays_no_other(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("mo", "sam"):
        post.browser(name)
    bad, good = post.write("mo"), post.write("sam")

    def stumble(row: MessageRow, *words: object) -> object:
        if row.id == bad:
            raise ZeroDivisionError
        return real(row, *words)

    real = deliver_messages.letter_of
    monkeypatch.setattr(deliver_messages, "letter_of", stumble)
    post.deliver()
    assert post.row(good).state == "sent"
    monkeypatch.undo()
    post.pass_by(60)
    assert post.row(bad).state == "sent"


def test_the_sender_shows_that_it_lives(post: Post) -> None:
    post.look()
    with post.house.app.app_context(), reading():
        assert last_beat("sender") == post.house.clock.now()
