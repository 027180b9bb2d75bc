"""`evaluate`: how good the answers are, and what messages are taken for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import click

from bot.bootstrap.knowledge import finder
from handlers.reactions import Reaction, Reactions, react
from knowledge.evaluate import LanguageScores, Share
from knowledge.labelled import Question, load_questions


@click.command()
@click.argument(
    "files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of tables.")
@click.option("--failed", is_flag=True, help="Print the messages that went wrong, too.")
def evaluate(files: tuple[Path, ...], as_json: bool, failed: bool) -> None:
    """Let the desk react to labelled messages (JSON lines) and score it."""
    now = datetime.now(UTC)
    scores = {path.name: react(finder(), _rows(path), now) for path in files}
    if as_json:
        told = {name: _figures(each, failed) for name, each in scores.items()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for name, each in scores.items():
        click.echo(f"{name}\n{each.answers}\n\n{_kinds(each)}\n\n{_confusion(each)}\n")
        for reaction in each.missed if failed else ():
            click.echo(_line(reaction))


def _rows(path: Path) -> tuple[Question, ...]:
    try:
        return load_questions(path)
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _kinds(scores: Reactions) -> str:
    lines = [f"{kind:24}{scores.share(kind)!s:>20}" for kind in scores.kinds]
    lines.append(f"{'false starts':24}{scores.false_starts!s:>20}")
    lines.append(f"{'must not be said':24}{scores.leaks:>8}")
    return "\n".join(lines)


def _confusion(scores: Reactions) -> str:
    """Return a table: a line for each kind of row, a column for each kind it was taken for."""
    counts = scores.confusion
    columns = list(dict.fromkeys((*scores.kinds, *(heard for _, heard in counts))))
    lines = [f"{'taken for':14}" + "".join(f"{name or 'nothing':>13}" for name in columns)]
    lines += [
        f"{kind:14}" + "".join(f"{counts[kind, name] or '·':>13}" for name in columns)
        for kind in scores.kinds
    ]
    return "\n".join(lines)


def _figures(scores: Reactions, failed: bool) -> dict[str, object]:
    answers = scores.answers
    columns: list[tuple[str, LanguageScores]] = [("all", answers.overall), *answers.by_language.items()]
    figures: dict[str, object] = {
        language: {name: _share(share) for name, share in column.shares().items()}
        for language, column in columns
    }
    figures["kinds"] = {kind: _share(scores.share(kind)) for kind in scores.kinds}
    figures["confusion"] = {
        kind: {heard: count for (row, heard), count in sorted(scores.confusion.items()) if row == kind}
        for kind in scores.kinds
    }
    figures["false_starts"] = _share(scores.false_starts)
    figures["must_not_be_said"] = scores.leaks
    if failed:
        figures["failed"] = [_told(reaction) for reaction in scores.missed]
    return figures


def _share(share: Share) -> dict[str, float]:
    return {"rate": round(share.rate, 4), "part": share.part, "whole": share.whole}


def _told(reaction: Reaction) -> dict[str, object]:
    row, decision = reaction.row, reaction.decision
    return {
        "id": row.id,
        "language": row.language,
        "kind": row.kind,
        "text": row.text,
        "expected": list(row.sections or row.rights),
        "heard": decision.kind,
        "tier": decision.tier,
        "found": list(decision.sections),
        "rights": list(decision.rights),
        "behaviour": decision.behaviour,
        "confidence": decision.confidence,
    }


def _line(reaction: Reaction) -> str:
    row, decision = reaction.row, reaction.decision
    expected = " ".join((row.kind, *(row.sections or row.rights), *filter(None, (row.behaviour,))))
    found = " ".join(decision.sections or decision.rights) or decision.behaviour or "nothing"
    heard = f"{decision.kind} {decision.tier} {decision.confidence:.2f}"
    return f"{row.id}  {row.text[:200]!r}\n    expected {expected}; {heard}: {found}"
