"""A card carries everything an answer owes: summary, quote, place, date, what prevails, notes and ways on."""

from __future__ import annotations

import pytest

from handlers.cards import card
from handlers.plain import as_text
from knowledge import library
from knowledge.language import LANGUAGES, Language
from knowledge.passages import Passage
from tests.builders import EMAIL, context, corpus, finding, passage
from tests.fakes import ScriptedFinder

CORPUS = library.load()


def test_a_japanese_card_marks_the_summary_as_ours_and_the_quote_as_a_translation() -> None:
    shown = card(corpus().passage("1.cookies"), context(language="ja"), "direct")

    assert (shown.summary_label, shown.summary) == ("参考要約", "1.cookiesの要約です。")
    assert (shown.quote_label, shown.prevails) == (
        "英訳からの引用",
        "引用は英訳です。日本語の原文が優先します。",
    )
    assert (shown.section, shown.revision) == ("見本ポリシー 1.cookies「1.cookiesの題」", "2022年4月1日改定")


def test_an_english_card_says_that_the_japanese_original_prevails() -> None:
    shown = card(corpus().passage("1.cookies"), context(), "direct")

    assert (shown.summary_label, shown.quote_label) == ("In short", "Quote from the English translation")
    assert shown.prevails == "The quote is an English translation; the Japanese original prevails."
    assert shown.notes == ("Some services need them.",)


def test_a_quote_of_the_original_has_no_such_line() -> None:
    held = passage("9", "Section 9.", original="第9条です。")
    ctx = context(language="ja", finder=ScriptedFinder(corpus(held), finding("fallback")))
    shown = card(held, ctx, "direct")

    assert (shown.quote_label, shown.quote, shown.prevails) == ("ポリシー本文より", "第9条です。", "")


@pytest.mark.parametrize(("language", "address"), [("ja", "東京都見本区1-1"), ("en", "1-1 Mihon, Tokyo")])
def test_the_contact_passage_shows_address_and_e_mail_whole(language: Language, address: str) -> None:
    shown = card(corpus().passage("13"), context(language=language), "direct")

    assert EMAIL in shown.notes[0]
    assert address in shown.notes[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("one", CORPUS.passages, ids=lambda one: str(one.id))
def test_every_passage_of_the_policy_makes_a_complete_card(one: Passage, language: Language) -> None:
    ctx = context(language=language, finder=ScriptedFinder(CORPUS, finding("fallback")))
    text = as_text([card(one, ctx, "direct")])

    for owed in (one.title[language], one.summary[language], one.text["en"].strip(), *one.notes[language]):
        assert owed in text
    for link in one.links:
        assert link.url in text
