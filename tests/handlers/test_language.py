"""People are answered in the language they write in, or in the one they chose."""

from __future__ import annotations

import pytest

from handlers.conversation import Conversation
from handlers.language import fix, language_button, settle
from handlers.plain import as_text
from handlers.routes import decide
from knowledge.language import LANGUAGES, Language
from tests.builders import context, finding, message


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("ja", "cookies?", "en"),
        ("en", "クッキーは？", "ja"),
        ("en", "削除", "ja"),
        ("en", "123 👍", "en"),
        ("ja", "123 👍", "ja"),
        ("ja", "PR-2026-000123", "ja"),
        ("ja", "ＰＲ－２０２６－０００５９１", "ja"),
        ("ja", "pr2026000123", "ja"),
        ("ja", "taro@example.jp https://example.jp/x", "ja"),
        ("en", "taro@example.jpです", "ja"),
        ("ja", "cancel PR-2026-000123", "en"),
    ],
)
def test_the_script_of_the_message_decides(before: Language, text: str, after: Language) -> None:
    conversation = Conversation(language=before)
    settle(conversation, text)

    assert conversation.language == after


def test_a_chosen_language_stays_whatever_is_written() -> None:
    conversation = Conversation(language="en", language_fixed=True)
    settle(conversation, "クッキーは？")

    assert conversation.language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("日本語で", "ja"),
        ("日本語でお願いします", "ja"),
        ("in Japanese please", "ja"),
        ("英語で", "en"),
        ("英語で答えてください", "en"),
        ("In English, please", "en"),
        ("English", "en"),
    ],
)
def test_a_person_can_choose_the_language_in_the_chat(text: str, language: Language) -> None:
    ctx = context(finding("answer", "9"))
    decide(message(text), ctx)

    assert (ctx.conversation.language, ctx.conversation.language_fixed) == (language, True)


@pytest.mark.parametrize(
    "text", ["Is the English version binding?", "日本語の原文はどこですか", "英語版は正式なもの？"]
)
def test_a_question_about_the_languages_of_the_policy_chooses_none(text: str) -> None:
    ctx = context(finding("answer", "9"))
    decide(message(text), ctx)

    assert not ctx.conversation.language_fixed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_change_is_confirmed_in_the_chosen_language(language: Language) -> None:
    expected = {"ja": "これからは日本語でお答えします。", "en": "I will answer in English from now on."}

    assert as_text(fix(language, context()).replies) == expected[language]


def test_the_button_to_change_is_labelled_for_those_who_need_it() -> None:
    assert (language_button("ja").label, language_button("en").label) == ("English", "日本語")
