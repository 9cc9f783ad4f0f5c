"""The channels of one app: which are set up, and by what each sends."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from flask import Flask, current_app

from server.adapters.delivery import Channel, Limited
from server.adapters.notify import Notify
from server.adapters.vapid import VapidKey, vapid_key
from server.adapters.web_push import WebPush
from server.settings import Settings

PUSH, EMAIL, TEXT, VOICE = "push", "email", "text", "voice"


def plug_in(app: Flask, settings: Settings) -> None:
    """Give the app its channels; push needs nothing but a key of our own."""
    key = vapid_key(settings.var)
    urls = {EMAIL: settings.mail, TEXT: settings.text, VOICE: settings.voice}
    notifying = {name: Limited(Notify(url)) for name, url in urls.items() if url}
    push = Limited(WebPush(key, _contact(settings), settings.push_hosts))
    app.extensions["doorstep.channels"] = {PUSH: push, **notifying}
    app.extensions["doorstep.vapid"] = key


def channels() -> Mapping[str, Channel]:
    """The current app's channels by name."""
    found: Mapping[str, Channel] = current_app.extensions["doorstep.channels"]
    return found


def channels_set_up() -> frozenset[str]:
    """The names of the channels over which this house can tell anybody anything."""
    return frozenset(channels())


def public_key() -> str:
    """What a browser needs to subscribe to our pushes."""
    key: VapidKey = current_app.extensions["doorstep.vapid"]
    return key.public


def own_push_hosts() -> frozenset[str]:
    """Hosts of push services that may be inside our own network."""
    settings: Settings = current_app.extensions["doorstep.settings"]
    return settings.push_hosts


def _contact(settings: Settings) -> str:
    """Where a push service's people can turn to: the house itself, or on a trial somebody at it."""
    return settings.url if settings.tls else f"mailto:doorstep@{urlsplit(settings.url).hostname}"
