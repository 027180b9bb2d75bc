"""gunicorn, started from Python, so that one command with one set of options runs everywhere."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from gunicorn.app.base import BaseApplication

THREADS = 16
_SHARED_MEMORY = Path("/dev/shm")  # noqa: S108  # gunicorn's heartbeat files, kept off slow disks


class WebServer(BaseApplication):  # type: ignore[misc]  # gunicorn has no types
    """Serves one WSGI application until SIGTERM or SIGINT; what is under way gets `patience` seconds."""

    def __init__(
        self,
        application: Callable[[], Any],
        address: tuple[str, int],
        workers: int = 1,
        threads: int = THREADS,
        patience: int = 15,
    ) -> None:
        self._application = application
        self._options: dict[str, Any] = {
            "bind": "{}:{}".format(*address),
            "workers": workers,
            "threads": threads,
            # One slow commit blocks a sync worker, and keep-alive needs threads.
            "worker_class": "gthread",
            "keepalive": 75,
            "timeout": 60,
            "graceful_timeout": patience,
            # A server started after a kill may bind while orphans of the old one still finish.
            "reuse_port": True,
            # It is on by default and could stop the server from outside.
            "control_socket_disable": True,
            "worker_tmp_dir": str(_SHARED_MEMORY) if _SHARED_MEMORY.is_dir() else None,
            "loglevel": "warning",
            "proc_name": "madoguchi-web",
        }
        super().__init__()

    def load_config(self) -> None:
        """Hand gunicorn our options."""
        for name, value in self._options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """Build the application in the process that serves it."""
        return self._application()
