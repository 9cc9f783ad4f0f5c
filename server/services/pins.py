"""The two PINs of a worker: set sealed, checked sealed, and never anywhere in the clear."""

import json
import re

from server.adapters.sealed import NotForUs, seal_key
from server.adapters.sign_in import hash_password, verify
from server.adapters.world import world
from server.policy.refusal import Refusal
from server.safety.words import Pin
from server.store import watches
from server.store.database import reading, session, writing
from server.store.locks import lock_subject
from server.store.pins import PinRow
from sync.change import Actor

DIGITS = re.compile(r"[0-9]{4,8}")
OUT = "You are out on a visit: your PINs can be changed once it has ended."


def set_pin(actor: Actor, right: str, duress: str) -> None:
    """Set both of one's PINs. Raises Refusal not_valid, and closed for who has some and is on a visit.

    Whoever takes her phone from her there could otherwise set their own, and end the visit with them.
    """
    clear = {"right": _digits(right), "duress": _digits(duress)}
    wrong = {name: ["Must be four to eight digits."] for name, pin in clear.items() if pin is None}
    if not wrong and clear["right"] == clear["duress"]:
        wrong["duress"] = ["Must differ from the other one."]
    if wrong:
        raise Refusal("not_valid", errors=wrong)
    hashes = {name: hash_password(str(pin)) for name, pin in clear.items()}
    with writing() as current:
        lock_subject(actor.organisation, actor.user)
        if has_pin(actor) and watches.is_out(actor.organisation, actor.user):
            raise Refusal("closed", OUT)
        current.merge(
            PinRow(organisation=actor.organisation, account=actor.user, changed=world().now(), **hashes)
        )


def has_pin(actor: Actor) -> bool:
    """Tell whether one has set a PIN. In the caller's transaction."""
    return session().get(PinRow, (actor.organisation, actor.user)) is not None


def check_pin(actor: Actor, sealed: str | None, signal: str) -> Pin:
    """What the digits of a finish are; they are good for this signal only.

    Slow on purpose, and as slow whichever is right: call it outside a transaction.
    """
    with reading() as current:
        row = current.get(PinRow, (actor.organisation, actor.user))
    if row is None:
        return Pin.UNSET
    if sealed is None:
        return Pin.NONE
    pin = _digits(sealed, signal) or ""
    right, _ = verify(pin, row.right)
    duress, _ = verify(pin, row.duress)
    if right:
        return Pin.RIGHT
    return Pin.DURESS if duress else Pin.WRONG


def _digits(sealed: str, signal: str | None = None) -> str | None:
    """The digits in a sealed PIN; None where there are none, or where they are another signal's."""
    try:
        found = json.loads(seal_key().open(sealed))
    except (NotForUs, ValueError):
        return None
    if not isinstance(found, dict) or (signal is not None and found.get("signal") != signal):
        return None
    pin = found.get("pin")
    return pin if isinstance(pin, str) and DIGITS.fullmatch(pin) else None
