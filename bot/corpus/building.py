"""A corpus as the store keeps it, made from files and brought back to life."""

from __future__ import annotations

from importlib.resources.abc import Traversable

from bot.corpus.packing import packed, unpacked
from bot.store.publications import KeptCorpus
from knowledge.library import LibraryError, read
from knowledge.matching import Matcher
from knowledge.passages import Corpus
from knowledge.trained import ranking_of, read_ranking, train_ranking, written


class NotReadable(Exception):
    """What is kept is damaged, or of another program than this one."""


def made(folder: Traversable, now: int) -> KeptCorpus:
    """Read a policy, learn from it and return both to be kept. Raises LibraryError naming file and field.

    Learning takes up to ten seconds where it was not done before.
    """
    corpus = read(folder)
    source = packed(folder)
    if read(unpacked(source)).version != corpus.version:
        raise LibraryError(f"{folder.name}: the files changed while they were read; try again")
    return _kept(corpus, source, written(ranking_of(corpus), corpus), now)


def learned_anew(kept: KeptCorpus, now: int) -> KeptCorpus:
    """Return the same corpus with what this program learns from it. Raises NotReadable."""
    corpus = corpus_of(kept)
    return _kept(corpus, kept.source, written(train_ranking(corpus), corpus), now)


def matcher_of(kept: KeptCorpus) -> Matcher | None:
    """Return what finds its passages; None when a program that learns otherwise has learned from it.

    Raises NotReadable.
    """
    corpus = corpus_of(kept)
    try:
        ranking = read_ranking(kept.trained, corpus)
        return Matcher(corpus, ranking=ranking) if ranking else None
    except Exception as error:
        raise NotReadable(f"{kept.version}: {type(error).__name__}") from error


def is_ready(kept: KeptCorpus) -> bool:
    """Say whether running processes of this program can take it over as it is."""
    try:
        return matcher_of(kept) is not None
    except NotReadable:
        return False


def corpus_of(kept: KeptCorpus) -> Corpus:
    """Return the passages alone. Raises NotReadable."""
    try:
        corpus = read(unpacked(kept.source))
    except Exception as error:
        raise NotReadable(f"{kept.version}: {type(error).__name__}") from error
    if corpus.version != kept.version:
        raise NotReadable(f"{kept.version}: what is kept is {corpus.version}")
    return corpus


def _kept(corpus: Corpus, source: bytes, trained: bytes, now: int) -> KeptCorpus:
    """Return what is to be kept, once it is proved that other processes can read it. Raises NotReadable."""
    kept = KeptCorpus(corpus.version, corpus.policy.id, len(corpus.passages), source, trained, now)
    if matcher_of(kept) is None:
        raise NotReadable(f"{kept.version}: what was learned is not what is read")
    return kept
