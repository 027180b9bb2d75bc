"""The benchmark's side of the API stub: start it, set its latency, ask what arrived."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from benchmarks.servers import Server, free_port


@dataclass(frozen=True)
class Call:
    """A message that somebody asked the LINE API to send."""

    kind: str
    reply_token: str
    at: float


class LineApi(Server):
    """The running API stub."""

    def __init__(self, logs: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        command = [sys.executable, "-m", "benchmarks.api_stub", str(self.port)]
        super().__init__("api_stub", command, {}, logs)

    def reset(self, latency_ms: float) -> None:
        """Forget the calls and answer after `latency_ms` from now on."""
        self._get(f"/stub/reset?{latency_ms}")

    def count(self) -> int:
        """Return how many messages were sent."""
        return int(self._get("/stub/count"))

    def calls(self) -> list[Call]:
        """Return the messages in order of arrival."""
        return [Call(*row) for row in json.loads(self._get("/stub/calls"))]

    def wait_for(self, count: int, timeout: float) -> None:
        """Wait until `count` messages were sent, or until nothing arrived for `timeout` seconds."""
        seen, since = self.count(), time.monotonic()
        while seen < count and time.monotonic() - since < timeout:
            time.sleep(0.1)
            if (now := self.count()) != seen:
                seen, since = now, time.monotonic()

    def _get(self, path: str) -> bytes:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            return connection.getresponse().read()
        finally:
            connection.close()
