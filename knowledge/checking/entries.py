"""What example questions lead to: passages, and what the policy does not state."""

from __future__ import annotations

from knowledge.passages import Corpus, Passage, Unstated

Entry = Passage | Unstated


def entries_of(corpus: Corpus) -> tuple[Entry, ...]:
    """Return all entries, passages first; their places are those the ranking knows them by."""
    return (*corpus.passages, *corpus.unstated)


def place_of(entry: Entry) -> str:
    """Return where an entry is written down."""
    if isinstance(entry, Passage):
        return f"passages/{entry.id}.toml"
    return f"unstated.toml: {entry.id}"
