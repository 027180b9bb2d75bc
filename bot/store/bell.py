"""How a process that stored something wakes the one that waits for it, at once and without polling."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection

CHANNEL = "madoguchi"


class FileBell:
    """A named pipe beside a SQLite file: whoever waits holds it open, whoever rings writes one byte."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".bell")

    def ring(self) -> None:
        """Wake the waiting process; nobody there is fine, and so is a bell that still rings."""
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        except OSError as error:
            if error.errno in {errno.ENXIO, errno.ENOENT}:
                return
            raise
        with suppress(BlockingIOError, BrokenPipeError):
            os.write(descriptor, b"!")
        os.close(descriptor)

    def hang(self) -> int:
        """Return a descriptor that becomes readable when somebody rings."""
        if not self.path.exists():
            with suppress(FileExistsError):
                os.mkfifo(self.path, 0o600)
        if not stat.S_ISFIFO(self.path.stat().st_mode):
            raise FileExistsError(f"{self.path.name} is not a pipe; remove it")
        # Opened for both, the pipe never reports an end when the last writer goes.
        return os.open(self.path, os.O_RDWR | os.O_NONBLOCK | os.O_CLOEXEC)


def ring_postgres(connection: Connection) -> None:
    """Wake all waiting processes when this transaction commits."""
    connection.exec_driver_sql(f"NOTIFY {CHANNEL}")
