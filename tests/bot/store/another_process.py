"""Another process of this machine, which does what it is told and says when it is done."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[3]


class AnotherProcess:
    """Runs a Python program; it speaks and hears one line at a time."""

    def __init__(self, program: str, arguments: tuple[str, ...]) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> str:
        """Return the next line that it says; an empty one when it has ended."""
        return _pipe(self._process.stdout).readline().strip()

    def say(self, line: str) -> None:
        """Let it read a line."""
        pipe = _pipe(self._process.stdin)
        pipe.write(line + "\n")
        pipe.flush()

    def kill(self) -> None:
        """End it as a loss of power would."""
        self._process.kill()
        self._process.wait(10)

    def close(self) -> int:
        """Let its input end, wait until it ends too, and return its exit code."""
        _pipe(self._process.stdin).close()
        code = self._process.wait(10)
        _pipe(self._process.stdout).close()
        return code


def _pipe(pipe: IO[str] | None) -> IO[str]:
    assert pipe is not None
    return pipe


@contextmanager
def another_process(program: str, *arguments: str) -> Iterator[AnotherProcess]:
    """Start a process for the length of the block."""
    process = AnotherProcess(program, arguments)
    try:
        yield process
    finally:
        process.kill()
        process.close()
