"""Our finder with ever more example questions over the same passages."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from benchmarks.match_measure import durations
from benchmarks.match_rivals import Ours
from knowledge.concepts import Lexicon
from knowledge.exemplars import Exemplar, entry_ids, exemplars_of
from knowledge.labelled import Question
from knowledge.matching import Matcher
from knowledge.passages import Corpus
from knowledge.training import train

HEADER = """\
Example questions beyond ours are ours with words of two of them mixed: enough to fill the vocabulary, and no
test of accuracy.

| examples | pieces | p50 ms | p99 ms | build s (CPU) | table MB |
| --- | --- | --- | --- | --- | --- |"""


def grow(corpus: Corpus, rows: Sequence[Question], most: int) -> Iterator[str]:
    """Yield a table of sizes and times."""
    yield HEADER
    own = exemplars_of(corpus)
    for size in (len(own), 20_000, most):
        exemplars = [*own, *_mixed(own, size - len(own))]
        began = time.process_time()
        ranking = train(exemplars, len(entry_ids(corpus)), Lexicon(corpus.concepts))
        built = time.process_time() - began
        times = durations(Ours(Matcher(corpus, ranking=ranking)), rows)
        p50, p99 = np.percentile(times, 50), np.percentile(times, 99)
        table = ranking.speaks_for.nbytes / 2**20
        yield (
            f"| {len(exemplars):,} | {len(ranking.vocabulary):,} | {p50:.2f} | {p99:.2f} "
            f"| {built:.0f} | {table:.0f} |"
        )


def _mixed(own: Sequence[Exemplar], count: int) -> Iterator[Exemplar]:
    chance = random.Random(1)
    for _ in range(max(0, count)):
        one, other = chance.choice(own), chance.choice(own)
        cut = chance.randrange(1, max(2, len(one.key)))
        mixed = f"{one.key[:cut]}{other.key[chance.randrange(max(1, len(other.key))) :]}"
        yield replace(one, key=mixed[:120].strip() or one.key)
