"""What the watch says in notifications and timelines. Never a client's name."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from server.safety.words import AlertKind, SignalType

REMINDER = "Your visit"
NOBODY_TOLD = "Nobody could be told of this: nobody who should be has a way to be reached."
DRILL_MISSED = "Nobody answered this drill."
QUIET = "The worker had ended the visit, and nobody found anything amiss: closed by itself."
WATCHED_AGAIN = "Somebody is watching again."
NOBODY_OUT = "Nobody is out on a visit any more."
ALL_WATCHED = "Nobody has been out unwatched since: closed by itself."
RESUMED = "Nobody has confirmed that the worker is safe: the alert goes on."

DEGRADED = "The watch itself is not working as it should."
SENDER_STALE = "Messages have not been sent for more than a minute."
SIGNALS = {
    SignalType.START: "Start",
    SignalType.EXTEND: "Extension",
    SignalType.CHECK_IN: "Check-in",
    SignalType.FINISH: "Finish",
    SignalType.CANCEL: "Cancellation",
    SignalType.PANIC: "Call for help",
    SignalType.DURESS: "Secret call for help",
    SignalType.POSITION: "Position",
    SignalType.NOTE: "Note",
}


def clock(moment: datetime, zone: str) -> str:
    """Give a time of day on the organisation's own clock."""
    try:
        return moment.astimezone(ZoneInfo(zone)).strftime("%H:%M")
    except (LookupError, ValueError, OSError):  # a zone that nobody knows must stop no alarm
        return moment.astimezone(UTC).strftime("%H:%M UTC")


def alarm(kind: AlertKind, worker: str, expected: datetime, zone: str, *, again: bool = False) -> str:
    """Say what an alert is about, to somebody who has to do something now.

    `expected` is when the visit was due or planned, or when somebody called for help.
    """
    at, called = clock(expected, zone), "called for help again" if again else "called for help"
    match kind:
        case AlertKind.OVERDUE:
            return f"{worker} is overdue: the visit should have been over by {at}."
        case AlertKind.NO_CONTACT:
            return f"Nothing has been heard of a visit of {worker} that was planned for {at}."
        case AlertKind.PANIC:
            return f"{worker} {called} at {at}."
        case AlertKind.DURESS:
            return f"{worker} {called} in secret at {at}. Do not ring."
        case AlertKind.NOBODY_WATCHING:
            return "A visit is being watched, and no monitor on duty can be reached."
        case AlertKind.ENGINE_DEGRADED:
            return "The watch itself is not working as it should."
        case AlertKind.DRILL:
            return f"DRILL. This is practice for {worker}: acknowledge it as if it were real."


def title(kind: AlertKind, worker: str, *, calm: bool = False, reason: str | None = None) -> str:
    """Give the few words above a notification; `calm` where there is no alarm in it any more.

    With a `reason` something was heard, and the kind alone would say that nothing was.
    """
    if calm:
        return f"News of {worker}" if worker else "News of an alert"
    if kind is AlertKind.NO_CONTACT and reason:
        return f"Check on {worker}"
    match kind:
        case AlertKind.OVERDUE:
            return f"Overdue: {worker}"
        case AlertKind.NO_CONTACT:
            return f"No contact: {worker}"
        case AlertKind.PANIC | AlertKind.DURESS:
            return f"Help needed: {worker}"
        case AlertKind.NOBODY_WATCHING:
            return "Nobody is watching"
        case AlertKind.ENGINE_DEGRADED:
            return "The watch is not working"
        case AlertKind.DRILL:
            return "DRILL"


def detected_late(late: timedelta) -> str:
    """Say that something was noticed later than it should have been."""
    minutes = max(1, round(late.total_seconds() / 60))
    return f"Detected {minutes} min late."


def still(kind: AlertKind, worker: str) -> str:
    """Say that nobody has answered yet."""
    if kind is AlertKind.DURESS:
        return f"Nobody has answered the call for help of {worker} yet. Do not ring."
    about = f" about {worker}" if worker else ""
    return f"Nobody has answered the alert{about} yet."


def lapsed(owner: str | None) -> str:
    """Say that whoever had taken the alert has recorded nothing since."""
    return f"{owner or 'Its owner'} has recorded nothing since: the alert goes on."


