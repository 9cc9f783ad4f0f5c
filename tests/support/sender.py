"""A sender in a process of its own, for tests that kill it: `python -m tests.support.sender SECONDS`.

Its clock is that many seconds ahead, so that nobody has to wait for the leases of one that was killed.
"""

import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

from server.adapters.world import World
from server.app import create_app
from server.services.deliver_messages import Deliverer
from server.settings import read_settings
from tests.support.data import ROOT, Data


def start_sender(data: Data, ahead_s: int, **settings: str) -> subprocess.Popen[bytes]:
    """Start one on this data; it works until it is killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.support.sender", str(ahead_s)],
        cwd=ROOT,
        env=data.environment(counted=False, **settings),
    )


if __name__ == "__main__":
    ahead = timedelta(seconds=int(sys.argv[1]))
    world = World(now=lambda: datetime.now(UTC) + ahead)
    Deliverer(create_app(read_settings(), world)).run(threading.Event())
