"""The channels by themselves: what each hands over, and what it says became of it."""

import logging
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from server.adapters.delivery import Delivery, Letter, Limited, Result
from server.adapters.notify import Notify
from server.adapters.patience import Patience
from server.adapters.push_address import wrong_with
from server.adapters.vapid import VapidKey, vapid_key
from server.adapters.web_push import LIMIT, WebPush, fit, topic_of
from tests.support.mail_server import MailServer, mail_server
from tests.support.push_service import Browser, PushService, push_service

ALERT = "01976b2e-0000-7000-8000-000000000001"
TRUSTED = {"127.0.0.1"}


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def mail() -> Iterator[MailServer]:
    with mail_server() as mail:
        yield mail


@pytest.fixture
def key(tmp_path: Path) -> VapidKey:
    return vapid_key(tmp_path)


@pytest.fixture
def push(key: VapidKey) -> WebPush:
    return WebPush(key, "mailto:doorstep@northside.example", TRUSTED)


def letter_to(browser: Browser, **more: object) -> Letter:
    payload = {"alert": ALERT, "message": "m1", "title": "Ada is overdue", "body": "Since 15:40.", **more}
    subscription = browser.subscription()
    return Letter(
        browser.endpoint,
        "Ada is overdue",
        "Since 15:40.",
        topic=ALERT,
        payload=payload,
        keys=subscription["keys"],
    )


def test_a_push_is_signed_encrypted_urgent_and_replaces_the_last_about_its_alert(
    service: PushService, push: WebPush, key: VapidKey
) -> None:
    assert push.send(letter_to(service.browser("mo"))) == Delivery(Result.SENT)
    (got,) = service.pushes
    assert got.payload["title"] == "Ada is overdue"
    assert got.signer == key.public
    assert got.headers["topic"] == ALERT.replace("-", "")
    assert not service.faults


def test_a_push_to_the_wrong_keys_cannot_be_read(service: PushService, push: WebPush) -> None:
    right, other = service.browser("mo"), service.browser("other")
    wrong = Browser(right.endpoint, other.private, other.auth)
    assert push.send(letter_to(wrong)).result == Result.REFUSED
    assert service.faults


def test_keys_that_no_browser_made_are_refused_for_good(service: PushService, push: WebPush) -> None:
    browser = service.browser("mo")
    keys = {"p256dh": "B" + "A" * 86, "auth": browser.subscription()["keys"]["auth"]}
    assert push.send(replace(letter_to(browser), keys=keys)).result == Result.REFUSED
    assert not service.asked


@pytest.mark.parametrize(
    ("status", "result"),
    [(404, Result.DEAD), (410, Result.DEAD), (429, Result.LATER), (500, Result.LATER), (503, Result.LATER),
     (400, Result.REFUSED), (403, Result.REFUSED), (413, Result.REFUSED), (302, Result.REFUSED)],
)  # fmt: skip
def test_what_a_push_service_answers_becomes_one_of_four_words(
    service: PushService, push: WebPush, status: int, result: Result
) -> None:
    service.behaviour["mo"] = status
    assert push.send(letter_to(service.browser("mo"))).result == result
    assert service.asked == ["mo"], "it followed a redirect, or asked twice"


@pytest.mark.parametrize(("as_date", "least", "most"), [(False, 7, 7), (True, 3_000, 3_600)])
def test_a_busy_push_service_says_when_to_come_again(
    service: PushService, push: WebPush, as_date: bool, least: float, most: float
) -> None:
    in_an_hour = format_datetime(datetime.now(UTC) + timedelta(hours=1))
    service.behaviour["mo"], service.retry_after = 429, in_an_hour if as_date else "7"
    pause = push.send(letter_to(service.browser("mo"))).after_s
    assert pause is not None
    assert least <= pause <= most


def test_a_push_service_that_nobody_runs_is_tried_again_later(push: WebPush) -> None:
    with push_service() as gone:
        browser = gone.browser("mo")
    assert push.send(letter_to(browser)).result == Result.LATER


def test_the_longest_words_fit_into_one_push(service: PushService, push: WebPush) -> None:
    for body in ("x" * 9000, "🦊" * 9000, '"' * 9000):
        assert push.send(letter_to(service.browser("mo"), body=body, title=body)).result == Result.SENT
    assert all(got.size <= 4096 and got.payload["alert"] == ALERT for got in service.pushes)
    assert len(fit({"body": "short", "url": "/" + "x" * 3900}).encode()) <= LIMIT


def test_a_topic_has_no_more_letters_than_a_push_service_takes() -> None:
    assert len(topic_of(ALERT)) == 32
    assert len(topic_of("a" * 100)) == 32


@pytest.mark.parametrize(
    "endpoint",
    ["http://push.example.org/x", "https://push.example.org:8443/x", "https://10.0.0.1/x", "https://127.0.0.1/x",
     "https://[::1]/x", "https://[::ffff:10.0.0.1]/x", "https://2130706433/x", "https://0x7f.1/x",
     "https://localhost/x", "https://printer.local/x", "https://me@push.example.org/x", "https://push/x",
     "https://169.254.169.254/latest/meta-data", "file:///etc/passwd", "nothing", "https://push.example.org:x/",
     "https://metadata.google.internal/x", "https://127.0.0.1.:443/x", ""],
)  # fmt: skip
def test_an_address_that_is_no_push_service_on_the_internet_is_refused(endpoint: str) -> None:
    assert wrong_with(endpoint, ())


