"""What is measured: Madoguchi's own processes, and the two apps it is compared with."""

from __future__ import annotations

import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Mapping
from pathlib import Path

from benchmarks.http_connection import post
from benchmarks.servers import BenchmarkError, Server, environment, free_port
from benchmarks.webhooks import CHANNEL_SECRET, empty_webhook
from bot.settings import Settings

_GUNICORN = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--log-level", "warning"]
_LAYOUTS = {
    "1x16": ["--worker-class", "gthread", "--workers", "1", "--threads", "16"],
    "2 sync": ["--worker-class", "sync", "--workers", "2"],
}


class Webhook(Server):
    """A server that takes webhooks on `port`."""

    def __init__(
        self, name: str, command: list[str], settings: dict[str, str], port: int, logs: Path
    ) -> None:
        self.port = port
        super().__init__(name, command, settings, logs)

    def wait(self, timeout: float = 30.0) -> None:
        """Wait until it answers a signed webhook without events with 200. Raises BenchmarkError."""
        self.wait_for_port(self.port, timeout)
        until, status = time.monotonic() + timeout, 0
        while time.monotonic() < until:
            try:
                status = post(self.port, empty_webhook().request(self.port))
            except OSError:
                self.check()
            if status == 200:
                return
            time.sleep(0.1)
        raise BenchmarkError(f"{self.name} answers {status} to a signed webhook:\n{self.last_words()}")


class Product:
    """Madoguchi on one database, driven from outside by its commands."""

    def __init__(
        self, database_url: str, api_url: str, logs: Path, more: Mapping[str, str] | None = None
    ) -> None:
        self.database_url = database_url
        self._logs = logs
        self._port = free_port()
        self._settings = {
            **_line(api_url),
            "DATABASE_URL": database_url,
            "SECRET_KEY": "the benchmark's own secret key, 0123456789",
            "DATA_KEYS": urlsafe_b64encode(bytes(range(32))).decode(),
            "HOST": "127.0.0.1",
            "PORT": str(self._port),
            "LOG_LEVEL": "INFO",
            "WEB_CONCURRENCY": "1",
            **(more or {}),
        }

    def settings(self) -> Settings:
        """Return what the processes are told, for parts of the product that run in this one."""
        return Settings(**{name.lower(): value for name, value in self._settings.items()})  # type: ignore[arg-type]  # pydantic reads each from its text

    def migrate(self) -> None:
        """Make the tables. Raises BenchmarkError."""
        run = subprocess.run(
            self._command("migrate"),
            env=environment(self._settings),
            cwd=self._logs,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
        if run.returncode:
            raise BenchmarkError(
                f"bot migrate ended with {run.returncode}:\n{(run.stdout + run.stderr)[-800:]}"
            )

    def webhook(self) -> Webhook:
        """Return the process that accepts."""
        return Webhook("webhook", self._command("webhook"), self._settings, self._port, self._logs)

    def worker(self) -> Server:
        """Return the process that decides and delivers."""
        return Server("worker", self._command("worker"), self._settings, self._logs)

    def _command(self, name: str) -> list[str]:
        return [sys.executable, "-m", "bot", name]


def noop(logs: Path) -> Webhook:
    """Return the no-op app in the product's layout, one process of 16 threads."""
    return _gunicorn("noop_app", "1x16", "http://127.0.0.1:9", logs)


def echo(api_url: str, logs: Path) -> Webhook:
    """Return the SDK's echo sample with gunicorn's default kind of worker, two of them."""
    return _gunicorn("echo_app", "2 sync", api_url, logs)


def _gunicorn(module: str, layout: str, api_url: str, logs: Path) -> Webhook:
    port = free_port()
    command = [*_GUNICORN, *_LAYOUTS[layout], "--bind", f"127.0.0.1:{port}", f"benchmarks.{module}:app"]
    return Webhook(module, command, _line(api_url), port, logs)


def _line(api_url: str) -> dict[str, str]:
    return {
        "LINE_CHANNEL_SECRET": CHANNEL_SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "benchmark-token",
        "LINE_API_URL": api_url,
        "LINE_DATA_URL": api_url,
    }
