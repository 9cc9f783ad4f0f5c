"""What a board has shown to whom: logged when it is news, for a board asks every few seconds."""

from typing import Any

from flask import current_app

from server.adapters.world import world
from server.services.acting import acting, log_look, log_looks
from server.store import watches
from server.store.database import reading, writing
from sync.change import Actor

SHOWN = "doorstep.shown"


def log_board(actor: Actor, board: dict[str, Any]) -> None:
    """Log which visits and alerts the board shows, where this process has not done so within the hour.

    Raises Busy where it cannot: then nothing is shown, and the next time it is news again.
    """
    visits = [one["id"] for one in board["visits"]]
    alerts = [one["id"] for one in (*board["alerts"], *board["closed"])]
    board_of = (actor.organisation, actor.user, acting().device)
    shown = (world().now().replace(minute=0, second=0, microsecond=0), visits, alerts)
    # It may be lost with the process, which then logs once more.
    known = current_app.extensions.setdefault(SHOWN, {})
    if known.get(board_of) == shown or not visits + alerts:
        return
    with reading():
        clients = watches.clients_of(actor.organisation, visits + [one["visit"] for one in board["alerts"]])
    log_look(clients=clients, what={"visits": visits, "alerts": alerts})
    with writing():
        log_looks()
    known[board_of] = shown
