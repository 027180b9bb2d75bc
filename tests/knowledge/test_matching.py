"""The right passage is found, surely or not at all, for any text whatever."""

from __future__ import annotations

import string
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.findings import Finder, Finding
from knowledge.language import LANGUAGES, Language, language_of
from knowledge.library import load
from knowledge.matching import Matcher
from knowledge.passages import Corpus

CORPUS = load()
MATCHER: Finder = Matcher(CORPUS)

any_text = st.text(st.characters(exclude_categories=()), max_size=400)
any_language = st.sampled_from(LANGUAGES)


def find(question: str) -> Finding:
    """Ask in the language the question is written in."""
    return MATCHER.find(question, language_of(question) or "en")


@pytest.mark.parametrize(
    ("question", "passage_id"),
    [
        ("クッキーって何に使ってるの？", "2.2.cookies"),
        ("do you sell my data?", "4"),
        ("位置情報は取られますか", "2.2.location"),
        ("how do I opt out of Google Analytics?", "10.google-analytics"),
        ("who do I contact?", "13"),
    ],
)
def test_a_plain_question_is_answered_with_its_passage(question: str, passage_id: str) -> None:
    """What most people ask is answered without asking back."""
    finding = find(question)

    assert finding.tier == "answer"
    assert finding.matches[0].passage_id in {
        passage_id,
        *(child.id for child in CORPUS.children(passage_id)),
    }


@pytest.mark.parametrize(
    ("question", "unstated"),
    [
        ("is my data used to train an AI?", "ai-training"),
        ("会社の管理者は私の利用状況を見られますか", "employer-access"),
        ("what is the weather like today", "chit-chat"),
        ("料金プランはいくらですか", "prices-and-plans"),
    ],
)
def test_what_the_policy_does_not_state_is_named(question: str, unstated: str) -> None:
    """A known unknown is told, first with the passages laid down as near it, and never as an answer."""
    finding = find(question)
    near = CORPUS.unstated_entry(unstated).nearest

    assert (finding.tier, finding.unstated) == ("fallback", unstated)
    assert tuple(match.passage_id for match in finding.matches[: len(near)]) == near


@pytest.mark.parametrize(
    "question", ["", " ", "???", "🍣🍣🍣", "\ud800\udfff", "\x00\x00", "qwpx zzkv", "ㅋㅋㅋ", "1"]
)
def test_what_is_no_question_gets_no_answer(question: str) -> None:
    """Noise is not met with a quote."""
    for language in LANGUAGES:
        assert MATCHER.find(question, language).tier != "answer"


def test_greetings_around_a_question_do_not_hide_it() -> None:
    """The sentence that asks is found in a polite message."""
    finding = find(
        "お世話になっております。株式会社サンプルの山田と申します。突然のご連絡失礼いたします。"
        "位置情報は取得されますか？お忙しいところ恐れ入りますが、何卒よろしくお願いいたします。"
    )

    assert finding.matches[0].passage_id == "2.2.location"


@pytest.mark.parametrize(
    "written",
    [
        "クッキーは何のためですか",
        "くっきーはなんのためですか",
        "ｸｯｷｰは何のためですか",
        "🍪クッキーは、何のためですか！！",
    ],
)
def test_the_way_of_writing_does_not_matter(written: str) -> None:
    """Kana, width and emoji find the same passage."""
    assert find(written).matches[0].passage_id == "2.2.cookies"


@settings(deadline=None)
@given(any_text, any_language)
def test_any_text_has_a_finding(text: str, language: Language) -> None:
    """Never an error, never more than eight matches, never an id that does not exist."""
    finding = MATCHER.find(text, language)
    ids = [match.passage_id for match in finding.matches]

    assert 0 <= finding.confidence <= 1
    assert all(0 <= match.confidence <= 1 for match in finding.matches)
    assert len(ids) <= 8
    assert len(set(ids)) == len(ids)
    assert all(passage_id in CORPUS for passage_id in ids)
    assert finding.unstated is None or (
        finding.tier == "fallback" and CORPUS.unstated_entry(finding.unstated).id == finding.unstated
    )
    assert finding.tier == "fallback" or finding.matches


@settings(deadline=None)
@given(st.sampled_from([q for p in CORPUS for qs in p.questions.values() for q in qs]), any_language)
def test_matches_come_best_first_with_the_confidence_of_the_finding(
    question: str, language: Language
) -> None:
    """The first match is what the finding is sure of."""
    finding = MATCHER.find(question, language)
    confidences = [match.confidence for match in finding.matches]

    if finding.unstated is None:
        assert confidences == sorted(confidences, reverse=True)
        assert confidences[0] == finding.confidence


@settings(deadline=None)
@given(any_text)
def test_the_same_question_is_found_the_same_twice(text: str) -> None:
    """There is no chance in it."""
    assert MATCHER.find(text, "ja") == MATCHER.find(text, "ja")


def test_two_matchers_of_one_corpus_agree() -> None:
    """A second worker answers like the first."""
    other = Matcher(load())

    for passage in CORPUS:
        question = passage.questions["en"][0]
        assert other.find(question, "en") == MATCHER.find(question, "en")


def test_threads_asking_at_once_hear_what_one_would_hear() -> None:
    """A matcher is shared by all threads of a process."""
    questions = [question for passage in CORPUS for question in passage.questions["ja"][:4]]
    alone = [MATCHER.find(question, "ja") for question in questions]

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda question: MATCHER.find(question, "ja"), questions))

    assert together == alone


@pytest.mark.parametrize(
    "text", ["あ🙂", "クッキーは？", "delete my data. ", "\ufdfa", "\ud800", string.printable]
)
def test_the_longest_message_is_searched_too(text: str) -> None:
    """Five thousand characters of anything have a finding."""
    assert MATCHER.find((text * 5_000)[:5_000], "ja").tier in {"answer", "choose", "fallback"}


def test_every_example_question_of_a_passage_finds_it_among_the_first_three() -> None:
    """What the editors wrote down as examples works."""
    missed = [
        (passage.id, question)
        for passage in CORPUS
        for language, questions in passage.questions.items()
        for question in questions
        if passage.id not in [match.passage_id for match in MATCHER.find(question, language).matches[:3]]
    ]

    assert missed == []


def small(corpus: Corpus, passages: int) -> Corpus:
    """Return a corpus of the first few passages, without known unknowns."""
    return replace(corpus, passages=corpus.passages[:passages], unstated=())


@pytest.mark.parametrize("passages", [1, 2])
def test_a_corpus_of_hardly_any_passage_can_be_searched(passages: int) -> None:
    """An admin may begin with a single passage and name no known unknown."""
    finding = Matcher(small(CORPUS, passages)).find("which language prevails?", "en")

    assert finding.matches[0].passage_id == "preamble"
    assert finding.unstated is None


@pytest.mark.parametrize(
    ("message", "both"),
    [
        ("Do you use cookies? And how is my credit card handled?", {"2.2.cookies", "2.2.payment"}),
        (
            "位置情報は取得されますか？Google Analyticsを止める方法も教えて。",
            {"2.2.location", "10.google-analytics"},
        ),
    ],
)
def test_two_questions_in_one_message_are_both_among_the_first_three(message: str, both: set[str]) -> None:
    """The weaker question is not lost beside the stronger one."""
    assert both <= {match.passage_id for match in find(message).matches[:3]}
