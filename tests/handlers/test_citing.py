"""A quote is verbatim, and where it stands, from when it is and what prevails is said truthfully."""

from __future__ import annotations

from datetime import date

import pytest

from handlers.citing import cite, in_words, section
from knowledge import library
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Passage
from tests.builders import POLICY, corpus, passage

CORPUS = library.load()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", CORPUS.passages, ids=lambda one: str(one.id))
def test_every_passage_of_the_policy_is_quoted_verbatim(one: Passage, language: Language) -> None:
    cited = cite(one, CORPUS, language)

    assert cited.quote
    assert cited.quote in one.text["en"]
    assert cited.translated


def test_exactly_one_passage_of_the_policy_has_no_body_at_all() -> None:
    assert [one.id for one in CORPUS if cite(one, CORPUS, "en").empty] == ["2.2.other-stakeholders"]


def test_the_whole_of_a_section_has_everything_below_it_in_order() -> None:
    whole = cite(CORPUS.passage("2"), CORPUS, "en").whole
    below = [one.text["en"].strip() for one in CORPUS if one.id.startswith("2.")]

    assert [whole.index(text) for text in below] == sorted(whole.index(text) for text in below)


@pytest.mark.parametrize(
    ("language", "quote", "translated"), [("ja", "第9条", False), ("en", "Section 9.", True)]
)
def test_the_readers_language_is_quoted_where_we_hold_it(
    language: Language, quote: str, translated: bool
) -> None:
    one = passage("9", "Section 9.", original="第9条")
    cited = cite(one, corpus(one), language)

    assert (cited.quote, cited.translated) == (quote, translated)


@pytest.mark.parametrize(
    ("number", "language", "named"),
    [
        ("2 (2)", "en", "Example Policy 2 (2), Title x"),
        ("2 (2)", "ja", "見本ポリシー 2 (2)「xの題」"),
        ("Preamble", "en", "Example Policy, Title x"),
        ("Preamble", "ja", "見本ポリシー「xの題」"),
    ],
)
def test_the_place_is_named_with_its_number_if_it_has_one(
    number: str, language: Language, named: str
) -> None:
    assert section(passage("x", "Text.", number=number), POLICY, language) == named


@pytest.mark.parametrize(("language", "words"), [("en", "December 24, 2026"), ("ja", "2026年12月24日")])
def test_dates_are_written_as_people_read_them(language: Language, words: str) -> None:
    assert in_words(date(2026, 12, 24), language) == words
