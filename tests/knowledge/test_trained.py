"""The shipped ranking is that of the shipped knowledge, is small, and is the same wherever it is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from knowledge.library import load
from knowledge.trained import ranking_of, read_ranking, train_ranking, written

CORPUS = load()
SHIPPED = Path(__file__).parents[2] / "knowledge" / "policies" / "line-works" / "trained.npz"


def test_the_shipped_ranking_is_current() -> None:
    """After a change of the knowledge: `python -m knowledge.trained`."""
    assert read_ranking(SHIPPED.read_bytes(), CORPUS) is not None


def test_the_shipped_ranking_is_small() -> None:
    """It travels with the code."""
    assert SHIPPED.stat().st_size <= 3_000_000


def test_a_ranking_of_another_corpus_is_not_used() -> None:
    """An edited policy never answers by what an earlier one taught."""
    assert read_ranking(SHIPPED.read_bytes(), replace(CORPUS, version="edited")) is None


def test_an_edited_corpus_is_trained_when_it_is_first_read() -> None:
    """Somebody who tries an edit need not know of the stored file."""
    edited = replace(CORPUS, version="edited", passages=CORPUS.passages[:3], unstated=())

    assert ranking_of(edited).speaks_for.shape[1] == 3


def test_a_written_ranking_is_read_as_it_was() -> None:
    """Storing costs nothing of the ranking, and the same ranking has the same bytes."""
    corpus = replace(CORPUS, passages=CORPUS.passages[:4], unstated=CORPUS.unstated[:2], asked=())
    ranking = train_ranking(corpus)
    raw = written(ranking, corpus)
    read = read_ranking(raw, corpus)

    assert read is not None
    vector = ranking.vocabulary.vector("do you use cookies")
    assert np.array_equal(read.rank(read.vocabulary.vector("do you use cookies")), ranking.rank(vector))
    assert written(read, corpus) == raw


@pytest.mark.parametrize("message", ["do you use cookies", "クッキー", "", "qqq"])
def test_a_rank_is_counted_in_whole_steps(message: str) -> None:
    """Nothing depends on the order in which a machine adds."""
    ranking = ranking_of(CORPUS)
    vector = ranking.vocabulary.vector(message)
    backwards = replace(vector, pieces=vector.pieces[::-1], weights=vector.weights[::-1])

    assert np.array_equal(ranking.rank(vector), ranking.rank(backwards))
