"""Processes that are started for a measurement and are gone afterwards."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).resolve().parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


class BenchmarkError(Exception):
    """A measurement could not be made; the message says why."""


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    """Return a bare environment with these settings; proxies and the caller's own settings stay out."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG", "TMPDIR") if key in os.environ}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **settings}


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class Server:
    """A process and its children, in a group of their own; ended when the block ends."""

    def __init__(self, name: str, command: Sequence[str], settings: Mapping[str, str], logs: Path) -> None:
        self.name = name
        self._command = list(command)
        self._environment = environment(settings)
        self._folder = logs
        self._log = logs / f"{name}-{time.monotonic_ns()}.log"
        self._process: subprocess.Popen[bytes]

    def __enter__(self) -> Self:
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                cwd=self._folder,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(10)
        self._signal(signal.SIGKILL)
        self._process.wait(10)

    def kill(self) -> None:
        """End it and its children at once, as `kill -9` does."""
        self._signal(signal.SIGKILL)
        self._process.wait(10)

    def wait_for_port(self, port: int, timeout: float = 30.0) -> None:
        """Wait until the port accepts connections. Raises BenchmarkError."""
        until = time.monotonic() + timeout
        while time.monotonic() < until:
            self.check()
            with socket.socket() as probe:
                probe.settimeout(1)
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    return
            time.sleep(0.05)
        raise BenchmarkError(f"{self.name} did not listen within {timeout:.0f} s:\n{self.last_words()}")

    def check(self) -> None:
        """Raise BenchmarkError when the process has ended."""
        if self._process.poll() is not None:
            raise BenchmarkError(f"{self.name} ended with {self._process.returncode}:\n{self.last_words()}")

    def cpu_seconds(self) -> float:
        """Return the CPU time of the process and all its descendants so far."""
        return sum(_cpu_ticks(pid) for pid in _descendants(self._process.pid)) / _TICKS

    def last_words(self) -> str:
        """Return the end of its log."""
        return "\n".join(self._log.read_text(errors="replace").splitlines()[-12:])

    def _signal(self, number: signal.Signals) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)


def _stat(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _cpu_ticks(pid: int) -> int:
    # Behind the name come state and parent; user, system and the ended children's times are fields 11 to 14.
    return sum(int(field) for field in _stat(pid)[11:15])


def _descendants(root: int) -> set[int]:
    parents = {
        int(entry.name): _stat(int(entry.name)) for entry in Path("/proc").iterdir() if entry.name.isdigit()
    }
    found = {root}
    while more := {pid for pid, stat in parents.items() if stat and int(stat[1]) in found} - found:
        found |= more
    return found
