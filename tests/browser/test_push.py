"""Pushes, the whole way: from the server over a push service to the notification, and the receipt back.

Only the maker's push service is a stand-in. The keys are the browser's own, our server encrypts, and Chromium
hands what was decrypted to our own service worker, as it does with a push from outside.
"""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import CDPSession, Page, expect
from sqlalchemy import select

from server.app import create_app
from server.demo.staff import PASSWORD
from server.services.deliver_messages import Deliverer
from server.settings import read_settings
from server.store import people
from server.store.database import reading, session
from server.store.duty import PresenceRow
from server.store.messages import MessageRow
from server.store.reach import PushEndpointRow
from tests.browser.steps import fill_in_sign_in, sign_in
from tests.support.chromium import Profile, until, until_true
from tests.support.push_service import Browser, PushService, push_service
from tests.support.server import ServerProcess

WORKER = "worker@demo.example"
ALERT = "01976b2e-0000-7000-8000-0000000000aa"
TURN_ON, TEST = "Turn on notifications", "Send a test to this phone"

# In place of `PushManager.subscribe`, which wants to talk to the maker's service; the keys are real.
SUBSCRIBE = """(() => {
  const text = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
  PushManager.prototype.subscribe = async (options) => {
    const pair = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, true, ['deriveBits']);
    const point = await crypto.subtle.exportKey('raw', pair.publicKey);
    const { d } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    const auth = text(crypto.getRandomValues(new Uint8Array(16)));
    const endpoint = 'SERVICE/push/phone';
    window.subscribed = { endpoint, d, auth, key: options.applicationServerKey };
    return { toJSON: () => ({ endpoint, expirationTime: null, keys: { p256dh: text(point), auth } }) };
  };
})()"""
RENEW = """([endpoint, subscription]) => dispatchEvent(Object.assign(
  new ExtendableEvent('pushsubscriptionchange'),
  { oldSubscription: { endpoint, options: {} }, newSubscription: { toJSON: () => subscription } }))"""
# That there is one to end, which only a real service would give.
KEEP = """() => {
  const unsubscribe = async () => { window.kept = null; return true; };
  window.kept = { endpoint: window.subscribed.endpoint, options: {}, unsubscribe };
  PushManager.prototype.getSubscription = async () => window.kept;
}"""
NEVER = "PushManager.prototype.subscribe = () => new Promise(() => {})"
SHOWN = """navigator.serviceWorker.ready.then((one) => one.getNotifications()).then((all) =>
  all.map(({ title, body, tag, requireInteraction: stays }) => ({ title, body, tag, stays })))"""
NEWEST = """navigator.serviceWorker.ready.then((one) => one.getNotifications())
  .then((all) => Math.max(0, ...all.map(({ timestamp }) => timestamp)))"""
# Made by hand. A browser lets only its own events wait; what the handler does is done all the same.
PRESS = """async () => {
  const [notification] = await registration.getNotifications();
  dispatchEvent(new NotificationEvent('notificationclick', { notification }));
}"""


@dataclass
class Phone:
    """A phone on which the worker is signed in, the server with its sender, and the push service between."""

    page: Page
    service: PushService
    app: Flask
    browser: CDPSession
    registrations: list[dict[str, Any]]

    def push(self, data: str) -> None:
        """The push service delivers this to the browser."""
        until_true(self.page, lambda: self.registrations)
        self.browser.send(
            "ServiceWorker.deliverPushMessage",
            {
                "origin": self.registrations[-1]["scopeURL"].rstrip("/"),
                "registrationId": self.registrations[-1]["registrationId"],
                "data": data,
            },
        )

    def notifications(self) -> list[dict[str, Any]]:
        return list(self.page.evaluate(SHOWN))

    def press(self) -> None:
        """Press the notification."""
        until(self.page, f"{SHOWN}.then((all) => all.length)")
        (worker,) = self.page.context.service_workers
        worker.evaluate(PRESS)

    def endpoints(self) -> list[PushEndpointRow]:
        """The browsers of this push service that the server knows."""
        with self.app.app_context(), reading():
            here = PushEndpointRow.endpoint.startswith(self.service.url)
            return list(session().scalars(select(PushEndpointRow).where(here)))

    def messages(self) -> list[MessageRow]:
        with self.app.app_context(), reading():
            return list(session().scalars(select(MessageRow).order_by(MessageRow.id)))

    def turn_on(self) -> None:
        """Turn notifications on, as the person does."""
        self.page.get_by_role("button", name=TURN_ON).click()
        expect(self.page.get_by_text("Notifications are on for this phone.")).to_be_visible()
        keys = self.page.evaluate("window.subscribed")
        self.service.know(Browser.from_jwk(keys["endpoint"], keys["d"], keys["auth"]))

    def test(self) -> dict[str, Any]:
        """Ask for a test; what the push service gets for the browser."""
        before = len(self.service.pushes)
        self.page.get_by_role("button", name=TEST).click()
        until_true(self.page, lambda: len(self.service.pushes) > before)
        return self.service.pushes[-1].payload


