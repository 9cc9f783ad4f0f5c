"""The stream of nudges: that there is something to fetch, never what."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from flask import Flask, Response, current_app

from server.adapters.world import uuid7, world
from server.api.blueprint import Blueprint
from server.api.guard import actor, requires
from server.api.logs import logs_nothing
from server.policy.permissions import may
from server.services.watch_for_news import Happening, Listener, News, NewsWatch
from server.store import boards, people
from server.store.database import reading

blueprint = Blueprint("events", __name__, url_prefix="/api/v1", description="Nudges")

HEARTBEAT_SECONDS = 15
LATELY = timedelta(minutes=2)
"""Longer than any transaction: what was written within this time may have been committed only now."""
LONGEST = timedelta(minutes=10)
"""Then the stream ends and the browser comes back, so that a lost session is noticed."""


def plug_in(app: Flask, most: int) -> None:
    """Give the app its watch, with at most so many streams in this process."""

    def ask(organisations: list[str]) -> News:
        with app.app_context(), reading():
            since = uuid7(world().now() - LATELY, 0)
            happened = boards.happenings(organisations, since)
            return News(people.heads(organisations), [Happening(*one) for one in happened])

    app.extensions["doorstep.news"] = NewsWatch(ask, most)


@blueprint.at("/events", "GET")
@requires("events")
@blueprint.streams("text/event-stream", "`event: sync` and `event: alert` when there is something to fetch.")
@logs_nothing("a nudge says that there is something to fetch, never what")
def follow() -> Response:
    """Server-sent events; a client that never hears one still converges.

    `alert` says that something happened to an alert: to any, or for a case manager to one about herself. Of
    what her own screen does not show nobody hears.
    """
    watch: NewsWatch = current_app.extensions["doorstep.news"]
    who = actor()
    listener = watch.listen(who.organisation, who.user, follows=may(who, "alerts.follow"))
    answer = Response(stream(listener, world().now), mimetype="text/event-stream")
    answer.headers["X-Accel-Buffering"] = "no"  # nginx would keep nudges back until it has a page of them
    answer.call_on_close(lambda: watch.leave(listener))
    return answer


def stream(listener: Listener, now: Callable[[], datetime]) -> Iterator[str]:
    """What goes over the wire. It runs outside any app context and holds no database session."""
    end = now() + LONGEST
    yield "retry: 5000\n: listening\n\n"
    while now() < end and not listener.over:
        nudges = listener.wait(HEARTBEAT_SECONDS)
        yield "".join(f"event: {nudge}\ndata: {{}}\n\n" for nudge in nudges) or ": still here\n\n"