def waits_again(owner: str | None) -> str:
    """Say that whoever had taken what the worker stood down has recorded nothing since."""
    return f"{owner or 'Its owner'} has recorded nothing since: it waits for somebody to confirm."


def confirm(worker: str) -> str:
    """Ask for the word of a person that ends an alert."""
    return f"{worker} has ended the visit. Confirm that all is well, and close the alert."


def late_finish(made: datetime, received: datetime, zone: str) -> str:
    """Say that a finish came late, and why that is not enough."""
    times = f"Finish made {clock(made, zone)}, received {clock(received, zone)}"
    return f"{times}, phone had no signal. Ring to confirm."


def late_start(made: datetime, received: datetime, zone: str) -> str:
    """Say that a visit was begun without anyone knowing, and should be over."""
    return (
        f"Start made {clock(made, zone)}, received {clock(received, zone)}: "
        "the visit should be over already, and nobody has been watching it."
    )


def begun_unwatched(worker: str, other: str, made: datetime, received: datetime, zone: str) -> str:
    """Say that somebody has begun a visit that was given to a colleague, and is watched by nobody."""
    times = f"Start made {clock(made, zone)}, received {clock(received, zone)}"
    return f"{times}: the visit is {other}'s by now, and {worker} is not watched on it. Ring {worker}."


def unverified(worker: str) -> str:
    """Say that a visit was ended without the right PIN."""
    return f"{worker}'s visit was ended without the right PIN, with no signal. Find out how things are."


def guessed(worker: str, times: int) -> str:
    """Say that somebody has been guessing at the PIN that ends a visit."""
    words = f"The PIN was wrong {times} times on {worker}'s visit"
    return f"{words}. Somebody else may have the phone: find out how things are."


def signs_of_life(worker: str, made: datetime, received: datetime, zone: str) -> str:
    """Say that something was heard which is not yet an end, and when it was made where it came late."""
    at, had = clock(made, zone), clock(received, zone)
    news = f"{worker} was heard at {had}" if at == had else f"A word of {worker} made {at} was received {had}"
    return f"{news}, and a visit has not been ended. Ring to confirm."


def ended_herself(worker: str, received: datetime, zone: str) -> str:
    """Say that the worker has ended the visit with the right PIN."""
    return f"{worker} ended the visit at {clock(received, zone)}. Confirm that all is well."


def ended_without_pin(worker: str, received: datetime, zone: str) -> str:
    """Say that a visit was ended on the worker's phone, by whoever has it."""
    return f"{worker}'s visit was ended at {clock(received, zone)} without a PIN. Ring to confirm."


def reminder(minutes_left: int) -> str:
    """Remind a worker of the end of her own visit."""
    if minutes_left > 0:
        return f"{minutes_left} min left: extend or finish."
    return "Your time is up: extend or finish now, or your monitors will be told."


def given_on(worker: str, other: str) -> str:
    """Say that somebody else goes to a visit of which nothing was heard."""
    return f"{other} is to make this visit now, and is watched on it. This alert is still about {worker}."


def heard(what: str, made: datetime, received: datetime, zone: str) -> str:
    """Say in the timeline that something came from the worker's phone, with its own time if it was late."""
    at, had = clock(made, zone), clock(received, zone)
    return f"{what} received {had}." if at == had else f"{what} made {at}, received {had}."


def unattended_visits(count: int) -> str:
    """Say that visits would have been forgotten."""
    return f"Visits found with nothing to happen next: {count}. They have been looked at now."


def unattended_alerts(count: int) -> str:
    """Say that alerts would have stood still."""
    return f"Alerts found with nothing to happen next: {count}. They go on now."


def stuck_messages(count: int) -> str:
    """Say that messages have waited too long."""
    return f"Messages that waited too long: {count}."


def wrong_rows(count: int) -> str:
    """Say that something could not be worked out."""
    return f"Visits or alerts that could not be worked out: {count}. They are tried again each minute."


def clock_jumped(by: timedelta) -> str:
    """Say that the machine's clock was set, and that the watch did not follow."""
    minutes = round(abs(by.total_seconds()) / 60, 1)
    way = "forward" if by > timedelta() else "back"
    return f"The server's clock was set {way} by {minutes:g} min. Alarms keep their times."
