"""Finding passages compared in one run: `python -m benchmarks.match` (`make bench-match`).

rapidfuzz's default extractor, BM25, letter TF-IDF and ours, over the same knowledge and on questions that
none of them has seen; the finder and the whole desk on each file of messages that they have not seen; ours
with up to 100,000 example questions. Writes docs/matching.md and its pictures with --write.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.match_desk import asked, desk
from benchmarks.match_files import by_file
from benchmarks.match_growth import grow
from benchmarks.match_measure import HEADER, Measured, measure
from benchmarks.match_rivals import RIVALS, Likest, Ours
from benchmarks.match_tiers import picture, picture_name, rows_by_language, tiers
from benchmarks.match_unseen import ask_each
from knowledge.exemplars import exemplars_of
from knowledge.holding_out import without
from knowledge.labelled import Question, load_questions
from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.passages import Corpus
from knowledge.trained import train_ranking

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "matching.md"
MARK = "<!-- measured: everything below is written by make bench-match -->\n"


def unseen() -> list[Question]:
    """Return the rows that are asked about and kept from the knowledge: the whole development set."""
    return list(load_questions(ROOT / "tests" / "questions" / "dev.jsonl"))


def compared(corpus: Corpus, rows: Sequence[Question]) -> list[Measured]:
    """Measure every way of finding on these rows."""
    exemplars = exemplars_of(corpus)
    found = [
        measure(name, lambda build=build: Likest(build(exemplars), corpus), rows)  # type: ignore[misc]  # bound here
        for name, build in RIVALS.items()
    ]
    return [*found, measure("ours", lambda: Ours(Matcher(corpus, ranking=train_ranking(corpus))), rows)]


def held_out_by_file(corpus: Corpus) -> list[str]:
    """Return the tables of what becomes of files that were not learned from: by the finder, by the desk."""
    files = dict(ask_each(asked))
    return [
        "\n## Held out by file and at random\n",
        *by_file(corpus, {name: each.found for name, each in files.items()}),
        "\n## The whole desk, held out by file\n",
        *desk({name: each.reactions for name, each in files.items()}),
    ]


def main() -> None:
    """Measure, print, and with --write put it into docs/matching.md."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--write", action="store_true", help="write docs/matching.md")
    options.add_argument("--most", type=int, default=100_000, help="example questions in the last step")
    chosen = options.parse_args()
    rows = unseen()
    corpus = without(load(), frozenset(row.id for row in rows))
    traded = rows_by_language(corpus)
    text = "\n".join(
        [
            "## Against other means\n",
            HEADER,
            *(str(each) for each in compared(corpus, rows)),
            *held_out_by_file(load()),
            "\n## Growth\n",
            *grow(corpus, rows, chosen.most),
            "\n## The trade-off\n",
            *tiers(traded),
        ]
    )
    sys.stdout.write(text + "\n")
    if chosen.write:
        kept = PAGE.read_text(encoding="utf-8").partition(MARK)[0]
        PAGE.write_text(f"{kept}{MARK}\n{text}\n", encoding="utf-8")
        for language, told in traded.items():
            path = PAGE.parent / "images" / picture_name(language)
            path.write_text(picture(language, told), encoding="utf-8")


if __name__ == "__main__":
    main()
