"""The import directions of docs/architecture.md hold, and each contract notices when one is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "knowledge")

VIOLATIONS = [
    ("packages", "knowledge/planted.py", "import handlers.events"),
    ("packages", "knowledge/planted.py", "import bot.settings"),
    ("packages", "handlers/planted.py", "from bot.store import tables"),
    ("floors", "bot/store/planted.py", "from bot import channels"),
    ("floors", "bot/settings.py", "from bot import logs"),
    ("floors", "bot/channels.py", "import bot.dispatch"),
    ("floors", "bot/jobs/planted.py", "from bot.line import render"),
    ("floors", "bot/line/planted.py", "import bot.jobs.worker"),
    ("floors", "bot/dispatch.py", "import bot.jobs.worker"),
    ("floors", "bot/surprise.py", "x = 1"),
    ("pure", "handlers/planted.py", "import sqlalchemy"),
    ("pure", "handlers/planted.py", "from flask import request"),
    ("pure", "handlers/planted.py", "import time"),
    ("pure", "knowledge/planted.py", "import sqlite3"),
    ("pure", "knowledge/planted.py", "from urllib.request import urlopen"),
    ("sql", "bot/dispatch.py", "from sqlalchemy import select"),
    ("sql", "bot/jobs/planted.py", "import psycopg"),
    ("linebot", "bot/jobs/planted.py", "from linebot.v3.messaging import MessagingApi"),
    ("linebot", "bot/dispatch.py", "import linebot.v3"),
    ("flask", "bot/dispatch.py", "import flask"),
    ("flask", "bot/line/parse.py", "from flask import request"),
    ("flask", "bot/jobs/planted.py", "import werkzeug"),
    ("security", "bot/console/planted.py", "import flask_security"),
    ("dev", "bot/bootstrap/planted.py", "from bot import dev"),
    ("dev", "bot/jobs/planted.py", "import bot.dev"),
]


def lint_imports(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache", "--no-logo", *arguments]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False, timeout=60)


def planted(root: Path, file: str, lines: str) -> None:
    """Copy the packages and the contracts to `root` and add lines to one of the files."""
    for package in PACKAGES:
        shutil.copytree(
            ROOT / package, root / package, ignore=shutil.ignore_patterns("__pycache__", "*.toml")
        )
    shutil.copy(ROOT / "pyproject.toml", root)
    with (root / file).open("a", encoding="utf-8") as module:
        module.write(lines)


def assert_noticed(root: Path, contract: str, file: str) -> None:
    result = lint_imports(root, "--contract", contract)
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout
    assert Path(file).stem in result.stdout


def test_every_contract_is_kept() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(("contract", "file", "line"), VIOLATIONS)
def test_a_planted_violation_is_noticed(contract: str, file: str, line: str, tmp_path: Path) -> None:
    planted(tmp_path, file, f"\n{line}\n")
    assert_noticed(tmp_path, contract, file)


@pytest.mark.parametrize(
    ("contract", "file", "line"),
    [
        ("packages", "knowledge/planted.py", "from handlers import events"),
        ("pure", "handlers/planted.py", "import sqlalchemy"),
        ("sql", "bot/dispatch.py", "import sqlalchemy"),
    ],
)
def test_an_import_inside_a_function_is_noticed_too(
    contract: str, file: str, line: str, tmp_path: Path
) -> None:
    planted(tmp_path, file, f"\n\ndef planted() -> None:\n    {line}\n")
    assert_noticed(tmp_path, contract, file)


def test_a_detour_through_another_module_is_noticed_too(tmp_path: Path) -> None:
    planted(tmp_path, "handlers/planted.py", "import knowledge.detour\n")
    (tmp_path / "knowledge" / "detour.py").write_text("import flask\n", encoding="utf-8")
    assert_noticed(tmp_path, "pure", "handlers/planted.py")


def test_every_contract_has_a_violation_it_notices() -> None:
    listed = (
        (ROOT / "pyproject.toml").read_text(encoding="utf-8").split("[[tool.importlinter.contracts]]")[1:]
    )
    ids = {line.split('"')[1] for text in listed for line in text.splitlines() if line.startswith("id = ")}
    assert ids == {contract for contract, _, _ in VIOLATIONS}
