"""Mistyped words are read as the known word that was meant, and nothing else is touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.respelling import Respelling

KNOWN = ("analytics", "cookies", "location", "personal", "delete", "share")


@pytest.fixture(scope="module")
def respelling() -> Respelling:
    """Give a respelling of a few words."""
    return Respelling(KNOWN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("can i turn off cokies", "can i turn off cookies"),
        ("cookeis?", "cookies?"),
        ("loaction data", "location data"),
        ("google analitycs", "google analytics"),
        ("persnoal info", "personal info"),
        ("sharre", "share"),
    ],
)
def test_a_slip_is_read_as_the_word_that_was_meant(respelling: Respelling, typed: str, meant: str) -> None:
    assert respelling.of(typed) == meant


@pytest.mark.parametrize(
    "key",
    [
        "cookies",
        "cook",  # too short to tell
        "bookies",  # begins with another letter
        "shiver",  # two slips from "share", and short
        "allocation",  # a word of its own
        "クッキーは とめられますか",
        "12345 4111111111111111",
        "",
    ],
)
def test_what_is_no_slip_stays(respelling: Respelling, key: str) -> None:
    assert respelling.of(key) == key


@given(st.text(max_size=200))
def test_any_text_is_taken_and_a_second_reading_changes_nothing(text: str) -> None:
    once = Respelling(KNOWN).of(text)
    assert Respelling(KNOWN).of(once) == once


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("what are cokies used for?", "2.2.cookies"),
        ("do you collect my locatoin", "2.2.location"),
        ("how do i opt out of google analitics?", "10.google-analytics"),
    ],
)
def test_a_mistyped_question_finds_its_passage(question: str, passage: str) -> None:
    finding = Matcher(load()).find(question, "en")
    assert (finding.matches[0].passage_id, finding.tier) == (passage, "answer")
