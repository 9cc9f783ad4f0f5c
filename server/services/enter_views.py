"""What was looked at on a phone, often without a network, enters the audit log when the phone tells of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from server.audit.words import Verb
from server.services.acting import log_change
from server.services.greet_device import Report, greet_device
from server.store import audit
from server.store.columns import write_time
from server.store.database import writing
from server.store.ledger import Ledger
from sync.change import Actor

View = dict[str, Any]


def enter_views(actor: Actor, report: Report, views: Sequence[View]) -> int:
    """Enter each view that this device has not told of before; give the number of the last one entered.

    Each is an entry of its own, with the server's time and the phone's. A client who was never hers to hold
    is left out: nobody writes into the page of somebody whom no screen of hers can have shown. Of a view with
    `errors` nothing is known but that there was one, and that is entered.
    Raises Refusal `device_revoked`.
    """
    with writing() as session:
        device = greet_device(Ledger(session, actor.organisation), actor, report)
        numbered = (view for view in views if view["n"] is not None and view["n"] > device.viewed)
        fresh = sorted(numbered, key=lambda view: view["n"])
        named = {client for view in fresh for client in view.get("clients", ())}
        known = audit.were_held(actor.organisation, actor.user, named)
        for view in fresh:
            if "errors" in view:
                log_change(Verb.VIEWED, act="screen", outcome="not_valid")
            else:
                _enter(view, known, report.now)
            device.viewed = view["n"]
        return device.viewed


def _enter(view: View, known: set[str], now: datetime) -> None:
    log_change(
        Verb(view["verb"]),
        act=f"screen {view['screen']}",
        kind=view["kind"],
        record=view["record"],
        clients=known & set(view["clients"]),
        # A clock that runs ahead does not make it later than it was told.
        happened=write_time(min(view["at"], now)),
    )
