"""`evaluate`: how good the answers are."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.bootstrap.knowledge import finder
from knowledge.evaluate import LanguageScores, Result, Scores, load_questions
from knowledge.evaluate import evaluate as score


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--failed", is_flag=True, help="Print the questions that went wrong, too.")
def evaluate(files: tuple[Path, ...], as_json: bool, failed: bool) -> None:
    """Score the answers on labelled questions (JSON lines)."""
    scores = {path.name: score(finder(), load_questions(path)) for path in files}
    if as_json:
        told = {name: _figures(each, failed) for name, each in scores.items()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, each in scores.items():
        click.echo(f"{name}\n{each}\n")
        for result in each.failed if failed else ():
            click.echo(_line(result))


def _figures(scores: Scores, failed: bool) -> dict[str, object]:
    columns: list[tuple[str, LanguageScores]] = [("all", scores.overall), *scores.by_language.items()]
    figures: dict[str, object] = {
        language: {
            name: {"rate": round(share.rate, 4), "part": share.part, "whole": share.whole}
            for name, share in column.shares().items()
        }
        for language, column in columns
    }
    if failed:
        figures["failed"] = [_told(result) for result in scores.failed]
    return figures


def _told(result: Result) -> dict[str, object]:
    row, finding = result.row, result.finding
    return {
        "id": row.id,
        "language": row.language,
        "kind": row.kind,
        "text": row.text,
        "expected": list(row.sections),
        "tier": finding.tier,
        "found": list(result.first_ids),
        "unstated": finding.unstated,
        "confidence": finding.confidence,
    }


def _line(result: Result) -> str:
    row, finding = result.row, result.finding
    expected = " ".join(row.sections) or "not stated"
    found = " ".join(result.first_ids) or "nothing"
    return (
        f"{row.id}  {row.text!r}\n    expected {expected}; {finding.tier} {finding.confidence:.2f}: {found}"
    )
