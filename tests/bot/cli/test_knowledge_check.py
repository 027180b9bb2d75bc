"""`python -m bot knowledge check`: a line for each problem, a summary, and a status for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot.cli.knowledge import knowledge
from tests.knowledge.checking.conftest import policy
from tests.knowledge.checking.planting import plant

__all__ = ["policy"]

P4 = "passages/4.toml"


def check(*arguments: str | Path) -> Result:
    return CliRunner().invoke(knowledge, ["check", *map(str, arguments)])


def test_a_policy_in_order_is_said_to_be_so(policy: Path) -> None:
    result = check(policy, "--quick")

    assert (result.exit_code, result.stdout) == (0, "Nothing to mend.\n")


def test_the_shipped_policy_is_checked_when_no_folder_is_named() -> None:
    result = check("--quick")

    assert result.exit_code == 0
    assert "\nErrors: none, warnings: " in result.stdout


def test_errors_come_first_and_the_status_says_that_there_are_some(policy: Path) -> None:
    plant(policy / P4, 'related = ["5"]', 'related = ["4"]')

    result = check(policy, "--quick")
    lines = result.stdout.splitlines()
    assert result.exit_code == 1
    assert lines[0].startswith(f"ERROR  {P4}: The passage names itself")
    assert lines[1].startswith("WARNING  passages/5.toml: No other passage")
    assert lines[2].startswith("Errors: 1, warnings: 1.")


def test_warnings_alone_keep_nobody_from_publishing(policy: Path) -> None:
    plant(policy / P4, 'related = ["5"]', "related = []")

    assert check(policy, "--quick").exit_code == 0


def test_it_can_be_said_in_japanese(policy: Path) -> None:
    plant(policy / P4, 'related = ["5"]', 'related = ["4"]')

    result = check(policy, "--quick", "--lang", "ja")
    assert result.stdout.startswith(f"エラー  {P4}: `related` に自分自身が入っています。")
    assert "エラー1件、注意1件です。" in result.stdout


def test_programs_get_one_object_even_while_questions_are_asked(policy: Path) -> None:
    plant(policy / P4, 'related = ["5"]', 'related = ["4"]')

    result = check(policy, "--json")
    told = json.loads(result.stdout)
    assert (told["errors"], told["warnings"]) == (1, 1)
    assert {name: told["problems"][0][name] for name in ("severity", "place", "rule")} == {
        "severity": "error",
        "place": P4,
        "rule": "related-to-itself",
    }
    assert set(told["problems"][0]["text"]) == {"ja", "en"}


def test_a_folder_that_cannot_be_read_is_told_with_every_fault(policy: Path) -> None:
    plant(policy / P4, 'title.ja = "削除"', "")
    plant(policy / "passages/5.toml", 'number = "5"', "")

    result = check(policy, "--questions", _questions(policy))
    assert result.exit_code == 1
    assert f"ERROR  {P4}: This cannot be read: title: ja is missing." in result.stdout
    assert "ERROR  passages/5.toml: This cannot be read: number is missing." in result.stdout


def test_labelled_questions_are_compared_with_another_policy(policy: Path, tmp_path: Path) -> None:
    worse = tmp_path / "worse"
    policy.rename(worse)
    text = (worse / P4).read_text(encoding="utf-8")
    other = (worse / "passages/5.toml").read_text(encoding="utf-8")
    policy.mkdir()
    for page in worse.rglob("*.*"):
        kept = policy / page.relative_to(worse)
        kept.parent.mkdir(exist_ok=True)
        kept.write_bytes(page.read_bytes())
    swap = str.maketrans({"4": "5", "5": "4"})
    (worse / "passages/5.toml").write_text(text.translate(swap), encoding="utf-8")
    (worse / P4).write_text(other.translate(swap), encoding="utf-8")

    result = check(worse, "--quick", "--against", policy, "--questions", _questions(tmp_path))
    assert result.exit_code == 1
    assert "ERROR  rows.jsonl: Of the English questions, 100.0% (1/1)" in result.stdout
    assert "WARNING  rows.jsonl: 1: “explain deletion”" in result.stdout


@pytest.mark.parametrize("row", ['{"id": "1"}', "[]"])
def test_a_line_that_is_no_labelled_question_is_named(policy: Path, row: str) -> None:
    path = policy / "rows.jsonl"
    path.write_text(row, encoding="utf-8")

    result = check(policy, "--quick", "--questions", path)
    assert result.exit_code == 1
    assert "rows.jsonl:1" in result.stderr


def _questions(folder: Path) -> Path:
    row = {"id": "1", "lang": "en", "text": "explain deletion", "kind": "policy"}
    path = folder / "rows.jsonl"
    path.write_text(json.dumps(row | {"expect": {"sections": ["4"]}}), encoding="utf-8")
    return path
