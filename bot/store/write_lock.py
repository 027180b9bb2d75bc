"""One writer at a time on SQLite, in arrival order, over all threads and processes of this machine."""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class WriteLock:
    """A fair lock around each write transaction.

    SQLite's own busy handler polls with sleeps and lets late comers pass, which gives waits of 0.3 to 0.8 s
    under load; the kernel's queue for flock does not. The kernel frees the lock when a process dies.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = threading.Lock()
        self._file: int | None = None
        self._owner = 0

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock for the length of the block."""
        with self._threads:
            descriptor = self._descriptor()
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.flock(descriptor, fcntl.LOCK_UN)

    def _descriptor(self) -> int:
        # After a fork the child shares the parent's open file, and flock belongs to the open file.
        if self._file is None or self._owner != os.getpid():
            self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self._owner = os.getpid()
        return self._file


class SingleProcess:
    """Lets one process at a time do a job; another one waits until that process is gone."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    def acquire(self) -> bool:
        """Become the one process. Returns False when another one still is."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            return False
        self._file = descriptor
        return True

    def release(self) -> None:
        """Let another process become the one."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
