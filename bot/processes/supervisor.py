"""Keep the parts of one machine running: start them, start them again when they end, end them together."""

from __future__ import annotations

import ctypes
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import FrameType

from bot.logs import logger

_STOP_SECONDS = 20.0
_CALM_SECONDS = 10.0  # a part that ran this long starts again at once
_LONGEST_BACK_OFF = 5.0
_PR_SET_PDEATHSIG = 1


class Part:
    """One child process and when to start it again."""

    def __init__(self, name: str, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.name = name
        self._command = list(command)
        self._environment = dict(environment)
        self._process: subprocess.Popen[bytes] | None = None
        self._started = 0.0
        self._next_start = 0.0
        self._back_off = 0.0

    def keep_running(self, now: float) -> None:
        """Start it when it is due and not running. `now` is in seconds on a clock that only goes forward."""
        if self._process and self._process.poll() is not None:
            self._ended(self._process.returncode, now)
        if self._process is None and now >= self._next_start:
            self._started = now
            # A session of its own: Ctrl-C reaches the parent alone, which then ends the parts in order.
            self._process = subprocess.Popen(
                self._command,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_end_with_parent,  # noqa: PLW1509  # the supervisor has one thread
            )

    def ask_to_stop(self) -> None:
        """Send SIGTERM."""
        if self._process:
            self._process.terminate()

    def wait_or_kill(self, seconds: float) -> None:
        """Wait for its end; after `seconds` end it for good."""
        if self._process is None:
            return
        try:
            self._process.wait(max(0.0, seconds))
        except subprocess.TimeoutExpired:
            logger().error("part_killed", part=self.name)
            self._process.kill()
            self._process.wait()

    def _ended(self, code: int, now: float) -> None:
        calm = now - self._started >= _CALM_SECONDS
        self._back_off = 0.0 if calm else min(max(0.1, self._back_off * 2), _LONGEST_BACK_OFF)
        self._next_start = now + self._back_off
        self._process = None
        logger().error("part_ended", part=self.name, code=code, again_in_seconds=self._back_off)


def supervise(parts: Sequence[Part], ready: Callable[[], None] = lambda: None) -> None:
    """Run the parts until SIGINT or SIGTERM; calls `ready` once after the first start."""
    stop = _StopSignal()
    for part in parts:
        part.keep_running(time.monotonic())
    ready()
    while not stop.came:
        time.sleep(0.1)
        for part in parts:
            part.keep_running(time.monotonic())
    for part in parts:
        part.ask_to_stop()
    until = time.monotonic() + _STOP_SECONDS
    for part in parts:
        part.wait_or_kill(until - time.monotonic())


def bot_command(*words: str) -> list[str]:
    """Return the command line of `python -m bot …` with this very Python."""
    return [sys.executable, "-m", "bot", *words]


class _StopSignal:
    def __init__(self) -> None:
        self.came = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._note)

    def _note(self, _: int, __: FrameType | None) -> None:
        self.came = True


def _end_with_parent() -> None:
    # Where the kernel offers it (Linux), a part does not outlive a parent that was killed.
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
