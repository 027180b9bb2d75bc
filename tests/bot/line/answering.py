"""A server on this machine that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import ssl
import threading
from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back: a status and bytes, or nothing at all (`drop`), or nothing in time (`stall`).

    `claimed` is a Content-Length that promises more than is sent.
    """

    status: int = 200
    body: bytes = b"{}"
    headers: Mapping[str, str] = field(default_factory=lambda: dict(JSON))
    drop: bool = False
    stall: bool = False
    claimed: int | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked; `connection` numbers the connections in the order they came."""

    path: str
    headers: Mapping[str, str]
    body: bytes
    connection: int


class AnsweringServer:
    """Answers with `answers`, one after the other, then 200 with `{}`. Use as a context manager."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: deque[Answer] = deque()
        self.requests: list[Request] = []
        self.connections = 0
        self.released = threading.Event()
        self._lock = threading.Lock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]  # a client that goes is no news
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.url = f"{'https' if tls else 'http'}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def answer(self, *answers: Answer) -> None:
        """Say how the next calls are answered."""
        self.answers.extend(answers)

    def connected(self) -> int:
        """Count one more connection; return its number."""
        with self._lock:
            self.connections += 1
            return self.connections

    def take(self, request: Request) -> Answer:
        """Remember a request; return its answer."""
        with self._lock:
            self.requests.append(request)
            return self.answers.popleft() if self.answers else Answer()

    def __enter__(self) -> AnsweringServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.released.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def _handler(server: AnsweringServer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def setup(self) -> None:
            super().setup()
            self.number = server.connected()

        def do_GET(self) -> None:
            self.do_POST()

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            answer = server.take(Request(self.path, dict(self.headers.items()), body, self.number))
            if answer.stall:
                server.released.wait(30)
            if answer.drop or answer.stall:
                self.close_connection = True
                return
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(answer.claimed or len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = answer.claimed is not None

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler
