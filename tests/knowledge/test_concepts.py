"""A concept is found by any of its words, in either language and however they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.concepts import Lexicon, read_concepts
from knowledge.library import load
from knowledge.normalise import key
from knowledge.records import LibraryError, Record

SHIPPED = Lexicon(load().concepts)
LEXICON = Lexicon(
    {
        "delete": ("delet*", "get rid of", "削除", "さくじょ"),
        "ai": ("ai", "人工知能"),
        "ad-id": ("広告ID", "advertising id"),
    }
)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("DELETING everything", ["delete"]),
        ("how do I get rid of it", ["delete"]),
        ("サクジョして", ["delete"]),
        ("sakujo dekimasu ka", ["delete"]),
        ("undeleted", []),
        ("AIに使う？", ["ai"]),
        ("I said so again", []),
        ("広告idを削除", ["ad-id", "delete"]),
        ("", []),
    ],
)
def test_a_message_names_the_concepts_whose_words_it_has(text: str, found: list[str]) -> None:
    """Whole Latin words, beginnings where a star allows it, and Japanese anywhere."""
    assert LEXICON.found(key(text)) == found


def test_concepts_that_stand_together_are_a_piece_of_their_own() -> None:
    """Deleting and an identifier together mean something that neither means."""
    assert LEXICON.pieces(key("広告idを削除")) == ["@ad-id", "@delete", "@ad-id&delete"]


@given(st.text(st.characters(exclude_categories=()), max_size=300))
def test_any_text_has_a_bounded_number_of_pieces(text: str) -> None:
    """No message is made expensive by naming everything."""
    assert len(SHIPPED.pieces(key(text))) <= 12 + 66


def test_a_concept_needs_words_in_both_languages() -> None:
    """A lexicon that leaves a language out is refused by name."""
    with pytest.raises(LibraryError, match=r"concepts\.toml: cookie: en is missing"):
        read_concepts(Record("concepts.toml", {"cookie": {"ja": ["クッキー"]}}))


def test_the_shipped_lexicon_has_no_concept_without_a_word_that_can_be_found() -> None:
    """Every term survives folding."""
    concepts = load().concepts

    assert len(concepts) >= 80
    for name, terms in concepts.items():
        assert any(name in Lexicon({name: (term,)}).found(key(term)) for term in terms), name
