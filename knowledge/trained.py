"""The ranking of the shipped policy, trained when it was published: `policies/<id>/trained.npz`.

`python -m knowledge.trained` writes it anew in seconds, after the policy, its example questions, its concepts
or the code of the ranking changed.
"""

from __future__ import annotations

import io
import sys
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable

import numpy as np

from knowledge.concepts import Lexicon
from knowledge.exemplars import entry_ids, exemplars_of
from knowledge.library import load
from knowledge.passages import Corpus
from knowledge.ranking import Ranking
from knowledge.training import train
from knowledge.vocabulary import Vocabulary

_FORMAT = 1  # to be counted up when the same bytes come to mean something else


def ranking_of(corpus: Corpus) -> Ranking:
    """Return the stored ranking of exactly this corpus, or train one where there is none."""
    path = _shelf(corpus)
    stored = read_ranking(path.read_bytes(), corpus) if path.is_file() else None
    return stored or train_ranking(corpus)


def train_ranking(corpus: Corpus) -> Ranking:
    """Train the ranking of a corpus, which takes seconds where there are thousands of examples."""
    return train(exemplars_of(corpus), len(entry_ids(corpus)), Lexicon(corpus.concepts))


def written(ranking: Ranking, corpus: Corpus) -> bytes:
    """Return a ranking as the bytes that `read_ranking` reads."""
    rarity = np.rint(np.asarray(ranking.vocabulary.rarity) * 16).astype(np.uint8)
    pieces = np.frombuffer("\n".join(ranking.vocabulary.pieces).encode(), np.uint8)
    file = io.BytesIO()
    np.savez_compressed(
        file,
        label=np.frombuffer(_label(corpus).encode(), np.uint8),
        pieces=pieces,
        rarity=rarity,
        speaks_for=ranking.speaks_for,
        step=np.float64(ranking.step),
    )
    return file.getvalue()


def read_ranking(raw: bytes, corpus: Corpus) -> Ranking | None:
    """Return the ranking that was written for this corpus; None when it is of another one."""
    with np.load(io.BytesIO(raw), allow_pickle=False) as file:
        if file["label"].tobytes().decode() != _label(corpus):
            return None
        pieces = file["pieces"].tobytes().decode().split("\n")
        rarity = (file["rarity"].astype(np.float64) / 16).tolist()
        vocabulary = Vocabulary(pieces, rarity, Lexicon(corpus.concepts))
        return Ranking(vocabulary, file["speaks_for"], float(file["step"]))


def _label(corpus: Corpus) -> str:
    """Return what a ranking must be of to fit: the format, the corpus and its entries."""
    return "\n".join((str(_FORMAT), corpus.version, *entry_ids(corpus)))


def _shelf(corpus: Corpus) -> Traversable:
    return files("knowledge") / "policies" / corpus.policy.id / "trained.npz"


def main() -> None:
    """Write the ranking of the shipped policy anew."""
    corpus = load()
    raw = written(train_ranking(corpus), corpus)
    with as_file(_shelf(corpus)) as path:
        path.write_bytes(raw)
    sys.stdout.write(f"{corpus.policy.id}: {len(raw):,} bytes for corpus {corpus.version}\n")


if __name__ == "__main__":
    main()
