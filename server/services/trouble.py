"""What is wrong with the watch itself, in sentences for whoever stands at the board."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from server.safety.words import Channel
from server.services.health import STALE_AFTER, is_alive
from server.store import boards, duty, people
from server.store.duty import DutyRow, Post
from server.store.heartbeat import last_beat
from sync.change import Actor

CHECKED_WITHIN = timedelta(minutes=3)
WORKERS = {
    "engine": (STALE_AFTER, "The engine has not worked {since}: no alert is raised. Watch the times."),
    "sender": (STALE_AFTER, "Nothing has sent messages {since}. Watch this board, and ring people."),
    "auditor": (CHECKED_WITHIN, "Nothing has checked {since} that every alert goes on by itself."),
}
CHANNELS = {
    Channel.PUSH: "by push",
    Channel.EMAIL: "by e-mail",
    Channel.TEXT: "by text",
    Channel.VOICE: "by phone call",
}


def find_trouble(actor: Actor, now: datetime) -> list[str]:
    """Everything that is wrong, the gravest first; empty when all is well. In the caller's transaction."""
    return [*_processes(now), *_work(actor), *_rota(actor, now)]


def _processes(now: datetime) -> Iterator[str]:
    for name, (most, words) in WORKERS.items():
        last = last_beat(name)
        if not is_alive(last, now, most):
            yield words.format(since=_since(last, now))


def _since(last: datetime | None, now: datetime) -> str:
    if last is None:
        return "yet"
    return f"for {_age(now - last)}" if last <= now else "since a clock was set back"


def _age(span: timedelta) -> str:
    seconds = int(span.total_seconds())
    return f"{seconds} seconds" if seconds < 120 else f"{seconds // 60} minutes"


def _work(actor: Actor) -> Iterator[str]:
    wrong = boards.wrong_rows(actor.organisation)
    if wrong:
        what = "One visit or alert" if wrong == 1 else f"{wrong} visits or alerts"
        yield f"{what} could not be worked out. It is tried again every minute; tell your administrator."
    names = {one.id: one.name for one in people.people(actor.organisation)}
    # Of a silent call for help its own worker sees no sign, not even whom it did not reach.
    open_ = [one.id for one in boards.open_alerts(actor.organisation) if one.account != actor.user]
    unreached = {
        (names.get(one.account, "Somebody"), CHANNELS[Channel(one.channel)])
        for one in boards.messages(actor.organisation, open_)
        if one.state in ("failed", "dead")
    }
    for name, how in sorted(unreached):
        yield f"{name} could not be reached {how}."


def _rota(actor: Actor, now: datetime) -> Iterator[str]:
    turns = [one for one in duty.rota(actor.organisation, now) if one.begins <= now]
    if not _at(turns, Post.MONITOR):
        yield "Nobody is on duty as monitor."
    if not _at(turns, Post.MANAGER):
        yield "Nobody is on call as manager: an alert that nobody answers goes to everyone sooner."
    on_duty = any(one.account == actor.user for one in turns)
    if on_duty and not boards.live_endpoints(actor.organisation, actor.user):
        yield (
            "You are on duty, and no notification can reach you. "
            "Under “This phone”, turn notifications on or send a test, and keep this board open."
        )


def _at(turns: list[DutyRow], post: Post) -> list[DutyRow]:
    return [one for one in turns if one.post == post]
