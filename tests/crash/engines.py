"""Engines in processes of their own that can be killed at any instruction and are back at once."""

import multiprocessing
import os
import re
import signal
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from server.adapters.delivery import Delivery, Letter, Result
from server.app import create_app
from server.engine import Engine
from server.settings import read_settings

ABOUT = re.compile(r"/alerts/(\S+)\s+Message (\d+) about")
FORK = multiprocessing.get_context("fork")  # a new interpreter would take longer to start than it lives


class Recorder:
    """A provider that takes every letter, slowly, and writes it down before it answers."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def send(self, letter: Letter) -> Delivery:
        """Take a letter."""
        with self._path.open("a") as file:
            message = "/".join(ABOUT.findall(letter.body)[-1])
            file.write(f"{letter.address} {message} {os.getpid()}\n")
        time.sleep(0.01)
        return Delivery(Result.SENT)


class Engines:
    """Some engines on one database; `kills` counts what they went through."""

    def __init__(self, environment: dict[str, str], letters: Path, number: int = 2) -> None:
        letters.touch()
        self._app = create_app(read_settings(environment))
        self._app.extensions["doorstep.channels"] = {"email": Recorder(letters)}
        self.kills = 0
        self._living = [self._start() for _ in range(number)]

    def kill_one(self, which: int) -> None:
        """Kill an engine at whatever it is doing, and start another in its place."""
        self._end(self._living[which])
        self._living[which] = self._start()
        self.kills += 1

    def stop(self) -> None:
        """Kill all of them for good."""
        while self._living:
            self._end(self._living.pop())

    def _start(self) -> multiprocessing.process.BaseProcess:
        process = FORK.Process(target=_live, args=(self._app,), daemon=True)
        process.start()
        return process

    def _end(self, process: multiprocessing.process.BaseProcess) -> None:
        os.kill(process.pid or 0, signal.SIGKILL)
        process.join()


@dataclass(frozen=True)
class HandedOver:
    """What the provider was given: how often each message (address, alert, number), and by which engine."""

    messages: Counter[str]
    by_engine: Counter[tuple[str, str]]

    @property
    def again(self) -> int:
        """How many of them were repeats."""
        return self.messages.total() - len(self.messages)


def handed_over(letters: Path) -> HandedOver:
    """Read what the provider wrote down."""
    lines = [line.rpartition(" ") for line in letters.read_text().splitlines()]
    return HandedOver(
        Counter(message for message, _, _ in lines),
        Counter((message, engine) for message, _, engine in lines),
    )


def _live(app: Flask) -> None:
    os.setsid()
    Engine(app).run()
