"""The words of the audit log. Each is a closed set: stored, shown, counted and tested by name."""

from enum import StrEnum


class Verb(StrEnum):
    """What somebody did."""

    VIEWED = "viewed"
    DELIVERED = "delivered"  # to a device, which may show it from then on without asking
    SEARCHED = "searched"
    EXPORTED = "exported"
    CHANGED = "changed"
    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    ADMINISTERED = "administered"  # people, devices, rules, rota


class Purpose(StrEnum):
    """What it was done for."""

    CASEWORK = "casework"
    WATCH = "watch"
    SUPERVISION = "supervision"
    ADMINISTRATION = "administration"
    OWN_ACCOUNT = "own_account"
    COVER = "cover"  # without a caseload link


class Reason(StrEnum):
    """Why somebody needs a client whom she does not hold."""

    COVER = "cover"
    EMERGENCY = "emergency"
    SAFEGUARDING = "safeguarding"
    OTHER = "other"  # needs a sentence


LOOKING = frozenset((Verb.VIEWED, Verb.DELIVERED, Verb.SEARCHED, Verb.EXPORTED))
"""What is written before the answer; all else in the transaction that it is about."""

DONE = "done"
"""The outcome of what was not refused; a refusal is there by its code."""
