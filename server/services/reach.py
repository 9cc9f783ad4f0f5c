"""A person's addresses beside her browsers, and trying them out."""

import re
from collections.abc import Iterator

from server.adapters.channels import EMAIL, PUSH, TEXT, VOICE, channels
from server.adapters.delivery import Delivery, Letter, Result
from server.policy.refusal import Refusal
from server.services.acting import log_administration
from server.services.test_push import PAYLOAD
from server.store import deliveries, endpoints, people
from server.store.accounts import Account
from server.store.database import reading, writing
from server.store.reach import ReachRow

ADDRESSED = (EMAIL, TEXT, VOICE)
FORMS = {EMAIL: r"[^@\s]+@[^@\s]+", TEXT: r"\+?[0-9]{7,15}", VOICE: r"\+?[0-9]{7,15}"}


def set_address(email: str, channel: str, address: str) -> Account:
    """Tell this person over the channel at this address from now on. Raises Refusal not_found, not_valid."""
    plain = address.replace(" ", "") if channel != EMAIL else address.strip()
    if not re.fullmatch(FORMS[channel], plain):
        raise Refusal("not_valid", f"“{address}” is not an address for {channel}.")
    with writing() as session:
        account = _known(email)
        row = ReachRow(organisation=account.organisation, account=account.id, channel=channel, address=plain)
        session.merge(row)
        log_administration(account, "address")
    return account


def try_channels(email: str) -> Iterator[tuple[str, str, Delivery]]:
    """Send this person a test over every channel that is set up: the channel, where to, what became of it.

    An address over a channel that is not set up is said to be refused. Raises Refusal not_found.
    """
    with reading():
        account = _known(email)
        letters = _tests_for(account)
    for channel, where, letter in letters:
        if channel in channels():
            yield channel, where, channels()[channel].send(letter)
        elif where != account.email:  # with that everybody signs in: it promises no mail
            yield channel, where, Delivery(Result.REFUSED, "This channel is not set up.")


def _tests_for(account: Account) -> list[tuple[str, str, Letter]]:
    title, body = str(PAYLOAD["title"]), str(PAYLOAD["body"])
    known = {EMAIL: account.email, **deliveries.addresses(account.organisation, account.id)}
    addressed = [(channel, address, Letter(address, title, body)) for channel, address in known.items()]
    browsers = [
        (
            PUSH,
            browser.device or browser.id,
            Letter(
                browser.endpoint,
                title,
                body,
                topic=browser.id,
                payload=PAYLOAD,
                keys={"p256dh": browser.p256dh, "auth": browser.auth},
            ),
        )
        for browser in endpoints.alive(account.organisation, account.id)
    ]
    return addressed + browsers


def _known(email: str) -> Account:
    account = people.by_email(email)
    if account is None:
        raise Refusal("not_found", f"Nobody has the address {email}.")
    return account
