"""Who is told: the groups of the ladder, as the people who are on duty now and the ways to reach them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from server.adapters.channels import channels_set_up
from server.safety.policy import Policy
from server.safety.words import Channel, Group
from server.services.policies import policy_of
from server.store import policies, rosters
from sync.change import Role

AT_THE_BOARD = timedelta(seconds=60)
WATCHERS = (Role.MONITOR, Role.SUPERVISOR)
POSTS: Mapping[Group, str] = {Group.MONITORS: "monitor", Group.SECOND: "second", Group.MANAGER: "manager"}
QUICK = frozenset((Channel.BOARD, Channel.PUSH, Channel.TEXT, Channel.VOICE))
"""What reaches somebody within minutes; a letter box is no watch."""


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who can be told, with each address by its channel; at the board no address is needed.

    To `failing` addresses messages are sent all the same, and they are relied on by nobody.
    """

    account: str
    name: str
    addresses: tuple[tuple[Channel, str], ...] = ()
    at_board: bool = False
    failing: frozenset[str] = frozenset()

    @property
    def channels(self) -> tuple[Channel, ...]:
        """The ways to reach her, each once."""
        board = (Channel.BOARD,) if self.at_board else ()
        ways = (channel for channel, address in self.addresses if address not in self.failing)
        return tuple(dict.fromkeys((*board, *ways)))


@dataclass(frozen=True, slots=True)
class Roster:
    """An organisation's people at one moment: by account, by post, and those who are told at the last.

    With them the rules by which they are told, and since when these are in force.
    """

    policy: Policy
    people: Mapping[str, Recipient]
    posts: Mapping[str, tuple[str, ...]]
    everyone: tuple[str, ...]
    ruled_since: datetime | None = None

    def of(
        self, groups: Iterable[Group], worker: str | None, buddy: str | None = None, also: Iterable[str] = ()
    ) -> list[Recipient]:
        """The people of these groups, each once, and never the worker whom it is about."""
        chosen = dict.fromkeys(
            account for group in groups for account in self._accounts(group, worker, buddy)
        )
        chosen |= dict.fromkeys(also)
        drill = Group.TARGET in groups
        return [
            self.people[account]
            for account in chosen
            if account in self.people and (drill or account != worker)
        ]

    def _accounts(self, group: Group, worker: str | None, buddy: str | None) -> Iterable[str]:
        match group:
            case Group.EVERYONE:
                return (*self.everyone, *(one for post in self.posts.values() for one in post), buddy or "")
            case Group.BUDDY:
                return (buddy or "",)
            case Group.TARGET:
                return (worker or "",)
            case _:
                return self.posts.get(POSTS[group], ())

    def watching(self, worker: str | None = None) -> list[Recipient]:
        """The monitors on duty who can be reached within minutes."""
        found = self.of((Group.MONITORS, Group.SECOND), worker)
        return [one for one in found if QUICK.intersection(one.channels)]

    def has_board(self, worker: str | None = None) -> bool:
        """Whether somebody else sits at an open board, who sees and hears an alert without a message."""
        return any(one.at_board for one in self.people.values() if one.account != worker)


def load_roster(organisation: str, now: datetime, before: timedelta = timedelta()) -> Roster:
    """Read the roster as it is, or with everyone who was there at some time in the span before."""
    ways, failing = _ways(organisation)
    # Who looked while a round of the engine lasted is later than its beginning; more than that is no sign of
    # life, but of a clock that was set back.
    seen = rosters.at_boards(organisation, now - max(before, AT_THE_BOARD), now + AT_THE_BOARD)
    people, everyone = {}, []
    mail = Channel.EMAIL in channels_set_up()
    for account, name, email, role in rosters.colleagues(organisation):
        addresses = ways[account]
        if mail and all(channel is not Channel.EMAIL for channel, _ in addresses):
            addresses = [*addresses, (Channel.EMAIL, email)]
        people[account] = Recipient(account, name, tuple(addresses), account in seen, failing)
        if role in WATCHERS:
            everyone.append(account)
    posts: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for post, account in rosters.on_duty(organisation, now - before, now):
        posts[post] += (account,)
    rules = policies.in_force(organisation)
    since = rules.in_force_from if rules else None
    return Roster(policy_of(organisation), people, dict(posts), tuple(everyone), since)


def _ways(organisation: str) -> tuple[defaultdict[str, list[tuple[Channel, str]]], frozenset[str]]:
    ways: defaultdict[str, list[tuple[Channel, str]]] = defaultdict(list)
    able, browsers = channels_set_up(), rosters.browsers(organisation)
    for account, endpoint, _ in browsers:
        ways[account].append((Channel.PUSH, endpoint))
    for account, channel, address in rosters.addresses(organisation):
        if channel in able:
            ways[account].append((Channel(channel), address))
    return ways, frozenset(endpoint for _, endpoint, fails in browsers if fails)
