"""A real server in a process of its own, as `./run` starts it."""

import os
import random
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.support.data import ROOT, Data
from tests.support.ports import free_port


class ServerProcess:
    """gunicorn with `create_app` on 127.0.0.1; it keeps its port over a restart, so that a phone finds it."""

    def __init__(
        self,
        data: Data,
        workers: int = 1,
        app: str = "server.app:create_app()",
        *,
        counted: bool = True,
        **settings: str,
    ) -> None:
        self.data = data
        self.port = free_port()
        self.url = f"http://localhost:{self.port}"  # a name: passkeys know no addresses
        self._workers = workers
        self._app = app
        self._settings = settings
        self._counted = counted
        self._log = data.var / "server.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self) -> None:
        """Start and wait until it answers."""
        threads = self._settings.get("DOORSTEP_THREADS", "32")
        environment = self.data.environment(counted=self._counted, PORT=str(self.port), **self._settings)
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--worker-class=gthread", f"--workers={self._workers}",
                 f"--threads={threads}", "--no-control-socket", "--graceful-timeout=1", "--log-level=warning",
                 f"--bind=127.0.0.1:{self.port}", self._app],
                cwd=ROOT, env=environment,
                stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        end = time.monotonic() + 90  # four workers that count their lines, beside everything else
        while not self._answers():
            if time.monotonic() > end or self._process.poll() is not None:
                self.stop()
                raise RuntimeError(f"The server did not start:\n{self.log()[-4000:]}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop in good order."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """Pull the plug: master and workers at once."""
        self._end(signal.SIGKILL)

    def kill_worker(self) -> None:
        """Pull the plug of one worker; the master starts another."""
        children = (
            Path(f"/proc/{self._process.pid}/task/{self._process.pid}/children") if self._process else None
        )
        pids = children.read_text().split() if children and children.exists() else []
        if pids:
            os.kill(int(random.choice(pids)), signal.SIGKILL)

    def log(self) -> str:
        """All that it has written to its log."""
        return self._log.read_text(errors="replace") if self._log.exists() else ""

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=1) as answer:
                return int(answer.status) == 200
        except urllib.error.HTTPError:
            return True  # no engine beside it, so not healthy; but there
        except (urllib.error.URLError, OSError):
            return False

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if not process or process.poll() is not None:
            return
        # Its own session, so that a signal reaches the workers too when there is no time for good order.
        os.killpg(process.pid, how) if how == signal.SIGKILL else process.send_signal(how)
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
