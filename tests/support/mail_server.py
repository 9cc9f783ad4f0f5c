"""A mail server on loopback that keeps what it is given; it can refuse, and it can hang."""

import email
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from email.policy import default


@dataclass
class MailServer:
    """`how` is `take`, `refuse` or `hang`."""

    port: int
    how: str = "take"
    asked: int = 0
    letters: list[tuple[str, Message]] = field(default_factory=list)
    released: threading.Event = field(default_factory=threading.Event)

    def setting(self) -> str:
        """What `DOORSTEP_MAIL` takes."""
        return f"mailto://127.0.0.1:{self.port}?from=alerts@northside.example&to={{to}}"

    def to(self, address: str) -> list[Message]:
        """The letters that came for this address."""
        return [letter for receiver, letter in self.letters if receiver == address]


class Talk(socketserver.StreamRequestHandler):
    """One sender's call, as far as any sender goes."""

    server: "Listening"

    def handle(self) -> None:
        known = self.server.known
        known.asked += 1
        if known.how == "hang":
            known.released.wait(60)
            return
        self._say("220 ready")
        receiver = ""
        while line := self.rfile.readline():
            match line[:4].upper().strip():
                case b"RCPT":
                    receiver = line.decode().partition("<")[2].partition(">")[0]
                    self._say("250 fine" if known.how == "take" else "550 nobody here")
                case b"DATA":
                    self._say("354 go on")
                    known.letters.append((receiver, email.message_from_bytes(self._text(), policy=default)))
                    self._say("250 taken")
                case b"QUIT":
                    self._say("221 bye")
                    return
                case _:
                    self._say("250 fine")

    def _text(self) -> bytes:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line.removeprefix(b"."))
        return b"".join(lines)

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


class Listening(socketserver.ThreadingTCPServer):
    """The port, and what is known behind it."""

    daemon_threads = True
    known: MailServer


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """The server, listening until the end of the block."""
    server = Listening(("127.0.0.1", 0), Talk)
    server.known = known = MailServer(server.server_address[1])
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield known
    finally:
        known.released.set()
        server.shutdown()
        server.server_close()
