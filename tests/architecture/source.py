"""The product's own source files, for the tests that read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("bot", "handlers", "knowledge")


def modules(*packages: str) -> list[Path]:
    """Return the Python files of the packages (all three when none is named)."""
    return sorted(file for package in packages or PACKAGES for file in (ROOT / package).rglob("*.py"))


def parsed(*packages: str) -> Iterator[tuple[str, ast.Module]]:
    """Give each file's name, relative to the checkout, and its syntax tree."""
    for file in modules(*packages):
        yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def tracked() -> list[Path]:
    """Return every file that is in the repository or about to be."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
