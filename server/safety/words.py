"""The closed sets of words of the watch: stored, sent, counted and tested by these names (SAFETY.md)."""

from enum import StrEnum


class SignalType(StrEnum):
    """What can happen on a visit."""

    START = "start"
    EXTEND = "extend"
    CHECK_IN = "check_in"
    FINISH = "finish"
    CANCEL = "cancel"
    PANIC = "panic"
    DURESS = "duress"
    POSITION = "position"
    NOTE = "note"


class Trust(StrEnum):
    """How far the time that a signal claims may be believed."""

    LIVE = "live"
    TRUSTED = "trusted"
    UNTRUSTED = "untrusted"


class Pin(StrEnum):
    """What the digits of a finish were; the digits themselves are never kept."""

    NONE = "none"
    RIGHT = "right"
    DURESS = "duress"
    WRONG = "wrong"
    UNSET = "unset"  # this worker has set none, so none can be asked for


class VisitState(StrEnum):
    """How a visit stands, for the server."""

    PLANNED = "planned"
    NO_CONTACT = "no_contact"
    ARMED = "armed"
    DUE_SOON = "due_soon"
    GRACE = "grace"
    OVERDUE = "overdue"
    ENDED = "ended"


class Ending(StrEnum):
    """How a visit ended."""

    LIVE = "live"
    LATE = "late"
    UNVERIFIED = "unverified"  # finished offline without the right PIN
    MONITOR = "monitor"
    CANCELLED = "cancelled"


class Action(StrEnum):
    """What the engine does at a moment of a visit."""

    WARN = "warn"
    GRACE = "grace"
    NO_CONTACT = "no_contact"
    LATE_START = "late_start"
    UNVERIFIED = "unverified"
    GUESSED = "guessed"
    OVERDUE = "overdue"


class Meaning(StrEnum):
    """What a signal says to an alert that is open."""

    LINE = "line"  # it stands in the timeline, no more
    DOWNGRADE = "downgrade"
    STAND_DOWN = "stand_down"


class AlertKind(StrEnum):
    """What an alert is about."""

    NO_CONTACT = "no_contact"
    OVERDUE = "overdue"
    PANIC = "panic"
    DURESS = "duress"
    NOBODY_WATCHING = "nobody_watching"
    ENGINE_DEGRADED = "engine_degraded"
    DRILL = "drill"


GRAVITY = (AlertKind.NO_CONTACT, AlertKind.OVERDUE, AlertKind.PANIC, AlertKind.DURESS)
"""The kinds about a worker, the gravest last; the others are cases of their own."""

URGENT = frozenset((AlertKind.PANIC, AlertKind.DURESS))


class Grade(StrEnum):
    """How an alert looks and sounds."""

    RED = "red"
    AMBER = "amber"


class AlertState(StrEnum):
    """Where an alert stands. There is no way to `resolved` by time alone, but for a quiet stand-down."""

    OPEN = "open"
    OWNED = "owned"
    BROADCAST = "broadcast"
    DOWNGRADED = "downgraded"
    STAND_DOWN = "stand_down"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """What an alert turned out to be; a person names it."""

    SAFE_SPOKE = "safe_spoke"
    SELF_CLEARED = "self_cleared"
    FORGOT_TO_FINISH = "forgot_to_finish"
    OVERRAN = "overran"
    NO_SIGNAL = "no_signal"
    PHONE_DEAD = "phone_dead"
    PRESSED_BY_ACCIDENT = "pressed_by_accident"
    VISITED_SAFE = "visited_safe"
    CALLED_999 = "called_999"
    HARM = "harm"
    NEAR_MISS = "near_miss"
    DRILL = "drill"
    DRILL_MISSED = "drill_missed"
    SYSTEM_FAULT = "system_fault"


class Group(StrEnum):
    """Who is told at a step."""

    MONITORS = "monitors"
    SECOND = "second"
    BUDDY = "buddy"
    MANAGER = "manager"
    EVERYONE = "everyone"
    TARGET = "target"  # the monitor whom a drill is for


class Channel(StrEnum):
    """How somebody is reached."""

    BOARD = "board"
    PUSH = "push"
    EMAIL = "email"
    TEXT = "text"
    VOICE = "voice"