@pytest.fixture
def service() -> Iterator[PushService]:
    with push_service() as service:
        yield service


@pytest.fixture
def open_phone(
    profile: Callable[..., Profile],
    start_server: Callable[..., ServerProcess],
    app_build: Path,
    service: PushService,
) -> Iterator[Callable[[str], Phone]]:
    hosts = {"DOORSTEP_PUSH_HOSTS": "127.0.0.1"}
    server = start_server(DOORSTEP_PWA=str(app_build), **hosts)
    app = create_app(read_settings(server.data.environment(**hosts)))
    stopping = threading.Event()
    sender = threading.Thread(target=Deliverer(app).run, args=(stopping,))
    sender.start()

    def open_phone(subscribe: str = SUBSCRIBE) -> Phone:
        page = profile("phone", base_url=server.url, permissions=["notifications"]).open()
        page.context.add_init_script(subscribe.replace("SERVICE", service.url))
        sign_in(page, WORKER, PASSWORD)
        page.goto("/this-phone")
        browser = page.context.new_cdp_session(page)
        found: list[dict[str, Any]] = []
        browser.on(
            "ServiceWorker.workerRegistrationUpdated", lambda news: found.extend(news["registrations"])
        )
        browser.send("ServiceWorker.enable")
        # A worker that is still being installed, or made ready, may never hear of a push.
        until(page, "navigator.serviceWorker.ready.then(({ active }) => active.state === 'activated')")
        return Phone(page, service, app, browser, found)

    yield open_phone
    stopping.set()
    sender.join(20)


def test_a_test_push_goes_the_whole_way_and_its_receipt_comes_back(open_phone: Callable[..., Phone]) -> None:
    phone = open_phone()
    phone.turn_on()
    word = phone.test()
    assert phone.messages()[0].shown is None
    expect(phone.page.get_by_text("The test was shown on this phone.")).to_have_count(0)

    phone.push(json.dumps(word))
    expect(phone.page.get_by_text("The test was shown on this phone.")).to_be_visible()
    (shown,) = phone.notifications()
    assert shown["title"] == "Notifications work"
    until_true(phone.page, lambda: phone.messages()[0].shown)
    with phone.app.app_context(), reading() as current:
        worker = people.by_email(WORKER)
        assert worker
        assert current.get_one(PresenceRow, (worker.organisation, worker.id)).push_tested
    assert not phone.service.faults
    assert phone.service.pushes[0].signer == phone.page.evaluate("window.subscribed.key")


def test_a_later_word_about_an_alert_takes_the_place_of_the_earlier_one(
    open_phone: Callable[..., Phone],
) -> None:
    phone = open_phone()
    for title in ("Ada is overdue", "Ada is overdue: nobody has answered"):
        phone.push(
            json.dumps({"alert": ALERT, "title": title, "body": "Due back at 15:40.", "url": "/this-phone"})
        )
        until(phone.page, f"{SHOWN}.then((all) => all.some(({{ title }}) => title === {json.dumps(title)}))")
    (shown,) = phone.notifications()
    assert shown["tag"] == ALERT
    assert shown["stays"]


