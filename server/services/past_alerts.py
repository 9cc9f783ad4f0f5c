"""What alerts there were at a client's door, beside what was written about the visits.

Asked for and not synced: of duress a worker's own phone must hold no trace, and hers holds the client too.
"""

from typing import Any

from server.policy.refusal import Refusal
from server.services.acting import log_look
from server.store import audit, boards
from server.store.columns import write_time
from server.store.database import reading
from sync.change import Actor

MOST_ALERTS = 10


def see_past_alerts(actor: Actor, client: str) -> list[dict[str, Any]]:
    """The latest alerts from visits to a client, but for the actor's own.

    Raises Refusal not_found for a client whom she does not hold.
    """
    with reading():
        if not audit.holds(actor.organisation, actor.user, client):
            raise Refusal("not_found")
        found = [
            {
                "id": alert.id,
                "kind": alert.kind,
                "reason": alert.reason if alert.kind == (alert.cause or alert.kind) else None,
                "worker": alert.worker_name,
                "opened": write_time(alert.opened),
                "resolved": alert.resolved and write_time(alert.resolved),
                "outcome": alert.outcome,
            }
            for alert in boards.alerts_of_client(actor.organisation, client, actor.user, MOST_ALERTS)
        ]
    log_look(clients=[client])
    return found
