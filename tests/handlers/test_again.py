"""The last answer is repeated when it is asked for, and in the language a person changes to."""

from __future__ import annotations

import pytest

from handlers.conversation import Conversation
from handlers.plain import as_text
from handlers.replies import AnswerCard
from handlers.routes import decide
from tests.builders import context, mention, message, pressed


def last(*passages: str) -> Conversation:
    return Conversation(language="en", last_passages=passages)


def titles(text: str, conversation: Conversation, quoted: tuple[str, ...] = ()) -> list[str]:
    decision = decide(message(text), context(conversation=conversation, quoted=quoted))
    return [reply.title for reply in decision.replies if isinstance(reply, AnswerCard)]


@pytest.mark.parametrize(
    "text", ["日本語で", "in Japanese please", "can you say that in Japanese?", "それを日本語でお願いします"]
)
def test_who_changes_the_language_reads_the_last_answer_in_it(text: str) -> None:
    conversation = last("1.cookies")

    assert titles(text, conversation) == ["1.cookiesの題"]
    assert (conversation.language, conversation.language_fixed) == ("ja", True)


@pytest.mark.parametrize(
    "text",
    ["in English please", "英語で", "もう一度英語でお願いします", "それを英語で", "repeat that in English"],
)
def test_an_answer_in_japanese_is_repeated_in_english(text: str) -> None:
    conversation = Conversation(last_passages=("1.cookies",))

    assert titles(text, conversation) == ["Title 1.cookies"]


def test_the_new_language_is_confirmed_first() -> None:
    decision = decide(message("日本語で"), context(conversation=last("1.cookies")))

    assert as_text(decision.replies).startswith("これからは日本語でお答えします。")
    assert (decision.kind, decision.sections) == ("help", ("1.cookies",))


def test_the_button_for_the_other_language_repeats_the_answer_too() -> None:
    decision = decide(pressed("language", "ja"), context(conversation=last("1.cookies")))

    assert "1.cookiesの要約です。" in as_text(decision.replies)


def test_both_answers_of_two_questions_are_repeated() -> None:
    assert titles("日本語で", last("1.cookies", "9")) == ["1.cookiesの題", "9の題"]


@pytest.mark.parametrize("text", ["again please", "もう一度お願いします", "say that again", "もう一回"])
def test_the_last_answer_is_repeated(text: str) -> None:
    assert titles(text, last("1.cookies")) in (["Title 1.cookies"], ["1.cookiesの題"])


def test_a_quoted_answer_is_the_one_that_is_repeated() -> None:
    assert titles("日本語で", last("9"), quoted=("1.cookies",)) == ["1.cookiesの題"]


@pytest.mark.parametrize("shown", [(), ("gone",)])
def test_where_nothing_was_answered_only_the_language_changes(shown: tuple[str, ...]) -> None:
    decision = decide(message("日本語で"), context(conversation=last(*shown)))

    assert as_text(decision.replies) == "これからは日本語でお答えします。"


def test_before_anything_was_answered_again_shows_what_can_be_asked() -> None:
    assert decide(message("again please"), context()).kind == "help"


def test_in_a_group_nothing_is_repeated() -> None:
    assert decide(mention("again please"), context(conversation=last("9"))).kind == "help"
