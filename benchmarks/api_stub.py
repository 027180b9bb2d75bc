"""A stand-in for api.line.me that answers after a fixed time and notes when each call arrived.

Run as `python -m benchmarks.api_stub PORT`. `/stub/calls` lists the calls, `/stub/count` counts them and
`/stub/reset?<latency in ms>` forgets them.
"""

from __future__ import annotations

import asyncio
import json
import re
import sys
import time
from collections.abc import Callable
from typing import cast

_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
_REPLY_TOKEN = re.compile(rb'"replyToken" *: *"([^"]*)"')
_SENDING = ("/v2/bot/message/reply", "/v2/bot/message/push")
_SENT = b'{"sentMessages":[{"id":"461230966842064897","quoteToken":"IStG5h1Tz7b"}]}'


class Calls:
    """The calls that arrived: kind, reply token and time on the machine's monotonic clock."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, str, float]] = []
        self.latency = 0.0

    def answer(self, path: str, body: bytes, at: float) -> tuple[float, bytes]:
        """Note one call; return how long to wait and what to answer."""
        if path in _SENDING:
            token = _REPLY_TOKEN.search(body)
            self.arrived.append((path.rsplit("/", 1)[1], token[1].decode() if token else "", at))
            return self.latency, _SENT
        if path == "/stub/count":
            return 0.0, str(len(self.arrived)).encode()
        if path == "/stub/calls":
            return 0.0, json.dumps(self.arrived).encode()
        if path.startswith("/stub/reset?"):
            self.arrived = []
            self.latency = float(path.partition("?")[2]) / 1_000
        return 0.0, b"{}"


class Connection(asyncio.Protocol):
    """One keep-alive connection."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._received = b""
        self._transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way back."""
        self._transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        """Answer each request as soon as it is complete."""
        self._received += data
        while (end := self._received.find(b"\r\n\r\n")) >= 0:
            head = self._received[:end]
            length = _LENGTH.search(head)
            total = end + 4 + (int(length[1]) if length else 0)
            if len(self._received) < total:
                return
            body, self._received = self._received[end + 4 : total], self._received[total:]
            self._answer(head.split(b" ", 2)[1].decode(), body)

    def _answer(self, path: str, body: bytes) -> None:
        wait, content = self._calls.answer(path, body, time.monotonic())
        response = (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nX-Line-Request-Id: stub\r\n"
            b"Content-Length: %d\r\n\r\n%s" % (len(content), content)
        )
        if wait:
            asyncio.get_running_loop().call_later(wait, self._write, response)
        else:
            self._write(response)

    def _write(self, response: bytes) -> None:
        if not self._transport.is_closing():
            self._transport.write(response)


async def serve(port: int, connection: Callable[[], Connection]) -> None:
    """Serve until the process is ended."""
    server = await asyncio.get_running_loop().create_server(connection, "127.0.0.1", port, backlog=1_024)
    await server.serve_forever()


if __name__ == "__main__":
    calls = Calls()
    asyncio.run(serve(int(sys.argv[1]), lambda: Connection(calls)))
