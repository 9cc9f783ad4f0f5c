"""The senders themselves: several may run, die and stumble, and every message still arrives."""

import threading
from datetime import timedelta

from sqlalchemy import update

from server.adapters.delivery import Delivery, Letter, Limited, Result
from server.services.deliver_messages import LEASE, Deliverer
from server.store.database import reading, writing
from server.store.heartbeat import last_beat
from server.store.messages import MessageRow
from tests.server.post import Post
from tests.support.waiting import until

UNREADABLE = "[" * 100_000
"""No JSON, and not refused as such either: Python gives up in the middle of it."""


def test_a_provider_that_hangs_holds_up_nobody_on_another_channel(post: Post) -> None:
    channels = post.house.app.extensions["doorstep.channels"]
    channels["push"] = Limited(channels["push"]._channel, seconds=1.5)
    post.browser("mo")
    post.push.behaviour = dict.fromkeys(crowd(post, grade="amber"), "hang")
    post.write("mo", "email")
    post.look()
    until(lambda: bool(post.mail.to("mo@northside.example")))
    post.look()
    assert not any(row.state == "sent" for row in post.rows() if row.channel == "push")


def test_a_message_of_a_sender_that_died_is_taken_over_by_another(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = "hang"
    id = post.write("mo")
    post.look()
    until(lambda: post.push.asked == ["mo"])
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


class Slow:
    """A provider that answers when it is told to."""

    def __init__(self, answer: Delivery) -> None:
        self.answer = answer
        self.told = threading.Event()

    def send(self, _letter: Letter) -> Delivery:
        self.told.wait(20)
        return self.answer


def test_what_a_sender_says_long_after_its_time_changes_nothing(post: Post) -> None:
    post.browser("mo")
    id = post.write("mo")
    late, timely = Slow(Delivery(Result.DEAD)), Slow(Delivery(Result.SENT))
    channels = post.house.app.extensions["doorstep.channels"]
    channels["push"] = late
    post.look()
    first, post.deliverer = post.deliverer, Deliverer(post.house.app)
    channels["push"] = timely
    post.house.clock.time += LEASE
    post.look()
    second, post.deliverer = post.deliverer, first
    late.told.set()
    post.deliver()
    assert (post.row(id).state, post.row(id).attempts) == ("sending", 2)
    post.deliverer = second
    timely.told.set()
    post.deliver()
    assert post.row(id).state == "sent"
    assert post.endpoint("mo").dead is None
    first.close()


def test_three_senders_share_the_work_and_send_nothing_twice(post: Post) -> None:
    places = crowd(post)
    stopping = threading.Event()
    senders = [Deliverer(post.house.app, {"push": 4}) for _ in range(3)]
    threads = [threading.Thread(target=sender.run, args=(stopping,)) for sender in senders]
    for thread in threads:
        thread.start()
    until(lambda: len(post.push.asked) >= len(places))
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


def test_a_row_that_cannot_be_handled_is_put_off_and_delays_no_other(post: Post) -> None:
    for name in ("mo", "sam"):
        post.browser(name)
    bad, good = post.write("mo"), post.write("sam")
    said = post.row(bad).payload
    put(post, bad, UNREADABLE)
    post.deliver()
    assert (post.row(bad).state, post.row(good).state) == ("sending", "sent")
    put(post, bad, said)
    post.pass_by(59)
    assert post.row(bad).state == "sending"
    post.pass_by(1)
    assert post.row(bad).state == "sent"


def test_what_was_begun_for_a_row_that_cannot_be_handled_is_undone(post: Post) -> None:
    for name in ("mo", "sam"):
        post.browser(name)
    bad, good = post.write("mo"), post.write("sam")
    post.push.behaviour["mo"] = 410
    post.look()
    until(lambda: post.deliverer._answers.qsize() == 2)
    put(post, bad, UNREADABLE)
    post.look()
    assert post.endpoint("mo").dead is None, "the browser was given up, and nobody told otherwise"
    assert (post.row(bad).state, post.row(good).state) == ("sending", "sent")
    assert post.row(bad).next_attempt_at == post.house.clock.now() + timedelta(seconds=60)


def put(post: Post, id: str, payload: str) -> None:
    with post.house.app.app_context(), writing() as session:
        session.execute(update(MessageRow).where(MessageRow.id == id).values(payload=payload))


def test_the_sender_shows_that_it_lives(post: Post) -> None:
    post.look()
    with post.house.app.app_context(), reading():
        assert last_beat("sender") == post.house.clock.now()
