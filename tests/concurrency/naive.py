"""The server with the fault that this suite exists to catch: numbers in no order of commits."""

import random
import time

from flask import Flask
from sqlalchemy import text

from server.app import create_app
from server.store.ledger import Ledger


def create_naive_app() -> Flask:
    """The real server, but the counter is a PostgreSQL sequence: nobody waits, and nobody is in order."""

    def draw(ledger: Ledger) -> int:
        number = ledger.session.execute(text("SELECT nextval('naive')")).scalar_one()
        return int(number) * 10_000

    def leave(ledger: Ledger, seq: int) -> None:
        time.sleep(random.random() * 0.01)  # a slow disk: the commit comes a little after the numbers
        raise_head = text("UPDATE organisation SET seq = GREATEST(seq, :seq) WHERE id = :id")
        ledger.session.execute(raise_head, {"seq": seq, "id": ledger.organisation})

    for name, fault in {"lock_counter": draw, "raise_counter": leave}.items():
        setattr(Ledger, name, fault)
    return create_app()
