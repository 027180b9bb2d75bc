"""Serving a WSGI application on this machine, for the demo and for tests."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server


class _Quiet(WSGIRequestHandler):
    """Writes no line per request: a path of this API contains user ids."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


class LocalServer:
    """An application on a loopback port, one thread per request; `url` is its address.

    Port 0 takes a free one. Use as a context manager, or call `close`.
    """

    def __init__(self, app: Callable[..., Any], port: int = 0, host: str = "127.0.0.1") -> None:
        self._server = make_server(host, port, app, threaded=True, request_handler=_Quiet)
        self.url = f"http://{host}:{self._server.server_port}"
        # The interval is how long closing may take.
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.02,), name="local-server", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Stop serving and free the port."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def __enter__(self) -> LocalServer:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
