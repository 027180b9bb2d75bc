"""A question is answered with the passage, in the person's language, and never with more than was found."""

from __future__ import annotations

import pytest

from handlers.ask import answer
from handlers.matches import WORTH_OFFERING
from handlers.replies import AnswerCard, Open, Press
from knowledge.findings import Finding, Match
from tests.builders import context, corpus, finding, mention, message
from tests.fakes import ScriptedFinder


def card_for(text: str, *ids: str) -> AnswerCard:
    (reply,) = answer(message(text), context(finding("answer", *ids))).replies
    assert isinstance(reply, AnswerCard)
    return reply


def test_the_answer_quotes_the_first_passage_word_for_word() -> None:
    card = card_for("cookies?", "1.cookies")

    assert card.title == "Title 1.cookies"
    assert card.quote == "Cookies\n\nCookies may be turned off."
    assert card.summary == "Summary of 1.cookies."


def test_the_runners_up_are_offered_beside_the_answer() -> None:
    decision = answer(message("cookies?"), context(finding("answer", "1.cookies", "9", "13", "2")))
    (card,) = decision.replies

    assert [choice.argument for choice in card.choices] == ["9", "13"]
    assert decision.sections == ("1.cookies", "9", "13")


@pytest.mark.parametrize(
    ("second", "third", "offered"),
    [
        (WORTH_OFFERING, WORTH_OFFERING, ["9", "13"]),
        (WORTH_OFFERING, 0.19, ["9", "1"]),
        (0.19, 0.19, ["1", "2"]),
        (0.01, 0.0, ["1", "2"]),
    ],
)
def test_where_the_others_are_weak_what_belongs_with_the_answer_is_offered(
    second: float, third: float, offered: list[str]
) -> None:
    matches = (Match("1.cookies", 0.9), Match("9", second), Match("13", third))
    decision = answer(message("cookies?"), context(Finding("answer", matches, 0.9)))
    (card,) = decision.replies

    assert isinstance(card, AnswerCard)
    assert [choice.argument for choice in card.choices] == offered
    assert "1" not in decision.sections  # what was found is one thing, what belongs with it another


def test_nothing_is_offered_twice_and_the_answer_itself_never() -> None:
    decision = answer(message("collection?"), context(finding("answer", "1", "9", "2")))
    (card,) = decision.replies

    assert isinstance(card, AnswerCard)
    assert [choice.argument for choice in card.choices] == ["9", "2"]


def test_the_card_leads_to_links_full_text_related_topics_and_a_person() -> None:
    buttons = card_for("cookies?", "1.cookies").buttons

    assert buttons[0] == Open("Opt out", "https://example.org/opt-out")
    assert [(press.command, press.argument) for press in buttons if isinstance(press, Press)] == [
        ("full", "1.cookies"),
        ("related", "1.cookies"),
        ("contact", ""),
    ]


def test_what_was_quoted_is_remembered_for_a_follow_up() -> None:
    ctx = context(finding("answer", "1.cookies", "9"))
    answer(message("cookies?"), ctx)

    assert ctx.conversation.last_passages == ("1.cookies",)


@pytest.mark.parametrize(("text", "language"), [("クッキーは？", "ja"), ("cookies?", "en"), ("123", "ja")])
def test_the_question_is_looked_up_in_its_own_language(text: str, language: str) -> None:
    finder = ScriptedFinder(corpus(), finding("answer", "9"))
    answer(message(text), context(finder=finder, language="ja"))

    assert finder.asked == [(text, language)]


def test_a_passage_without_body_is_quoted_with_the_offer_of_a_person() -> None:
    decision = answer(message("others?"), context(finding("answer", "2")))
    (card,) = decision.replies

    assert isinstance(card, AnswerCard)
    assert "Example Center (desk@example.org)" in card.notes[-1]
    assert decision.escalation


def test_an_ordinary_answer_escalates_nothing() -> None:
    assert not answer(message("cookies?"), context(finding("answer", "1.cookies"))).escalation


def test_in_a_group_the_card_has_links_but_nothing_that_needs_memory() -> None:
    (card,) = answer(mention("cookies?"), context(finding("answer", "1.cookies", "9"))).replies

    assert isinstance(card, AnswerCard)
    assert card.buttons == (Open("Opt out", "https://example.org/opt-out"),)
    assert card.choices == ()


def test_a_leading_and_does_not_make_a_question_less_clear() -> None:
    """What stands behind it is looked up, too, and the surer finding counts."""
    surer = {"cookies used": finding("choose", "1.cookies", "2", confidence=0.7)}
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.4), surer)

    decision = answer(message("and cookies used?"), context(finder=finder))

    assert (decision.tier, decision.sections) == ("choose", ("1.cookies", "2"))