def test_a_push_that_cannot_be_read_is_shown_all_the_same(open_phone: Callable[..., Phone]) -> None:
    phone, before = open_phone(), 0
    for data in ("not what anybody expects", "", '{"title": 1}', "null", '"words"'):
        phone.push(data)
        # Each takes the place of the one before it. Closed between them, that would take the next one along.
        until(phone.page, f"{NEWEST}.then((newest) => newest > {before})")
        before = phone.page.evaluate(NEWEST)
        (shown,) = phone.notifications()
        assert shown["body"] == "Something needs you. Open Doorstep."


def test_a_push_is_shown_and_its_receipt_sent_while_the_app_is_closed(
    open_phone: Callable[..., Phone],
) -> None:
    phone = open_phone()
    phone.turn_on()
    word = phone.test()
    phone.page.goto("about:blank")
    phone.push(json.dumps(word))
    until_true(phone.page, lambda: phone.messages()[0].shown)


def test_a_press_on_a_notification_leads_into_the_app_and_is_noted(open_phone: Callable[..., Phone]) -> None:
    phone = open_phone()
    phone.turn_on()
    word = phone.test()
    phone.push(json.dumps({**word, "url": "/clients"}))
    phone.press()
    phone.page.wait_for_url("**/clients")
    until_true(phone.page, lambda: phone.messages()[0].opened)


def test_an_address_that_the_browser_changes_by_itself_is_told_to_the_server(
    open_phone: Callable[..., Phone],
) -> None:
    phone = open_phone()
    phone.turn_on()
    device = phone.endpoints()[0].device
    renewed = phone.service.browser("renewed")
    (worker,) = phone.page.context.service_workers
    worker.evaluate(RENEW, [f"{phone.service.url}/push/phone", renewed.subscription()])
    until_true(phone.page, lambda: [one.endpoint for one in phone.endpoints()] == [renewed.endpoint])
    assert phone.endpoints()[0].device == device != ""
    assert phone.test()["kind"] == "test"


def test_a_press_never_leads_to_another_site(open_phone: Callable[..., Phone]) -> None:
    phone = open_phone()
    phone.push(json.dumps({"title": "t", "body": "b", "url": "https://elsewhere.example/clients"}))
    phone.press()
    until_true(phone.page, lambda: not phone.page.url.endswith("/this-phone"))
    assert "elsewhere" not in phone.page.url


def test_a_browser_whose_push_service_does_not_answer_is_said_to_have_none(
    open_phone: Callable[..., Phone],
) -> None:
    phone = open_phone(NEVER)
    phone.page.get_by_role("button", name=TURN_ON).click()
    expect(phone.page.get_by_text("Turning on notifications").first).to_be_visible()
    expect(phone.page.get_by_text("Notifications could not be turned on")).to_be_visible(timeout=25_000)
    expect(phone.page.get_by_role("button", name=TURN_ON)).to_be_visible()


def test_who_signs_out_is_told_before_that_nothing_rings_there_any_more_and_it_is_on_again_when_she_is_back(
    open_phone: Callable[..., Phone],
) -> None:
    phone = open_phone()
    phone.turn_on()
    phone.page.evaluate(KEEP)
    phone.push(json.dumps({"title": "Ada is overdue", "body": "Due back at 15:40."}))
    until(phone.page, f"{SHOWN}.then((all) => all.length)")
    phone.page.get_by_role("button", name="Sign out").click()
    expect(phone.page.get_by_text("Notifications stop here once you have signed out.")).to_be_visible()
    phone.page.get_by_role("button", name="Yes, sign out").click()
    expect(phone.page.get_by_role("heading", name="Sign in")).to_be_visible()
    until(phone.page, f"{SHOWN}.then((all) => window.kept === null && all.length === 0)")
    until_true(phone.page, lambda: all(one.dead for one in phone.endpoints()))
    fill_in_sign_in(phone.page, WORKER, PASSWORD)
    until_true(phone.page, lambda: [one.dead for one in phone.endpoints()] == [None])
