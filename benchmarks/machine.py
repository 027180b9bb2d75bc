"""The machine and the versions a run was made with."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
import subprocess
import tempfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.servers import ROOT

_PACKAGES = (
    "flask", "werkzeug", "gunicorn", "line-bot-sdk", "pydantic", "urllib3", "sqlalchemy", "psycopg", "orjson",
    "cryptography", "rapidfuzz", "numpy",
)  # fmt: skip


def describe() -> dict[str, str]:
    """Return what a reader needs to judge the figures."""
    return {
        "processor": f"{_cpu_model()}, {os.cpu_count()} cores",
        "memory": f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB",
        "system": f"{platform.freedesktop_os_release().get('PRETTY_NAME', '')}, Linux {platform.release()}",
        "file system of the databases": _file_system(Path(tempfile.gettempdir())),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "load generator": "wrk" if shutil.which("wrk") else "Python (wrk is not installed)",
        "packages": ", ".join(f"{name} {_version(name)}" for name in _PACKAGES),
        "commit": _commit(),
    }


def _cpu_model() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def _file_system(folder: Path) -> str:
    mounts = [line.split() for line in Path("/proc/mounts").read_text().splitlines()]
    fitting = [fields for fields in mounts if folder.resolve().is_relative_to(fields[1])]
    return max(fitting, key=lambda fields: len(fields[1]))[2] if fitting else "unknown"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    command = ["git", "--no-optional-locks", "describe", "--always", "--dirty", "--exclude=*"]
    if shutil.which("git") is None:
        return "unknown"
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=10, check=False)
    return run.stdout.strip() or "unknown"
