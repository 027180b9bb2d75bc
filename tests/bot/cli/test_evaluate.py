"""`python -m bot evaluate`: labelled messages in, figures out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli.evaluate import evaluate

ROWS = [
    {"id": "1", "lang": "en", "text": "do you use cookies?", "kind": "policy"}
    | {"expect": {"sections": ["2.2.cookies"]}},
    {"id": "2", "lang": "ja", "text": "私のデータを削除してください", "kind": "right"}
    | {"expect": {"right": "deletion"}},
    {"id": "3", "lang": "en", "text": "please delete my data", "kind": "right"}
    | {"expect": {"right": "correction"}},
    {"id": "4", "lang": "ja", "text": "こんにちは", "kind": "smalltalk"} | {"expect": {"action": "greeting"}},
    {"id": "5", "lang": "ja", "text": "はい", "kind": "form", "expect": {"field": "confirm"}},
]


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in ROWS), encoding="utf-8")
    return path


def test_figures_come_per_language_and_kind_with_what_was_taken_for_what(labelled: Path) -> None:
    result = CliRunner().invoke(evaluate, [str(labelled), "--json", "--failed"])

    figures = json.loads(result.output)["rows.jsonl"]
    assert result.exit_code == 0
    assert figures["en"]["top_1"] == {"rate": 1.0, "part": 1, "whole": 1}
    assert figures["kinds"]["right"] == {"rate": 0.5, "part": 1, "whole": 2}
    assert figures["confusion"]["smalltalk"] == {"smalltalk": 1}
    assert figures["false_starts"]["part"] == 0
    assert [row["id"] for row in figures["failed"]] == ["3"]
    assert "form" not in figures["kinds"]


def test_the_tables_name_what_went_wrong(labelled: Path) -> None:
    result = CliRunner().invoke(evaluate, [str(labelled), "--failed"])

    assert "top 1" in result.output
    assert "taken for" in result.output
    assert "'please delete my data'" in result.output
    assert "expected right correction" in result.output


def test_a_line_that_is_no_labelled_message_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "1"}\n', encoding="utf-8")

    result = CliRunner().invoke(evaluate, [str(broken)])

    assert result.exit_code == 1
    assert "broken.jsonl:1" in result.output
