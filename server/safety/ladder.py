"""Who is told at which step: the ladder of SAFETY.md, frozen into an alert when it opens."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from server.safety.policy import Policy
from server.safety.words import URGENT, AlertKind, Group


@dataclass(frozen=True, slots=True)
class Rung:
    """One step: `after_s` seconds after the opening, `groups` are told, and again each `every_s`."""

    step: int
    after_s: int
    groups: tuple[Group, ...]
    every_s: int | None = None


WHO: tuple[tuple[Group, ...], ...] = (
    (Group.MONITORS,),
    (Group.MONITORS, Group.SECOND, Group.BUDDY),
    (Group.MONITORS, Group.SECOND, Group.BUDDY, Group.MANAGER),
    (Group.EVERYONE,),
)


def ladder_for(kind: AlertKind, policy: Policy) -> tuple[Rung, ...]:
    """Give the steps of an alert of this kind; earlier people keep being told at later steps."""
    if kind is AlertKind.NO_CONTACT:
        return (
            Rung(1, 0, (Group.MONITORS,)),
            Rung(2, policy.ladder_s[3], (Group.MONITORS, Group.SECOND), every_s=policy.ladder_s[3] or 600),
        )
    if kind in (AlertKind.NOBODY_WATCHING, AlertKind.ENGINE_DEGRADED):
        return (
            Rung(1, 0, (Group.MANAGER, Group.MONITORS)),
            Rung(2, policy.broadcast_every_s, (Group.EVERYONE,), every_s=policy.broadcast_every_s),
        )
    if kind is AlertKind.DRILL:
        first, second, _, last = policy.ladder_s
        return (
            Rung(1, first, (Group.TARGET,)),
            Rung(2, second, (Group.TARGET,)),
            Rung(3, last, (Group.TARGET, Group.MANAGER)),
        )
    times = policy.urgent_ladder_s if kind in URGENT else policy.ladder_s
    rungs = [Rung(step, after, WHO[step - 1]) for step, after in enumerate(times, 1)]
    top = rungs[-1]
    return (*rungs[:-1], Rung(top.step, top.after_s, top.groups, every_s=policy.broadcast_every_s))


def adds(ladder: Sequence[Rung], rung: Rung) -> frozenset[Group]:
    """Give whom a step tells who was not told at the step before."""
    before = [one for one in ladder if one.step < rung.step]
    return frozenset(rung.groups) - (frozenset(before[-1].groups) if before else frozenset())


def write_ladder(ladder: Sequence[Rung]) -> list[dict[str, Any]]:
    """Give a ladder as it is stored with its alert."""
    return [
        {"step": one.step, "after_s": one.after_s, "groups": list(one.groups), "every_s": one.every_s}
        for one in ladder
    ]


def read_ladder(stored: Sequence[dict[str, Any]]) -> tuple[Rung, ...]:
    """Read a ladder that was stored with its alert."""
    return tuple(
        Rung(one["step"], one["after_s"], tuple(map(Group, one["groups"])), one["every_s"]) for one in stored
    )
