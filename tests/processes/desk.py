"""The desk as it runs in earnest: its own processes, a real database, LINE's double on a loopback port."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from http.client import HTTPConnection
from pathlib import Path

from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.serving import LocalServer
from bot.settings import environment

ROOT = Path(__file__).parents[2]
SECRET = "a-channel-secret-of-the-process-tests"
TOKEN = "an-access-token-of-the-process-tests"
PATIENCE = 60.0  # seconds; how long a wait may take on a busy machine before it counts as never


class Desk:
    """Starts, kills and restarts the bot's processes; `line` is where people write."""

    def __init__(self, home: Path, database_url: str) -> None:
        self.port = _free_port()
        self.line = LineDouble(
            channel_secret=SECRET,
            webhook_url=f"http://127.0.0.1:{self.port}/line/webhook",
            access_token=TOKEN,
        )
        self.line.quota.limit = 1_000_000
        self._api = LocalServer(line_api(self.line))
        self._home = home
        self._settings = {
            **environment(),
            "PYTHONPATH": str(ROOT),
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "LINE_API_URL": self._api.url,
            "LINE_DATA_URL": self._api.url,
            "DATABASE_URL": database_url,
            "SECRET_KEY": "a-secret-key-of-the-process-tests",
            "DATA_KEYS": urlsafe_b64encode(bytes(range(32))).decode(),
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "LOG_LEVEL": "WARNING",
            "CONSOLE": "false",  # nobody opens it here, and to load it takes seconds
        }
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def run(self, *words: str) -> None:
        """Run a command to its end."""
        subprocess.run(self._command(*words), env=self._settings, cwd=self._home, check=True, timeout=60)

    def start(self, name: str) -> None:
        """Start a process and wait until it works; a worker shows that when it answers."""
        with (self._home / f"{name}.log").open("ab") as log:
            self._running[name] = subprocess.Popen(
                self._command(name),
                env=self._settings,
                cwd=self._home,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        if name != "worker":
            self._wait_until_it_answers(name)

    def kill(self, name: str) -> None:
        """End a process and its children as `kill -9` does: no chance to tidy up."""
        process = self._running.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(PATIENCE)

    def kill_part(self, *path: str) -> None:
        """End `serve`, or one process below it, and nothing else with `kill -9`.

        `path` leads down from it by words of the commands; an empty word takes the first child.
        """
        pid = self._running["serve"].pid
        for word in path:
            pid = next(child for child in _children(pid) if _is(child, word))
        os.kill(pid, signal.SIGKILL)
        if not path:
            self._running.pop("serve").wait(PATIENCE)

    def wait_until_it_answers(self, name: str) -> None:
        """Wait until the web process of a running command answers."""
        self._wait_until_it_answers(name)

    def interrupt(self, name: str) -> int:
        """Press Ctrl-C; return the exit code."""
        process = self._running.pop(name)
        process.send_signal(signal.SIGINT)
        return process.wait(PATIENCE)

    def close(self) -> None:
        """End everything."""
        for name in list(self._running):
            self.kill(name)
        self.line.close()
        self._api.close()

    def answered_tokens(self) -> list[str]:
        """Return the reply tokens whose answers LINE accepted, in the order it accepted them."""
        return [
            json.loads(call.body)["replyToken"]
            for call in list(self.line.calls)
            if call.path.endswith("/message/reply") and call.status == 200
        ]

    def pushes(self) -> int:
        """Return how many pushes LINE accepted."""
        return sum(
            call.path.endswith("/message/push") and call.status == 200 for call in list(self.line.calls)
        )

    def wait_for_answers(self, count: int) -> None:
        """Wait until LINE accepted so many replies."""
        until = time.monotonic() + PATIENCE
        with self.line.changed:
            while len(self.answered_tokens()) < count:
                left = until - time.monotonic()
                if left <= 0 or not self.line.changed.wait(left):
                    raise AssertionError(
                        f"{len(self.answered_tokens())} of {count} answers came; webhooks were taken with "
                        f"{[(taken.status, taken.error) for taken in self.line.deliveries()]}\n"
                        f"{self.last_words()}"
                    )

    def wait_until(self, happened: Callable[[], bool]) -> None:
        """Wait until something is so in the store, which tells nobody."""
        until = time.monotonic() + PATIENCE
        while not happened():
            if time.monotonic() > until:
                raise AssertionError(self.last_words())
            _breathe()

    def setting(self, name: str) -> str:
        """Return what the processes were told."""
        return self._settings[name]

    def last_words(self) -> str:
        """Return the ends of the processes' logs."""
        return "\n".join(f"{log.name}: {log.read_text()[-1500:]}" for log in self._home.glob("*.log"))

    def _command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "bot", *words]

    def _wait_until_it_answers(self, name: str) -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until and self._running[name].poll() is None:
            if self._healthy():
                return
            _breathe()
        raise AssertionError(f"{name} does not answer:\n{self.last_words()}")

    def _healthy(self) -> bool:
        probe = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            probe.request("GET", "/healthz")
            return probe.getresponse().status == 200
        except OSError:
            return False
        finally:
            probe.close()


def _children(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in children.split()]


def _is(pid: int, word: str) -> bool:
    return not word or word in _command_line(pid).split("\0")


def _command_line(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text(encoding="utf-8")


def _breathe() -> None:
    # Another process opens its port; there is nothing to be told by.
    time.sleep(0.02)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
