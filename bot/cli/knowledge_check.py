"""`knowledge check`: what is wrong with a policy folder, in words, before it is published."""

from __future__ import annotations

import json
import sys
from importlib.resources.abc import Traversable
from pathlib import Path

import click

from knowledge.checking import Problem, compare
from knowledge.checking import check as everything
from knowledge.checking.problems import in_order
from knowledge.checking.wording import say
from knowledge.labelled import load_questions
from knowledge.language import LANGUAGES, Language
from knowledge.library import LibraryError, read, shipped

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", required=False, type=_FOLDER)
@click.option("--quick", is_flag=True, help="Leave out asking every example question.")
@click.option("--questions", type=_FILE, help="Labelled questions that must not be answered worse.")
@click.option("--against", type=_FOLDER, help="Worse than this policy, by default the shipped one.")
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Say it in this language.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def check(
    folder: Path | None,
    quick: bool,
    questions: Path | None,
    against: Path | None,
    lang: Language,
    as_json: bool,
) -> None:
    """Say what is wrong with the policy in FOLDER, by default the shipped one.

    Nothing is written. Exits with 1 when there are errors.
    """
    if not quick:
        click.echo(say("asking", lang), err=True)
    problems = everything(folder or shipped(), quick=quick)
    if questions:
        problems = in_order((*problems, *_worse(against or shipped(), folder or shipped(), questions)))
    click.echo(_json(problems) if as_json else "\n".join(_lines(problems, lang)))
    sys.exit(1 if _count(problems, "error") else 0)


def _worse(before: Traversable, after: Traversable, questions: Path) -> tuple[Problem, ...]:
    """Compare two policies; one that cannot be read is not compared, for `check` says what is wrong."""
    try:
        rows, old = load_questions(questions), read(before)
    except (ValueError, LibraryError) as error:
        raise click.ClickException(str(error)) from None
    try:
        return compare(old, read(after), rows, questions.name)
    except LibraryError:
        return ()


def _count(problems: tuple[Problem, ...], severity: str) -> int:
    return sum(each.severity == severity for each in problems)


def _lines(problems: tuple[Problem, ...], reader: Language) -> list[str]:
    lines = [
        f"{say(f'severity-{each.severity}', reader)}  {each.place}: {each.text[reader]}" for each in problems
    ]
    counts = {"errors": _count(problems, "error"), "warnings": _count(problems, "warning")}
    summary = "summary" if counts["errors"] else "summary-fine" if problems else "summary-clean"
    return [*lines, say(summary, reader, **counts)]


def _json(problems: tuple[Problem, ...]) -> str:
    told = {
        "errors": _count(problems, "error"),
        "warnings": _count(problems, "warning"),
        "problems": [
            {"severity": each.severity, "place": each.place, "rule": each.rule, "text": each.text}
            for each in problems
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
