"""Delivering messages: each arrives at least once, and whoever cannot be reached one way is told another."""

import pytest

from server.store.database import reading
from server.store.duty import PresenceRow
from tests.server.post import ALERT, Post


def test_a_message_reaches_a_person_on_every_channel_it_was_written_for(post: Post) -> None:
    post.browser("mo")
    ids = [post.write("mo", channel) for channel in ("push", "email", "text")]
    post.deliver()
    assert [post.row(id).state for id in ids] == ["sent"] * 3
    (push,) = post.push.to("mo")
    assert (push.payload["title"], push.payload["message"]) == ("Ada is overdue", ids[0])
    assert push.headers["topic"] == ALERT.replace("-", "")
    (letter,) = post.mail.to("mo@northside.example")
    assert letter["Subject"] == "Ada is overdue"
    assert f"http://localhost:8000/alerts/{ALERT}" in str(letter)
    assert "Message 2" in str(letter)
    assert len(post.texts.to("mo@telephone.example")) == 1
    assert not post.push.faults


def test_a_name_turns_round_nothing_of_what_is_said_after_it(post: Post) -> None:
    post.browser("mo")
    said = {"title": "Overdue: Ada\u202e", "body": "Ada\u202e\u2067 called at 10:00. Do not ring."}
    for channel in ("push", "email"):
        post.write("mo", channel, **said)
    post.deliver()
    (push,) = post.push.to("mo")
    assert push.payload["title"] == "Overdue: Ada"
    assert push.payload["body"] == "Ada called at 10:00. Do not ring."
    (letter,) = post.mail.to("mo@northside.example")
    assert letter["Subject"] == "Overdue: Ada"


def test_a_push_that_was_shown_is_believed_and_nobody_is_told_twice(post: Post) -> None:
    post.browser("mo")
    id = post.write("mo")
    post.deliver()
    assert post.receipt(id) == 204
    post.pass_by(60)
    assert post.row(id).shown is not None
    assert post.row(id).next_attempt_at is None
    assert len(post.rows()) == 1
    assert post.timeline() == ["Shown on Mo's phone."]


def test_a_push_service_that_lies_is_found_out_after_thirty_seconds(post: Post) -> None:
    post.browser("mo")
    post.number("mo")
    post.push.behaviour["mo"] = "lie"
    id = post.write("mo")
    post.deliver()
    assert post.row(id).state == "sent"
    post.pass_by(29)
    assert not post.mail.letters
    post.pass_by(1)
    post.deliver()
    assert len(post.mail.to("mo@northside.example")) == 1
    assert len(post.texts.to("mo@telephone.example")) == 1
    (line,) = post.timeline()
    assert line == "Mo's phone has not shown this within 30 seconds. Telling by e-mail and text as well."
    post.pass_by(300)
    assert len(post.rows()) == 3


def test_it_is_enough_that_one_of_her_browsers_has_shown_it(post: Post) -> None:
    post.browser("mo")
    post.browser("mo", "desk")
    post.push.behaviour["desk"] = "lie"
    shown = post.write("mo")
    post.write("mo", place="desk")
    post.deliver()
    post.receipt(shown)
    post.pass_by(31)
    assert not post.mail.letters


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_given_up_and_the_person_told_otherwise_at_once(
    post: Post, status: int
) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = status
    id = post.write("mo")
    post.deliver()
    assert post.row(id).state == "dead"
    assert post.endpoint("mo").dead == post.house.clock.now()
    assert len(post.mail.to("mo@northside.example")) == 1
    assert post.timeline() == ["Mo could not be reached by push. Telling by e-mail as well."]
    again = post.write("mo", step=2)
    post.deliver()
    assert post.row(again).state == "dead"
    assert post.push.asked == ["mo"], "a dead address was asked again"


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_push_service_in_trouble_is_tried_again_and_the_person_told_otherwise_meanwhile(
    post: Post, status: int
) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = status
    id = post.write("mo")
    post.deliver()
    assert len(post.mail.to("mo@northside.example")) == 1
    assert post.timeline() == [
        "Mo has not been reached by push yet. Trying again. Telling by e-mail as well."
    ]
    post.pass_by(2)
    post.push.behaviour.clear()
    post.pass_by(5)
    assert post.row(id).state == "sent"
    assert len(post.push.to("mo")) == 1
    assert len(post.rows()) == 2


