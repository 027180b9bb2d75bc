"""Databases for a measurement: empty ones, and copies of a grown one, on SQLite and PostgreSQL."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psycopg
from psycopg import sql

from benchmarks.servers import BenchmarkError, free_port


class Databases(ABC):
    """Makes databases of one kind and removes them."""

    name: str

    @abstractmethod
    def create(self) -> str:
        """Make an empty database and return its address."""

    @abstractmethod
    def copy(self, url: str) -> str:
        """Copy a database nobody is connected to and return the copy's address."""

    @abstractmethod
    def remove(self, url: str) -> None:
        """Remove a database."""


class Sqlite(Databases):
    """One file per database."""

    name = "sqlite"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def create(self) -> str:
        """Choose a file; the first connection makes it."""
        folder = self._folder / f"sqlite-{time.monotonic_ns()}"
        folder.mkdir()
        return f"sqlite:///{folder / 'madoguchi.db'}"

    def copy(self, url: str) -> str:
        """Copy the files and have them on the disk before anybody measures it."""
        folder = self._folder / f"sqlite-{time.monotonic_ns()}"
        # The bell beside the database is a pipe, and locks and notes belong to processes.
        shutil.copytree(
            _folder(url), folder, ignore=shutil.ignore_patterns("*.bell", "*.lock", "*.worker", "*.taking")
        )
        os.sync()
        return f"sqlite:///{folder / 'madoguchi.db'}"

    def remove(self, url: str) -> None:
        """Remove the files."""
        shutil.rmtree(_folder(url), ignore_errors=True)


class Postgres(Databases):
    """A PostgreSQL server of our own with the settings it comes with (fsync and synchronous_commit on)."""

    name = "postgresql"

    def __init__(self) -> None:
        self._programs = _programs()
        self._port = free_port()
        self._made = 0
        self._folder: Path

    def __enter__(self) -> Self:
        self._folder = Path(tempfile.mkdtemp(prefix="madoguchi-postgresql-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")  # the server refuses to run as root
        data = str(self._folder / "data")
        self._run("initdb", "-D", data, "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "-U", "postgres")
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='{self._folder}'"
        self._run("pg_ctl", "-D", data, "-w", "-l", str(self._folder / "log"), "start", "-o", options)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._run("pg_ctl", "-D", str(self._folder / "data"), "-m", "immediate", "stop")
        finally:
            shutil.rmtree(self._folder, ignore_errors=True)

    def create(self) -> str:
        """Make an empty database."""
        return self._create(sql.SQL(""))

    def copy(self, url: str) -> str:
        """Copy a database file by file."""
        name = url.rpartition("/")[2]
        return self._create(sql.SQL(" TEMPLATE {} STRATEGY file_copy").format(sql.Identifier(name)))

    def remove(self, url: str) -> None:
        """Drop the database, whoever is connected."""
        name = url.rpartition("/")[2]
        self._execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))

    def settings(self) -> dict[str, str]:
        """Return what decides how durable a commit is."""
        with psycopg.connect(self._address()) as connection:
            names = ("server_version", "fsync", "synchronous_commit", "full_page_writes", "shared_buffers")
            rows = [connection.execute("SELECT current_setting(%s)", [name]).fetchone() for name in names]
        return {name: str(row[0]) for name, row in zip(names, rows, strict=True) if row}

    def _create(self, how: sql.Composable) -> str:
        self._made += 1
        name = f"bench_{self._made}"
        self._execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)) + how)
        return f"postgresql+psycopg://postgres@127.0.0.1:{self._port}/{name}"

    def _execute(self, statement: sql.Composed) -> None:
        with psycopg.connect(self._address(), autocommit=True) as connection:
            connection.execute(statement)

    def _address(self) -> str:
        return f"postgresql://postgres@127.0.0.1:{self._port}/postgres"

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self._programs / program), *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # pg_ctl leaves the server behind; with a pipe we would wait for the server's end.
        log = self._folder / f"{program}.out"
        with log.open("wb") as output:
            code = subprocess.run(
                command, stdout=output, stderr=output, cwd=self._folder, timeout=60, check=False
            ).returncode
        if code:
            raise BenchmarkError(f"{program} ended with {code}: {log.read_text(errors='replace')[-600:]}")


def _programs() -> Path:
    found = shutil.which("initdb")
    places: Sequence[Path] = (
        [Path(found)] if found else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    )
    if not places:
        raise BenchmarkError("PostgreSQL's initdb is not installed")
    return places[-1].resolve().parent


def _folder(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///")).parent
