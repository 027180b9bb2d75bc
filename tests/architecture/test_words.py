"""Modules are named after the business, and only the edges look at the world around the process."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import PurePosixPath

import pytest

from tests.architecture.source import modules, parsed

MEANINGLESS = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc", "core"}
READS_SETTINGS = "bot/settings.py"


def environment_reads(name: str, tree: ast.Module) -> Iterator[str]:
    """Give each place where a module other than the settings touches the process's environment."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="os"), attr=attribute):
                taken = {attribute}
            case ast.ImportFrom(module="os", names=names):
                taken = {alias.name for alias in names}
            case _:
                continue
        if name != READS_SETTINGS and taken & {"environ", "environb", "getenv", "getenvb"}:
            yield f"{name}:{node.lineno}"


def clock_reads(name: str, tree: ast.Module) -> Iterator[str]:
    """Give each place where a module asks what time it is."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=whose, attr="now" | "utcnow" | "today"):
                if ast.unparse(whose).endswith(("datetime", "date")):
                    yield f"{name}:{node.lineno}"


def test_no_module_has_a_name_without_meaning() -> None:
    assert [str(file) for file in modules() if {file.stem, file.parent.name} & MEANINGLESS] == []


def test_only_the_settings_read_the_environment() -> None:
    assert [place for name, tree in parsed() for place in environment_reads(name, tree)] == []


def test_what_decides_and_what_knows_never_asks_for_the_time() -> None:
    faults = [place for name, tree in parsed("handlers", "knowledge") for place in clock_reads(name, tree)]
    assert faults == []


@pytest.mark.parametrize(
    "line", ["os.environ['PORT']", "os.getenv('PORT')", "from os import environ", "os.environ.get('PORT')"]
)
def test_a_planted_look_at_the_environment_would_be_noticed(line: str) -> None:
    planted = ast.parse(f"import os\ndef f():\n    {line}\n")
    assert list(environment_reads("bot/planted.py", planted)) == ["bot/planted.py:3"]
    assert list(environment_reads(READS_SETTINGS, planted)) == []


@pytest.mark.parametrize("call", ["datetime.now(UTC)", "datetime.datetime.utcnow()", "date.today()"])
def test_a_planted_look_at_the_clock_would_be_noticed(call: str) -> None:
    assert list(clock_reads("handlers/planted.py", ast.parse(f"x = {call}"))) == ["handlers/planted.py:1"]


def test_every_module_says_what_it_is_for() -> None:
    silent = [name for name, tree in parsed() if not ast.get_docstring(tree)]
    assert [name for name in silent if PurePosixPath(name).name != "__init__.py"] == []
