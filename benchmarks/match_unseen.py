"""Each file of labelled messages, with a finder and a model of wishes that learned from all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar
from unittest import mock

from knowledge.holding_out import without
from knowledge.labelled import Question, load_questions
from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.recognising.build import build
from knowledge.recognising.model import Model
from knowledge.trained import train_ranking

FILES = sorted((Path(__file__).parents[1] / "tests" / "questions").glob("*.jsonl"))
_PROCESSES = 2  # each needs 1.1 GB while its ranking is trained
Told = TypeVar("Told")


@dataclass(frozen=True, slots=True)
class Unseen:
    """A file's rows, and a finder and a model that have seen none of them."""

    path: Path
    rows: tuple[Question, ...]
    finder: Matcher
    model: Model

    def hearing(self) -> AbstractContextManager[object]:
        """Let handlers hear by this model within a `with` block."""
        return mock.patch("knowledge.recognising.wishes.load_model", return_value=self.model)


def ask_each(ask: Callable[[Unseen], Told]) -> Iterator[tuple[str, Told]]:
    """Yield every file's name and what `ask`, a function of a module, makes of it in a process of its own."""
    with ProcessPoolExecutor(_PROCESSES, get_context("spawn")) as processes:
        told = processes.map(partial(_asked, ask), FILES)
        yield from zip((path.name for path in FILES), told, strict=True)


def _asked(ask: Callable[[Unseen], Told], path: Path) -> Told:
    rows = load_questions(path)
    corpus = without(load(), frozenset(row.id for row in rows))
    finder = Matcher(corpus, ranking=train_ranking(corpus))
    return ask(Unseen(path, rows, finder, build([other for other in FILES if other != path])))
