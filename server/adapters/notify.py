"""E-mail, text and voice by whatever provider the house has: apprise speaks to more than a hundred."""

import logging
import re
from urllib.parse import quote

from server.adapters.delivery import Delivery, Letter, Result

PLACE = "{to}"

ADDRESS = re.compile(r"""[^\s"'<>=/:]+(?:@|%40)[^\s"'<>&]+|\+?\d[\d -]{5,}\d""")
"""A mailbox or a telephone number, in whatever a provider's library says."""


def _without_addresses(record: logging.LogRecord) -> bool:
    """Let only complaints into the log, and nobody's address with them."""
    record.msg, record.args = ADDRESS.sub("…", record.getMessage()), ()
    return record.levelno >= logging.WARNING


logging.getLogger("apprise").addFilter(_without_addresses)


class Notify:
    """A channel by one of apprise's addresses, with a place in it for the recipient."""

    def __init__(self, url: str) -> None:
        self._url = url

    def send(self, letter: Letter) -> Delivery:
        """Hand the letter to the provider. What it answers is in the log; here it is a yes or a no."""
        import apprise  # it takes a second to load, and most processes send nothing

        provider = apprise.Apprise()
        if not provider.add(self._url.replace(PLACE, quote(letter.address, safe=""))):
            return Delivery(Result.REFUSED, "The provider's setting or this address cannot be used.")
        taken = provider.notify(title=letter.title, body=letter.body, body_format=apprise.NotifyFormat.TEXT)
        return Delivery(Result.SENT) if taken else Delivery(Result.LATER, "The provider did not take it.")
