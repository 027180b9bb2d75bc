"""What the policy does not answer is told to whoever improves it; what is nobody's business is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from handlers.awaited import Awaited
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.routes import decide
from handlers.unanswered_questions import UnansweredQuestion, unanswered_question
from knowledge.findings import Finding
from tests.builders import NOW, context, finding, message, pressed

NOTHING = finding("fallback", "9", "1", "2", "13", confidence=0.05)


def noted(text: str, found: Finding = NOTHING, requester: str = "ana") -> UnansweredQuestion | None:
    ctx, event = replace(context(found), requester=requester), message(text)
    return unanswered_question(event, decide(event, ctx), ctx, None)


def test_a_question_without_an_answer_is_noted_with_what_came_nearest() -> None:
    asked = noted("Do you train machines with my chats?")
    assert asked is not None
    assert (asked.language, asked.candidates) == ("en", ("9", "1", "2"))


def test_the_language_is_that_of_the_question() -> None:
    asked = noted("チャットで機械を訓練しますか")
    assert asked is not None
    assert asked.language == "ja"


@pytest.mark.parametrize(
    "text",
    ["my password is hunter22xyz, why?", "I want to kill myself", "hello", "I want to talk to a person"],
)
def test_secrets_danger_and_what_is_no_question_are_not_noted(text: str) -> None:
    assert noted(text) is None


def test_what_was_answered_is_not_noted() -> None:
    assert noted("Which cookies?", finding("answer", "1.cookies")) is None
    assert noted("Which cookies?", finding("choose", "1.cookies", "1", confidence=0.4)) is None


def test_a_group_and_a_button_ask_nothing() -> None:
    ctx, unsaid = replace(context(NOTHING), requester="ana"), Decision(kind="out_of_scope", tier="fallback")
    assert unanswered_question(message("Why?", place="group", mentions_us=True), unsaid, ctx, None) is None
    assert unanswered_question(pressed("topics"), unsaid, ctx, None) is None
    assert noted("Do you train machines?", requester="") is None


def test_nothing_is_noted_while_a_person_was_asked_for_something() -> None:
    ctx, event = replace(context(NOTHING), requester="ana"), message("Do you train machines?")
    assert isinstance(event, MessageReceived)
    unsaid = Decision(kind="out_of_scope", tier="fallback")
    waiting, old = (
        Conversation(awaited=Awaited("information", "PR-2026-000001", since))
        for since in (NOW, NOW - timedelta(days=365))
    )
    assert unanswered_question(event, unsaid, ctx, waiting) is None
    assert unanswered_question(event, unsaid, ctx, old) is not None
