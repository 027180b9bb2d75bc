"""A private PostgreSQL for one test run, started from the installed binaries, also when we are root."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

INSTALLED = Path("/usr/lib/postgresql")
_OPTIONS = "-c listen_addresses=127.0.0.1 -c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class PostgresMissing(Exception):
    """No PostgreSQL server can be started here; the message says what is missing."""


class PostgresServer:
    """A running server that nobody else uses; it gives away empty databases."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._numbers = itertools.count(1)

    def url(self, database: str) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/{database}"

    @contextmanager
    def database(self) -> Iterator[str]:
        """Create an empty database and give its address; it is dropped afterwards, whoever is connected."""
        name = f"test_{next(self._numbers)}"
        self._run(f'CREATE DATABASE "{name}"')
        try:
            yield self.url(name)
        finally:
            self._run(f'DROP DATABASE "{name}" WITH (FORCE)')

    def _run(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as session:
            session.execute(statement.encode())


@contextmanager
def running_server(installed: Path = INSTALLED) -> Iterator[PostgresServer]:
    """Start a server in a folder of its own and stop it at the end. Raises PostgresMissing."""
    binaries = _newest(installed)
    as_owner = _as_owner()
    with tempfile.TemporaryDirectory(prefix="madoguchi-postgres-", ignore_cleanup_errors=True) as home:
        if as_owner:
            shutil.chown(home, "postgres")
        port, data = _free_port(), f"{home}/data"
        _call(
            [
                *as_owner,
                f"{binaries}/initdb",
                "-D",
                data,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-A",
                "trust",
                "-U",
                "postgres",
            ]
        )
        control = [*as_owner, f"{binaries}/pg_ctl", "-D", data, "-w", "-l", f"{home}/log"]
        _call([*control, "start", "-o", f"-p {port} -c unix_socket_directories={home} {_OPTIONS}"])
        try:
            yield PostgresServer(port)
        finally:
            _call([*control, "-m", "immediate", "stop"])


def _newest(installed: Path) -> Path:
    versions = sorted(
        (path for path in installed.glob("*/bin") if (path / "initdb").exists()),
        key=lambda path: int(path.parent.name),
    )
    if not versions:
        raise PostgresMissing(f"no PostgreSQL under {installed} (apt-get install postgresql)")
    return versions[-1]


def _as_owner() -> list[str]:
    """Return what goes before a command: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    if shutil.which("runuser") is None:
        raise PostgresMissing("PostgreSQL does not run as root, and there is no runuser")
    return ["runuser", "-u", "postgres", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _call(command: list[str]) -> None:
    # pg_ctl's server inherits what it is given, so a pipe would never end.
    subprocess.run(
        command,
        check=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=60,
    )
