"""Who quotes one of our answers means that one, whatever was said since."""

from __future__ import annotations

import pytest

from handlers.conversation import Conversation
from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import context, finding, mention, message
from tests.handlers.word_finder import WordFinder

KNOWN = {"consent": finding("choose", "2", "13"), "parcels": finding("choose", "13", "2")}


def last(*passages: str) -> Conversation:
    return Conversation(language="en", last_passages=passages)


@pytest.mark.parametrize(
    "text",
    [
        "full text",
        "tell me more about this",
        "もっと詳しく",
        "これ全文",
        "全文",
        "explain this in more detail",
    ],
)
def test_more_is_given_of_the_quoted_answer_and_not_of_the_last_one(text: str) -> None:
    ctx = context(conversation=last("9"), quoted=("1.cookies",))

    assert decide(message(text), ctx).sections == ("1.cookies",)
    assert ctx.conversation.last_passages == ("1.cookies",)


@pytest.mark.parametrize(
    "text",
    [
        "which section?",
        "Where does it say that?",
        "どこに書いてありますか？",
        "それは第何条ですか",
        "出典は？",
    ],
)
def test_the_section_of_the_quoted_answer_is_named(text: str) -> None:
    decision = decide(message(text), context(conversation=last("9"), quoted=("1.cookies",)))

    assert decision.sections == ("1.cookies",)
    assert "1.cookies" in as_text(decision.replies)
    assert "https://example.org/privacy" in as_text(decision.replies)


def test_a_section_that_is_but_a_heading_is_not_said_to_say_anything() -> None:
    text = as_text(decide(message("which section?"), context(quoted=("2",))).replies)

    assert "only a heading without a body" in text
    assert "This is in" not in text


def test_where_it_is_said_cannot_be_told_before_anything_was_said() -> None:
    assert decide(message("which section?"), context()).kind == "help"


def test_the_quoted_answer_decides_between_what_was_found() -> None:
    ctx = context(finder=WordFinder(KNOWN), conversation=last("9"), quoted=("1.cookies",))

    assert decide(message("and consent?"), ctx).sections == ("2",)


def test_beside_a_quote_a_short_question_needs_no_connective() -> None:
    quoted = context(finder=WordFinder(KNOWN), quoted=("9",))

    assert decide(message("do you send parcels?"), quoted).sections == ("13",)
    assert decide(message("do you send parcels?"), context(finder=WordFinder(KNOWN))).tier == "choose"


def test_who_is_not_content_with_an_earlier_answer_is_offered_what_is_near_that_one() -> None:
    decision = decide(message("👎"), context(conversation=last("9"), quoted=("1.cookies",)))

    assert (decision.tier, decision.sections) == ("choose", ("1", "2"))


@pytest.mark.parametrize("quoted", [(), ("gone",)])
def test_a_quote_of_nothing_we_know_changes_nothing(quoted: tuple[str, ...]) -> None:
    assert decide(message("full text"), context(conversation=last("9"), quoted=quoted)).sections == ("9",)


def test_a_question_of_its_own_is_answered_whatever_is_quoted() -> None:
    ctx = context(finding("answer", "13"), quoted=("1.cookies",))

    assert decide(message("What is the address of the center?"), ctx).sections == ("13",)


def test_a_group_has_no_quotes() -> None:
    assert decide(mention("full text"), context(quoted=("9",))).kind == "help"
