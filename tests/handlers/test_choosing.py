""" "Did you mean" works with and without buttons."""

from __future__ import annotations

from handlers.choosing import did_you_mean, none_of_these
from handlers.conversation import Conversation
from handlers.replies import Text
from tests.builders import EMAIL, context, finding, pressed

FOUND = finding("choose", "1", "2", "9", "13", confidence=0.4)


def test_three_choices_and_none_of_these_are_offered() -> None:
    decision = did_you_mean(FOUND, context(), "direct")
    (reply,) = decision.replies

    assert [(choice.command, choice.argument) for choice in reply.choices] == [
        ("passage", "1"),
        ("passage", "2"),
        ("passage", "9"),
        ("none", ""),
    ]
    assert decision.sections == ("1", "2", "9")
    assert (decision.kind, decision.tier, decision.confidence) == ("policy", "choose", 0.4)


def test_the_choices_stand_in_the_text_too() -> None:
    (reply,) = did_you_mean(FOUND, context(), "direct").replies

    assert isinstance(reply, Text)
    assert reply.text.splitlines()[1:] == ["- Title 1", "- Title 2", "- Title 9"]


def test_in_a_group_the_choices_are_text_and_the_way_on_is_said() -> None:
    (reply,) = did_you_mean(FOUND, context(), "group").replies

    assert isinstance(reply, Text)
    assert reply.choices == ()
    assert reply.text.endswith("Please ask again and name the topic you mean.")


def test_none_of_these_asks_again_and_offers_the_privacy_center() -> None:
    decision = none_of_these(pressed("none"), context())
    (reply,) = decision.replies

    assert isinstance(reply, Text)
    assert EMAIL in reply.text
    assert (decision.kind, decision.tier, decision.escalation) == ("out_of_scope", "fallback", True)


def test_a_follow_up_after_choices_has_nothing_to_refer_to() -> None:
    ctx = context(conversation=Conversation(last_passages=("13",)))
    did_you_mean(FOUND, ctx, "direct")

    assert ctx.conversation.last_passages == ()
