"""The real server behind a pipe: one request at a time, in the world's own time.

Usage: python -m tests.simulation.serve READ WRITE [FAULT], with the numbers of two open pipes.
"""

import gc
import json
import logging
import os
import struct
import sys
from datetime import UTC, datetime
from typing import Any, BinaryIO

from server.services import send_records
from server.services.handovers import begin_leaving, finish_handovers
from server.store.database import db
from tests.simulation.crash import Crash, Plug
from tests.simulation.planted import plant, put
from tests.simulation.stage import Rows, Stage, address
from tests.simulation.truth import Truth

Message = dict[str, Any]


class Complaints(logging.Handler):
    """The server's last warning or error: what is the machine's own is not there again in a replay."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.last = ""

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it in place of the one before."""
        self.last = self.format(record)


class Theatre:
    """Does what the world says, and answers."""

    def __init__(self) -> None:
        self.stage = Stage(os.environ)
        with self.stage.app.app_context():
            self.plug = Plug(db.engine)
        self.truth = Truth(self.stage.database)
        self._kept: Rows | None = None
        self._complaints = Complaints()
        logging.getLogger().addHandler(self._complaints)

    def answer(self, message: Message) -> Message:
        """Do one thing; each is named by the message's `do`."""
        self.stage.fate.time = datetime.fromtimestamp(message["now"] / 1000, UTC)
        done: Message = getattr(self, f"do_{message['do']}")(message)
        return done

    def do_begin(self, message: Message) -> Message:
        """Begin a seed: everything as at the beginning."""
        self.stage.begin(message["seed"])
        put(send_records, "FAR", message["far"])
        self.truth.forget()
        self.plug.commits = 0
        self._kept = None
        return {"people": self.stage.people}

    def do_request(self, message: Message) -> Message:
        """Let the server answer a request, or lose its power over it."""
        if message.get("crash"):
            self.plug.arm(*message["crash"])
        before = self.plug.commits
        try:
            answer = self.stage.app.test_client(use_cookies=False).open(
                message["path"],
                method=message["method"],
                headers=message["headers"] | self.stage.cookie_of(message["who"]),
                data=message["body"],
            )
            done = {
                "status": answer.status_code,
                "headers": dict(answer.headers),
                "body": answer.get_data(as_text=True),
                "complaint": self._complaints.last,
            }
        except Crash:
            self.stage.lose_power()
            done = {"status": 0, "headers": {}, "body": "", "complaint": ""}
        finally:
            self.plug.disarm()
        account = self.stage.people[message["who"]]["person"]["id"]
        truth = self.truth.of(account, self.plug.commits)
        return done | {"commits": self.plug.commits - before, "truth": truth}

    def do_look(self, _message: Message) -> Message:
        """Give everything that is in the database."""
        return self.truth.everything()

    def do_leave(self, message: Message) -> Message:
        """Let somebody leave the house."""
        with self.stage.app.app_context():
            begin_leaving(address(message["who"]))
        return {}

    def do_finish(self, _message: Message) -> Message:
        """End what has been handed in."""
        with self.stage.app.app_context():
            finish_handovers(self.stage.fate.time)
        return {}

    def do_keep(self, _message: Message) -> Message:
        """Take a backup."""
        self._kept = self.stage.copy()
        return {}

    def do_restore(self, message: Message) -> Message:
        """Put the backup back, as the runbook says: with a new epoch."""
        if self._kept is not None:
            self.stage.replace(self._kept)
            self.stage.database.execute("UPDATE organisation SET epoch = %s", (message["epoch"],))
        self.truth.forget()
        return {"done": self._kept is not None}


def serve(reads: BinaryIO, writes: BinaryIO) -> None:
    """Answer until the other end of the pipe is closed."""
    theatre = Theatre()
    while len(head := reads.read(4)) == 4:
        message = json.loads(reads.read(struct.unpack("<I", head)[0]))
        body = json.dumps(theatre.answer(message), separators=(",", ":")).encode()
        writes.write(struct.pack("<I", len(body)) + body)
        writes.flush()


if __name__ == "__main__":
    plant(*sys.argv[3:])
    # What is there from the beginning stays until the end: nobody needs to look through it again and again.
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)
    with os.fdopen(int(sys.argv[1]), "rb") as reads, os.fdopen(int(sys.argv[2]), "wb") as writes:
        serve(reads, writes)
