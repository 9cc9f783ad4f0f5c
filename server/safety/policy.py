"""How soon whom: an organisation's escalation policy, with the defaults of SAFETY.md."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import timedelta
from typing import Any

from server.safety.words import AlertKind

STEPS = (1, 2, 3, 4)


class BadPolicy(ValueError):
    """A policy that cannot be used; `errors` says why by field, for the administrator."""

    def __init__(self, errors: Mapping[str, list[str]]) -> None:
        super().__init__(str(dict(errors)))
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Policy:
    """Times in seconds, lengths of visits in minutes.

    `ladder_s` says how long after its opening an alert takes each of its four steps, `urgent_ladder_s` the
    same for panic and duress.
    """

    grace_s: int = 300
    flagged_grace_s: int = 120
    no_contact_s: int = 900
    warnings_s: tuple[int, ...] = (600, 300, 60)
    extend_most_min: int = 60
    ladder_s: tuple[int, ...] = (0, 180, 360, 600)
    urgent_ladder_s: tuple[int, ...] = (0, 0, 60, 180)
    broadcast_every_s: int = 300
    owned_s: int = 600
    urgent_owned_s: int = 300
    pause_s: int = 600
    stand_down_s: int = 600
    nobody_watching_s: int = 120
    drill_every_s: int = 604_800
    monitor_name: str = ""
    monitor_phone: str = ""
    monitor_sms: str = ""
    time_zone: str = "Europe/London"

    def grace(self, *, flagged: bool) -> int:
        """Give the seconds between a visit's due time and its alert."""
        return self.flagged_grace_s if flagged else self.grace_s

    def patience(self, kind: AlertKind, *, flagged: bool) -> timedelta:
        """Give how long what an alert of this kind is about had been waited for when it opened."""
        if kind is AlertKind.OVERDUE:
            return timedelta(seconds=self.grace(flagged=flagged))
        return timedelta(seconds=self.no_contact_s if kind is AlertKind.NO_CONTACT else 0)


# The least and the most that an administrator may set, in the field's own unit.
LIMITS: Mapping[str, tuple[int, int]] = {
    "grace_s": (30, 3600),
    "flagged_grace_s": (30, 3600),
    "no_contact_s": (60, 7200),
    "extend_most_min": (5, 240),
    "broadcast_every_s": (30, 1800),
    "owned_s": (60, 3600),
    "urgent_owned_s": (60, 3600),
    "pause_s": (0, 3600),
    "stand_down_s": (60, 7200),
    "nobody_watching_s": (30, 600),
    "drill_every_s": (86_400, 31_536_000),
}
WORDS = {"monitor_name": 100, "monitor_phone": 30, "monitor_sms": 30}
# Longer means later help, so a rise of any of these makes somebody less safe.
WAITS: Mapping[str, str] = {
    "grace_s": "Monitors are told later after a visit's time has passed.",
    "flagged_grace_s": "Monitors are told later after a flagged visit's time has passed.",
    "no_contact_s": "Monitors hear later of a planned visit from which nothing has come.",
    "extend_most_min": "A worker may extend her visit by more without speaking to anyone.",
    "broadcast_every_s": "When everyone is told, they are told again less often.",
    "owned_s": "An alert that somebody took and did nothing about stays with them for longer.",
    "urgent_owned_s": "A panic that somebody took and did nothing about stays with them for longer.",
    "pause_s": "A late word of safety holds an alert back for longer.",
    "nobody_watching_s": "It takes longer until managers hear that nobody is watching.",
    "drill_every_s": "Monitors practise less often.",
}
LADDERS = {"ladder_s": "An alert", "urgent_ladder_s": "A panic"}


def read_policy(raw: Mapping[str, Any], time_zone: str = "Europe/London") -> Policy:
    """Read a policy as it is stored or sent; what is absent has its default. Raises BadPolicy."""
    known = {field.name for field in fields(Policy)} - {"time_zone"}
    errors = {name: ["Is not a part of the policy."] for name in raw if name not in known}
    errors |= {name: [words] for name in known & raw.keys() if (words := _fault(name, raw[name]))}
    if errors:
        raise BadPolicy(errors)
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in raw.items()
    }
    return Policy(**values, time_zone=time_zone)


def write_policy(policy: Policy) -> dict[str, Any]:
    """Give a policy as it is stored and sent."""
    found = {
        name: list(value) if isinstance(value, tuple) else value for name, value in asdict(policy).items()
    }
    del found["time_zone"]
    return found


def less_safe(old: Policy, new: Policy) -> tuple[str, ...]:
    """Say in sentences what would make anyone less safe; empty where nothing would."""
    worse = [words for name, words in WAITS.items() if getattr(new, name) > getattr(old, name)]
    if new.stand_down_s < old.stand_down_s:
        worse.append("An alert that its worker ended closes by itself sooner.")
    if set(old.warnings_s) - set(new.warnings_s):
        worse.append("The worker is reminded less often before her time is up.")
    for name, what in LADDERS.items():
        steps = zip(STEPS, getattr(old, name), getattr(new, name), strict=True)
        worse += [f"{what} takes step {step} later." for step, before, after in steps if after > before]
    if old.monitor_phone and not new.monitor_phone:
        worse.append("A worker without a connection is offered no number to ring.")
    if old.monitor_sms and not new.monitor_sms:
        worse.append("A worker without a connection is offered no number to text.")
    return tuple(worse)


def _fault(name: str, value: object) -> str | None:
    if name in WORDS:
        return None if isinstance(value, str) and len(value) <= WORDS[name] else "Must be a short text."
    if name in LADDERS:
        return _ladder_fault(value)
    if name == "warnings_s":
        return _warnings_fault(value)
    low, high = LIMITS[name]
    return None if _is_whole(value, low, high) else f"Must be a whole number from {low:,} to {high:,}."


def _ladder_fault(value: object) -> str | None:
    if not isinstance(value, list | tuple) or len(value) != len(STEPS):
        return "Must have four steps."
    if not all(_is_whole(one, 0, 3600) for one in value) or list(value) != sorted(value) or value[0] != 0:
        return "Must be whole seconds that begin at 0, grow from step to step, and end within an hour."
    return None


def _warnings_fault(value: object) -> str | None:
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= 5:
        return "Must be one to five times before the end."
    if not all(_is_whole(one, 30, 3600) for one in value):
        return "Must be whole seconds from 30 to 3,600."
    return None


def _is_whole(value: object, low: int, high: int) -> bool:
    return type(value) is int and low <= value <= high
