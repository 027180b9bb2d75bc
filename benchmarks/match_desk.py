"""How the whole desk reacts to strangers: each file by ranking and model of wishes that have not seen it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from benchmarks.match_unseen import Unseen
from handlers.reactions import Reactions, react
from knowledge.evaluate import Result, Share, evaluate

_NOW = datetime(2026, 4, 1, 3, 0, tzinfo=UTC)
_ACTS = ("right", "status", "withdraw", "human", "help", "smalltalk", "unsafe")
_COLUMNS = ("served", "wrong answers", *_ACTS, "false starts", "must not be said")
HEADER = f"""\
| held out | rows | {" | ".join(_COLUMNS)} |
| --- | --- |{" --- |" * len(_COLUMNS)}"""

_CONFUSED = """\
What the messages of all files are, and what they were taken for; a right counts here whichever was heard."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a file's rows got: from the finder alone, and from the whole desk."""

    found: tuple[Result, ...]
    reactions: Reactions


def asked(unseen: Unseen) -> Asked:
    """Ask the finder, then let the desk react."""
    found = evaluate(unseen.finder, unseen.rows).results
    with unseen.hearing():
        return Asked(found, react(unseen.finder, unseen.rows, _NOW))


def desk(files: Mapping[str, Reactions]) -> Iterator[str]:
    """Yield a line per file, one over all, and what was taken for what."""
    yield HEADER
    yield from (f"| {name} | {_line([one])} |" for name, one in files.items())
    yield f"| all | {_line(list(files.values()))} |"
    yield f"\n{_CONFUSED}\n"
    yield from _confusion(list(files.values()))


def _line(files: Sequence[Reactions]) -> str:
    answers = [one.answers.overall for one in files]
    shares = [
        _sum([one.served for one in answers]),
        _sum([one.wrong_answers for one in answers]),
        *(_sum([one.share(kind) for one in files]) for kind in _ACTS),
        _sum([one.false_starts for one in files]),
    ]
    told = [f"{share.rate:.1%}" if share.whole else "" for share in shares]
    rows = sum(len(one.each) for one in files)
    return " | ".join([f"{rows:,}", *told, str(sum(one.leaks for one in files))])


def _sum(shares: Sequence[Share]) -> Share:
    return Share(sum(share.part for share in shares), sum(share.whole for share in shares))


def _confusion(files: Sequence[Reactions]) -> Iterator[str]:
    counts = sum((one.confusion for one in files), Counter[tuple[str, str]]())
    kinds = ("policy", "out_of_scope", *_ACTS)
    heard = [*kinds, *sorted({name for _, name in counts} - {*kinds})]
    columns = [f"taken for {name or 'nothing'}".replace("_", " ") for name in heard]
    yield f"| is | {' | '.join(columns)} |"
    yield f"| --- |{' --- |' * len(heard)}"
    for kind in kinds:
        numbers = [f"{counts[kind, name]:,}" if counts[kind, name] else "" for name in heard]
        yield f"| {kind.replace('_', ' ')} | {' | '.join(numbers)} |"
