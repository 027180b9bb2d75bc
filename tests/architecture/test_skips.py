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


def run(folder: Path, source: str) -> subprocess.CompletedProcess[str]:
    """Run a test that passes and `source` under this suite's conftest."""
    tests = folder / "tests"
    tests.mkdir()
    for name in ("conftest.py", "postgres_server.py"):
        shutil.copy(TESTS / name, tests)
    (tests / "test_passes.py").write_text("def test_passes():\n    pass\n", encoding="utf-8")
    (tests / "test_planted.py").write_text(f"import pytest\n\n{source}", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-ra", "-p", "no:cacheprovider", "--disable-warnings"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_a_skip_is_a_failure_that_says_why(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUIRE_ALL", "1")
    result = run(tmp_path, source)
    assert result.returncode != 0
    assert "REQUIRE_ALL=1 allows no skip" in result.stdout
    assert "no PostgreSQL" in result.stdout


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_without_it_a_skip_stays_a_skip_that_says_why(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("REQUIRE_ALL", raising=False)
    result = run(tmp_path, source)
    assert result.returncode == 0, result.stdout
    assert "1 passed, 1 skipped" in result.stdout
    assert "no PostgreSQL" in result.stdout