@pytest.mark.parametrize(
    "endpoint",
    [
        "https://fcm.googleapis.com/fcm/send/abc:def",
        "https://web.push.apple.com/QNg",
        "https://push.example.org:443/x",
    ],
)
def test_the_addresses_of_real_push_services_are_taken(endpoint: str) -> None:
    assert wrong_with(endpoint, ()) is None


def test_a_push_never_goes_to_this_machine_unless_the_house_says_so(
    service: PushService, key: VapidKey
) -> None:
    careful = WebPush(key, "mailto:doorstep@northside.example")
    assert careful.send(letter_to(service.browser("mo"))).result == Result.REFUSED
    assert service.asked == []


def test_a_library_that_hangs_is_given_up_in_time(service: PushService, push: WebPush) -> None:
    service.behaviour["mo"] = "hang"
    given_up = Limited(push, seconds=0.3).send(letter_to(service.browser("mo")))
    assert given_up == Delivery(Result.LATER, "No answer within 0.3 seconds.")


def test_a_push_service_that_is_silent_does_not_hold_up_the_others(
    service: PushService, key: VapidKey
) -> None:
    with push_service() as other:
        contact = "mailto:doorstep@northside.example"
        push = WebPush(key, contact, TRUSTED, timeout=(0.2, 0.2), patience=Patience(left_alone_s=0.5))
        silent, answering = service.browser("mo"), other.browser("sam")
        service.behaviour["mo"] = "hang"
        said = [push.send(letter_to(silent)) for _ in range(5)]
        assert {delivery.result for delivery in said} == {Result.LATER}
        assert service.asked == ["mo"] * 3, "it was asked although it is silent"
        assert push.send(letter_to(answering)).result == Result.SENT
        service.behaviour.clear()
        threading.Event().wait(0.6)
        assert push.send(letter_to(silent)).result == Result.SENT


class Stuck:
    """A provider that never answers."""

    def __init__(self) -> None:
        self.released = threading.Event()

    def send(self, _letter: Letter) -> Delivery:
        self.released.wait(30)
        return Delivery(Result.SENT)


def test_a_provider_that_hangs_for_good_does_not_eat_up_the_machine() -> None:
    stuck = Stuck()
    limited = Limited(stuck, seconds=0.01, most=2)
    said = [limited.send(Letter("x", "", "")).why for _ in range(4)]
    stuck.released.set()
    assert [why.startswith("Too many") for why in said] == [False, False, True, True]


def test_a_library_that_raises_is_tried_again_later(push: WebPush) -> None:
    class Broken:
        def send(self, _letter: Letter) -> Delivery:
            raise ArithmeticError

    assert Limited(Broken()).send(Letter("x", "", "")) == Delivery(Result.LATER, "ArithmeticError")


def test_all_processes_sign_with_the_same_key_which_only_they_can_read(tmp_path: Path) -> None:
    keys: list[str] = []
    threads = [threading.Thread(target=lambda: keys.append(vapid_key(tmp_path).public)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(keys) == 8
    assert len(set(keys)) == 1
    assert (tmp_path / "vapid_key").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["vapid_key"]


def test_an_email_arrives_with_its_words(mail: MailServer) -> None:
    channel = Notify(mail.setting())
    letter = Letter(
        "mo+alerts@northside.example", "Ada is overdue", "Since 15:40.\nhttps://notes.example.org/alerts/1"
    )
    assert channel.send(letter).result == Result.SENT
    (got,) = mail.to("mo+alerts@northside.example")
    assert got["Subject"] == "Ada is overdue"
    assert "Since 15:40." in str(got)
    assert "https://notes.example.org/alerts/1" in str(got)


def test_an_email_that_the_server_refuses_is_not_called_sent(mail: MailServer) -> None:
    mail.how = "refuse"
    assert Notify(mail.setting()).send(Letter("mo@northside.example", "t", "b")).result == Result.LATER


def test_an_email_server_that_hangs_is_given_up_in_time(mail: MailServer) -> None:
    mail.how = "hang"
    limited = Limited(Notify(mail.setting()), seconds=0.5)
    assert limited.send(Letter("mo@northside.example", "t", "b")).result == Result.LATER


def test_a_recipient_cannot_change_where_a_message_goes(mail: MailServer) -> None:
    Notify(mail.setting()).send(
        Letter("mo@northside.example&smtp=elsewhere.example&cc=eve@x.example", "t", "b")
    )
    assert not mail.to("eve@x.example")


def test_a_setting_that_no_provider_understands_is_refused() -> None:
    assert Notify("carrier-pigeon://{to}").send(Letter("mo", "t", "b")).result == Result.REFUSED


@pytest.mark.parametrize("how", ["take", "refuse"])
def test_nobodys_address_gets_into_the_log(
    mail: MailServer, caplog: pytest.LogCaptureFixture, how: str
) -> None:
    caplog.set_level(logging.DEBUG, logger="apprise")
    mail.how = how
    Notify(mail.setting()).send(Letter("mo@northside.example", "Ada is overdue", "Since 15:40."))
    Notify("twilio://no-account/{to}").send(Letter("+447700900002", "Ada is overdue", "Since 15:40."))
    assert ("failed" in caplog.text) == (how == "refuse"), "what goes wrong is said"
    for private in ("mo@", "mo%40", "7700900002", "Ada"):
        assert private not in caplog.text
