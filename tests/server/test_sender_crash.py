"""The plug is pulled between handing over and marking: nothing is lost, and a double is known as one."""

import random
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.services.deliver_messages import AT_ONCE, LEASE
from tests.server.post import Post, open_post
from tests.support.data import Data, Store
from tests.support.postgres import Postgres
from tests.support.sender import start_sender
from tests.support.waiting import until

KILLS = 3
PEOPLE = ("ada", "sam", "mo", "ann", "eve")


@pytest.mark.slow
def test_a_sender_that_is_killed_loses_nothing_and_repeats_itself_at_most_once(
    post: Post, data: Data
) -> None:
    post.house.clock.time = datetime.now(UTC)
    for name in PEOPLE:
        for number in range(10):
            post.browser(name, f"{name}-{number}")
    post.push.pause_s = 0.4
    written = {
        post.write(name, place=f"{name}-{number}", step=step)
        for step in range(3)
        for name in PEOPLE
        for number in range(10)
    }
    for crash in range(KILLS + 1):
        ahead = int((LEASE.total_seconds() + 1) * crash)
        sender = start_sender(data, ahead, DOORSTEP_PUSH_HOSTS="127.0.0.1")
        wanted = len(written) if crash == KILLS else len(post.push.pushes) + random.randint(5, 40)
        try:
            until(lambda wanted=wanted: len(arrived(post)) >= min(wanted, len(written)), 60)
            if crash == KILLS:
                until(lambda: {row.state for row in post.rows()} == {"sent"}, 60)
        finally:
            sender.kill()
            sender.wait()
    times = arrived(post)
    assert set(times) == written
    assert max(times.values()) <= 1 + KILLS
    assert sum(times.values()) - len(written) <= KILLS * AT_ONCE["push"], (
        "more was repeated than was under way"
    )
    numbers = {(push.payload["message"], push.payload["number"]) for push in post.push.pushes}
    assert len(numbers) == len(written), "a message that came twice had another number"


@pytest.mark.slow
@pytest.mark.postgres
def test_a_database_that_restarts_under_a_sender_costs_no_message(tmp_path: Path) -> None:
    postgres = Postgres(fast=False)
    store = Store(tmp_path, postgres)
    try:
        with store.lend(store.migrated()) as data, open_post(data) as post:
            post.house.clock.time = datetime.now(UTC)
            post.push.pause_s = 0.2
            for name in PEOPLE:
                post.browser(name)
            written = {post.write(name, step=step) for step in range(30) for name in PEOPLE}
            sender = start_sender(data, 0, DOORSTEP_PUSH_HOSTS="127.0.0.1")
            try:
                for part in (1, 2):
                    until(lambda part=part: len(arrived(post)) >= part * len(written) / 3, 60)
                    postgres.kill()
                    postgres.start()
                until(lambda: {row.state for row in post.rows()} == {"sent"}, 90)
                assert sender.poll() is None, "the sender did not outlive its database"
            finally:
                sender.kill()
                sender.wait()
            times = arrived(post)
            assert set(times) == written
            assert sum(times.values()) - len(written) <= 2 * AT_ONCE["push"]
    finally:
        postgres.close()


def arrived(post: Post) -> Counter[str]:
    """How often each message has come."""
    return Counter(push.payload["message"] for push in post.push.pushes)
