"""Where the policy is silent we say so, quote nothing as an answer, and name who may know."""

from __future__ import annotations

import pytest

from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.fallback import answer
from handlers.plain import as_text
from knowledge.findings import Finding
from tests.builders import EMAIL, context, finding

KNOWN = finding("fallback", "2", unstated="children", confidence=0.1)
PLAIN = finding("fallback", unstated="weather", confidence=0.1)
NEAR = finding("fallback", "9", "13", "2", confidence=0.3)
NOTHING = finding("fallback", "9", confidence=0.05)


def fallback(found: Finding) -> Decision:
    return answer(found, context(), "direct")


def test_a_known_gap_is_named_in_its_own_words_with_the_nearest_topics() -> None:
    decision = fallback(KNOWN)

    assert as_text(decision.replies).startswith(
        "Children are not mentioned.\n\nThe closest topics are:\n- Title 1\n"
    )
    assert decision.sections == ("1", "9")


@pytest.mark.parametrize(
    ("found", "offered"), [(KNOWN, True), (PLAIN, False), (NEAR, True), (NOTHING, False)]
)
def test_the_privacy_center_is_offered_for_what_is_a_privacy_matter(found: Finding, offered: bool) -> None:
    decision = fallback(found)

    assert decision.escalation is offered
    assert (EMAIL in as_text(decision.replies)) is offered


def test_an_unknown_gap_is_admitted_and_at_most_two_near_topics_are_shown() -> None:
    decision = fallback(NEAR)

    assert as_text(decision.replies).startswith("I found nothing about this in the Example Policy.")
    assert decision.sections == ("9", "13")


def test_where_nothing_is_near_we_say_what_we_answer() -> None:
    assert "I answer questions about what the Example Policy says." in as_text(fallback(NOTHING).replies)


@pytest.mark.parametrize("found", [KNOWN, PLAIN, NEAR, NOTHING])
def test_nothing_is_quoted(found: Finding) -> None:
    decision = fallback(found)

    assert (decision.kind, decision.tier) == ("out_of_scope", "fallback")
    assert "Summary" not in as_text(decision.replies)


def test_the_buttons_lead_to_the_topics_and_to_a_person() -> None:
    (reply,) = fallback(KNOWN).replies

    assert [choice.command for choice in reply.choices] == ["passage", "passage", "contact", "topics"]


def test_in_a_group_there_are_no_buttons() -> None:
    (reply,) = answer(KNOWN, context(), "group").replies

    assert reply.choices == ()


def test_a_follow_up_after_a_fallback_has_nothing_to_refer_to() -> None:
    ctx = context(conversation=Conversation(last_passages=("13",)))
    answer(NEAR, ctx, "direct")

    assert ctx.conversation.last_passages == ()
