"""The stream of nudges: that there is something to fetch, never what."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask import Flask, Response, current_app

from server.adapters.world import world
from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.services.watch_for_news import Listener, NewsWatch
from server.store import people
from server.store.database import reading

blueprint = Blueprint("events", __name__, url_prefix="/api/v1", description="Nudges")

HEARTBEAT_SECONDS = 15
LONGEST = timedelta(minutes=10)
"""Then the stream ends and the browser comes back, so that a lost session is noticed."""


def plug_in(app: Flask, most: int) -> None:
    """Give the app its watch, with at most so many streams in this process."""

    def heads(organisations: list[str]) -> dict[str, int]:
        with app.app_context(), reading():
            return people.heads(organisations)

    app.extensions["doorstep.news"] = NewsWatch(heads, most)


@blueprint.at("/events", "GET")
@requires("events")
@blueprint.streams("text/event-stream", "`event: sync` when there is something to fetch; else comments.")
def follow() -> Response:
    """Server-sent events; a client that never hears one still converges."""
    watch: NewsWatch = current_app.extensions["doorstep.news"]
    listener = watch.listen(actor().organisation)
    answer = Response(stream(listener, world().now), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"  # nginx would keep nudges back until it has a page of them
    answer.call_on_close(lambda: watch.leave(listener))
    return answer


def stream(listener: Listener, now: Callable[[], datetime]) -> Iterator[str]:
    """What goes over the wire. It runs outside any app context and holds no database session."""
    end = now() + LONGEST
    yield "retry: 5000\n: listening\n\n"
    while now() < end:
        yield "event: sync\ndata: {}\n\n" if listener.wait(HEARTBEAT_SECONDS) else ": still here\n\n"