def test_a_busy_push_service_is_given_the_pause_that_it_asks_for_up_to_a_minute(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"], post.push.retry_after = 429, "40"
    post.write("mo")
    post.deliver()
    post.pass_by(39)
    assert len(post.push.asked) == 1
    post.push.retry_after = "86400"
    post.pass_by(1)
    assert len(post.push.asked) == 2
    post.pass_by(60)
    assert len(post.push.asked) == 3


def test_trying_ends_after_ten_times_and_the_timeline_says_so(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = 500
    id = post.write("mo")
    post.deliver()
    for _ in range(12):
        post.pass_by(61)
    assert post.row(id).state == "failed"
    assert post.push.asked == ["mo"] * 10
    assert post.timeline()[-1] == "Mo could not be reached by push."


def test_an_email_server_that_refuses_does_not_leave_the_person_untold(post: Post) -> None:
    post.number("mo")
    post.mail.how = "refuse"
    post.write("mo", "email")
    post.deliver()
    assert len(post.texts.to("mo@telephone.example")) == 1


def test_what_is_not_urgent_is_not_told_twice(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = 410
    post.write("mo", grade="amber")
    post.deliver()
    assert not post.mail.letters
    assert post.timeline() == ["Mo could not be reached by push."]


def test_a_channel_that_is_not_set_up_is_said_to_be_none(post: Post) -> None:
    id = post.write("mo", "voice")
    post.deliver()
    assert post.row(id).state == "failed"
    assert post.timeline() == ["Mo could not be reached by telephone. Telling by e-mail as well."]


def test_a_message_that_waited_until_the_case_was_closed_alarms_nobody(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = 500
    late = post.write("mo")
    post.deliver()
    post.house.clock.pass_by(seconds=1)
    post.close()
    word = post.write("mo", step=2, title="Ada is safe")
    post.push.behaviour.clear()
    post.pass_by(60)
    assert (post.row(late).state, post.row(word).state) == ("failed", "sent")
    assert [push.payload["title"] for push in post.push.pushes] == ["Ada is safe"]


def test_an_alarm_that_no_sender_has_tried_before_its_case_was_closed_is_not_sent(post: Post) -> None:
    post.browser("mo")
    stale, news = post.write("mo"), post.write("mo", step=2, title="News of Ada", calm=True)
    post.house.clock.pass_by(minutes=10)
    post.close()
    post.house.clock.pass_by(seconds=1)
    post.deliver()
    assert (post.row(stale).state, post.row(news).state) == ("failed", "sent")
    assert [push.payload["title"] for push in post.push.pushes] == ["News of Ada"]


def test_a_browser_that_somebody_else_uses_now_is_not_told_what_was_meant_for_the_first(post: Post) -> None:
    browser = post.browser("mo")
    id = post.write("mo")
    subscription = browser.subscription()
    assert post.house.browser_of("eve").post("/api/v1/push", json=subscription).status_code == 200
    post.deliver()
    assert post.row(id).state == "dead"
    assert not post.push.asked
    now_eves = post.endpoint("mo")
    assert (now_eves.account, now_eves.dead) == (post.house.accounts["eve"].id, None)


def test_a_test_push_counts_when_the_phone_has_shown_it(post: Post) -> None:
    mo = post.house.accounts["mo"]
    post.browser("mo")
    answers = [post.house.browser_of(name).post("/api/v1/push/test").json for name in ("mo", "sam")]
    assert answers == [{"endpoints": 1}, {"endpoints": 0}]
    post.deliver()
    (push,) = post.push.to("mo")
    with post.house.app.app_context(), reading() as session:
        assert session.get(PresenceRow, (mo.organisation, mo.id)) is None
    post.receipt(push.payload["message"])
    with post.house.app.app_context(), reading() as session:
        assert session.get_one(PresenceRow, (mo.organisation, mo.id)).push_tested == post.house.clock.now()


def test_a_receipt_that_comes_before_the_push_service_has_answered_counts(post: Post) -> None:
    post.browser("mo")
    post.push.behaviour["mo"] = 500
    id = post.write("mo")
    post.look()
    post.receipt(id)
    post.deliver()
    assert post.row(id).state == "sent"
    post.pass_by(60)
    assert not post.mail.letters
    assert len(post.push.asked) == 1


def test_a_word_about_ones_own_visit_does_not_outlive_it_at_the_push_service(post: Post) -> None:
    post.browser("ada")
    post.write("ada", alert=None)
    post.deliver()
    assert post.push.to("ada")[0].headers["ttl"] == "900"
