"""Where others read along we answer when asked, about the policy, and about nobody's own matters."""

from __future__ import annotations

import pytest

from handlers.decisions import Decision
from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import EMAIL, context, corpus, finding, mention, message
from tests.fakes import ScriptedFinder

FOUND = finding("answer", "1.cookies", "9")
PERSONAL = (
    "I cannot answer personal matters in a group. Please write to me in a 1:1 chat.",
    "ご本人に関わることは、グループではお答えできません。私との1対1のトークでお尋ねください。",
)


def test_talk_that_does_not_name_us_is_not_for_us() -> None:
    assert decide(message("what about cookies?", place="group"), context(FOUND)) == Decision()


def test_a_general_question_to_us_is_answered() -> None:
    decision = decide(mention("what about cookies?"), context(FOUND))

    assert "Cookies may be turned off." in as_text(decision.replies)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("delete my data", "right"),
        ("what do you have about me?", "right"),
        ("PR-2026-000123", "status"),
        ("cancel my deletion request", "withdraw"),
        ("contact me please", "right"),
        ("let me talk to a person", "human"),
        ("私のデータを消してください", "right"),
        ("私について何を登録していますか", "right"),
        ("PR-2026-000123どうなってますか", "status"),
        ("担当者と話したい", "human"),
    ],
)
def test_personal_matters_are_pointed_to_the_1_to_1_chat_and_nothing_else_is_said(
    text: str, kind: str
) -> None:
    decision = decide(mention(text), context(FOUND))

    assert as_text(decision.replies) in PERSONAL
    assert (decision.kind, decision.sections, decision.escalation) == (kind, (), False)


@pytest.mark.parametrize("text", ["help", "full text", "related", "topics", "メニュー", ""])
def test_what_needs_memory_or_a_menu_gets_our_introduction(text: str) -> None:
    heard = as_text(decide(mention(text), context(FOUND, language="ja")).replies)

    assert "1:1 chat" in heard or "1対1のトーク" in heard


@pytest.mark.parametrize("text", ["@Madoguchi what about cookies?", "@窓口 @Bob what about cookies?"])
def test_a_leading_mention_is_not_part_of_the_question(text: str) -> None:
    finder = ScriptedFinder(corpus(), FOUND)
    decide(mention(text), context(finder=finder))

    assert finder.asked == [("what about cookies?", "en")]


def test_a_mention_inside_the_question_stays() -> None:
    finder = ScriptedFinder(corpus(), FOUND)
    decide(mention("does @Bob see cookies?"), context(finder=finder))

    assert finder.asked == [("does @Bob see cookies?", "en")]


def test_the_language_can_be_asked_for_but_is_not_remembered() -> None:
    ctx = context(FOUND)

    assert "1対1のトーク" in as_text(decide(mention("日本語で"), ctx).replies)
    assert not ctx.conversation.language_fixed


def test_an_honest_fallback_names_the_privacy_center_in_a_group_too() -> None:
    found = finding("fallback", unstated="children")

    assert EMAIL in as_text(decide(mention("what about children?"), context(found)).replies)


def test_in_a_group_the_hours_are_told_to_everybody() -> None:
    decision = decide(mention("What are your opening hours?"), context())
    assert "on business days from 09:00 to 18:00" in as_text(decision.replies)
    assert all(reply.choices == () for reply in decision.replies)
