"""`evaluate`: how good the answers are."""

from __future__ import annotations

from pathlib import Path

import click

from bot.bootstrap.knowledge import finder
from knowledge.evaluate import evaluate as score
from knowledge.evaluate import load_questions


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
def evaluate(files: tuple[Path, ...]) -> None:
    """Score the answers on labelled questions (JSON lines)."""
    for path in files:
        click.echo(f"{path.name}\n{score(finder(), load_questions(path))}\n")
