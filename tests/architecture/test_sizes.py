"""Files and functions stay small enough to be read at once."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.source import ROOT, modules, parsed

LONGEST_FILE, LONGEST_FUNCTION = 300, 40


def too_long(name: str, tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{name}:{node.lineno} {node.name} has {lines} lines"


def test_no_file_has_more_than_300_lines() -> None:
    lengths = {
        file.relative_to(ROOT).as_posix(): len(file.read_text(encoding="utf-8").splitlines())
        for file in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE} == {}


def test_no_function_has_more_than_40_lines() -> None:
    assert [fault for name, tree in parsed() for fault in too_long(name, tree)] == []


@pytest.mark.parametrize(("lines", "faults"), [(40, 0), (41, 1)])
def test_a_function_of_41_lines_would_be_noticed(lines: int, faults: int) -> None:
    source = "class Desk:\n    def open(self):\n" + "        x = 1\n" * (lines - 1)
    assert len(list(too_long("planted", ast.parse(source)))) == faults
