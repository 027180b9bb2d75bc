"""Under REQUIRE_ALL=1, as CI runs, a test that would be skipped fails and says what is missing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
SKIPS = {
    "in_a_test": "def test_it():\n    pytest.skip('no PostgreSQL')\n",
    "in_a_fixture": (
        "@pytest.fixture\ndef server():\n    pytest.skip('no PostgreSQL')\n\ndef test_it(server):\n    pass\n"
    ),
    "by_a_mark": "@pytest.mark.skipif(True, reason='no PostgreSQL')\ndef test_it():\n    pass\n",
    "of_a_module": "pytest.skip('no PostgreSQL', allow_module_level=True)\n",
}


def run(folder: Path) -> str:
    """Run a test that passes and every kind of skip under this suite's conftest; return what was said."""
    tests = folder / "tests"
    tests.mkdir()
    for name in ("conftest.py", "postgres_server.py"):
        shutil.copy(TESTS / name, tests)
    (tests / "test_passes.py").write_text("def test_passes():\n    pass\n", encoding="utf-8")
    for kind, source in SKIPS.items():
        (tests / f"test_{kind}.py").write_text(f"import pytest\n\n{source}", encoding="utf-8")
    options = ["-q", "-ra", "-p", "no:cacheprovider", "--continue-on-collection-errors"]
    command = [sys.executable, "-m", "pytest", *options]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60).stdout


def test_a_skip_of_any_kind_is_a_failure_that_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    said = run(tmp_path)
    summary = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    assert sorted(kind for kind in SKIPS for line in summary if f"test_{kind}.py" in line) == sorted(SKIPS)
    assert said.count("REQUIRE_ALL=1 allows no skip") >= len(SKIPS)
    assert "no PostgreSQL" in said


def test_without_it_a_skip_stays_a_skip_that_says_why(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    said = run(tmp_path)
    assert "1 passed, 4 skipped" in said
    assert said.count("no PostgreSQL") == len(SKIPS)
