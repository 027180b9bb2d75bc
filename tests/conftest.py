"""What all tests share: PostgreSQL, a folder in memory, examples that never vary, no silent skip in CI."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from hypothesis import settings

from tests.postgres_server import PostgresMissing, PostgresServer, running_server

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"  # noqa: TID251  # asked of the test run, not of the bot

MEMORY = Path("/dev/shm")  # noqa: S108  # where Linux keeps files in memory
ROOM = 2 << 30  # bytes free; a container may have 64 MB

# These come first: begun last, one of them would keep one process busy while the others have nothing left.
LONG = (
    "tests/knowledge/test_accuracy.py",
    "tests/handlers/test_reactions.py",
    "tests/bot/dev/test_office.py",
    "tests/processes/",
    "tests/scenarios/test_over_line.py",
    "tests/scenarios/test_strangers.py",
)

settings.register_profile("house", derandomize=True, deadline=None, print_blob=True)
settings.load_profile("house")


def pytest_configure() -> None:
    """Let the tests' files lie in memory where there is room: a store waits for its disk at every commit."""
    if not MEMORY.is_dir() or os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        return  # some tests start what they have written
    if shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # noqa: TID251  # where pytest looks


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.nodeid.startswith(LONG))
    for item in items:
        if "postgres_url" in getattr(item, "fixturenames", ()):
            item.add_marker("postgres")


def _never_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure that keeps the reason; an expected failure (xfail) is no skip."""
    if REQUIRE_ALL and report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"REQUIRE_ALL=1 allows no skip. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _never_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _never_skip(report)
    return report


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """Give a PostgreSQL server of this test run alone, or skip with what is missing."""
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running_server())
        except PostgresMissing as missing:
            pytest.skip(str(missing))
        yield server


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """Give the address of an empty PostgreSQL database."""
    with postgres_server.database() as url:
        yield url
