"""Small talk is answered shortly and never with the policy."""

from __future__ import annotations

import pytest

from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import context, mention, message


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("hi", "Hello. Ask me anything about the Example Policy."),
        ("thx", "Glad to help."),
        ("bye", "Come back whenever you have a question."),
        ("who are you", "I am a program that answers for the Example Inc. privacy desk, not a person."),
        ("how's it going", "I answer questions about how personal information is handled."),
        ("こんにちは", "こんにちは。見本ポリシーについて、お気軽にお尋ねください。"),
        ("君ってAIなの", "人ではありません。"),
        ("😂", "I answer questions about how personal information is handled."),
    ],
)
def test_small_talk_is_answered_in_kind(text: str, heard: str) -> None:
    decision = decide(message(text), context())

    assert heard in as_text(decision.replies)
    assert (decision.kind, decision.sections) == ("smalltalk", ())


def test_in_a_group_it_has_no_buttons() -> None:
    (direct,) = decide(message("hi"), context()).replies
    (group,) = decide(mention("hi"), context()).replies

    assert direct.choices
    assert group.choices == ()
