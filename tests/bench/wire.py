"""A client that keeps its connection, and a clock around each request."""

import http.client
import json
import time
from dataclasses import dataclass
from typing import Any

import zstandard


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the unpacked text, the bytes on the wire, and the seconds it all took."""

    text: bytes
    size: int
    seconds: float

    def json(self) -> Any:
        """The answer as values; not part of what is timed."""
        return json.loads(self.text)


class Wire:
    """One client of one server."""

    def __init__(self, port: int, token: str, scheme: str = "Bearer") -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self._headers = {
            "Authorization": f"{scheme} {token}",
            "Content-Type": "application/json",
            "Accept-Encoding": "zstd",
        }

    def post(self, path: str, body: Any) -> Answer:
        """Send JSON; timed from the first byte sent to the answer unpacked. Raises for what is no success."""
        return self._ask("POST", path, json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())

    def put(self, path: str, body: Any) -> Answer:
        """Send JSON to be kept at this address, as `post`."""
        return self._ask("PUT", path, json.dumps(body).encode())

    def get(self, path: str) -> Answer:
        """Fetch, timed as `post`."""
        return self._ask("GET", path, None)

    def _ask(self, method: str, path: str, raw: bytes | None) -> Answer:
        try:
            return self._timed(method, path, raw)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self._connection.close()  # the server ends a connection that was idle for two seconds
            return self._timed(method, path, raw)

    def _timed(self, method: str, path: str, raw: bytes | None) -> Answer:
        start = time.perf_counter()
        self._connection.request(method, path, raw, self._headers)
        found = self._connection.getresponse()
        packed = found.read()
        is_packed = found.getheader("Content-Encoding") == "zstd"
        text = zstandard.ZstdDecompressor().decompressobj().decompress(packed) if is_packed else packed
        seconds = time.perf_counter() - start
        if found.status >= 300:
            raise RuntimeError(f"{path} answered {found.status}: {text[:500]!r}")
        return Answer(text, len(packed), seconds)
