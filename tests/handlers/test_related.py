"""What is near a passage can be asked for."""

from __future__ import annotations

from handlers.plain import as_text
from handlers.related import asked, show
from tests.builders import context, corpus, message


def test_the_related_topics_are_listed_with_a_button_each() -> None:
    decision = show(corpus().passage("1"), context())
    (reply,) = decision.replies

    assert as_text(decision.replies) == "Topics related to “Title 1”:\n- Title 2\n- Title 9"
    assert [choice.argument for choice in reply.choices] == ["2", "9"]
    assert decision.sections == ("2", "9")


def test_where_nothing_is_related_we_say_so() -> None:
    assert "no other topics" in as_text(show(corpus().passage("13"), context()).replies)


def test_related_means_what_was_quoted_last() -> None:
    ctx = context()
    ctx.conversation.last_passages = ("9",)

    assert asked(message("related"), ctx).sections == ("13",)


def test_without_a_last_quote_the_topics_are_shown() -> None:
    assert "What you can ask about" in as_text(asked(message("related"), context()).replies)


def test_a_follow_up_refers_to_what_others_are_related_to() -> None:
    ctx = context()
    show(corpus().passage("1"), ctx)

    assert ctx.conversation.last_passages == ("1",)
