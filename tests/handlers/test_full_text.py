"""The full text is complete, and says what it is."""

from __future__ import annotations

from dataclasses import replace

from handlers.full_text import asked, show
from handlers.plain import as_text
from tests.builders import EMAIL, OPT_OUT, POLICY, context, corpus, finding, message, passage
from tests.fakes import ScriptedFinder


def test_the_full_text_has_the_passage_and_everything_below_it() -> None:
    text = as_text(show(corpus().passage("1"), context()).replies)

    assert text.endswith("1. Collection\n\nCookies\n\nCookies may be turned off.")


def test_it_says_where_it_stands_from_when_it_is_and_that_the_original_prevails() -> None:
    text = as_text(show(corpus().passage("9"), context()).replies)

    assert text.startswith("Full English translation of Example Policy 9, Title 9 (revised April 1, 2022).")
    assert "The Japanese original prevails." in text


def test_the_original_itself_is_not_called_a_translation() -> None:
    held = passage("9", "9. Rights\n\nYou may.", original="第9条\n請求できます。")
    ctx = context(language="ja", finder=ScriptedFinder(corpus(held), finding("fallback")))
    text = as_text(show(held, ctx).replies)

    assert text == "見本ポリシー 9「9の題」（2022年4月1日改定）の全文です。\n\n第9条\n請求できます。"


def test_the_links_are_written_out() -> None:
    assert OPT_OUT.url in as_text(show(corpus().passage("1.cookies"), context()).replies)


def test_a_heading_without_body_is_said_to_be_one_and_a_person_is_offered() -> None:
    decision = show(corpus().passage("2"), context())
    text = as_text(decision.replies)

    assert "is only a heading without a body" in text
    assert EMAIL in text
    assert decision.escalation


def test_full_text_please_means_what_was_quoted_last() -> None:
    ctx = context()
    ctx.conversation.last_passages = ("9", "1")

    assert asked(message("full text"), ctx).sections == ("9",)


def test_without_a_last_quote_or_when_it_is_gone_the_topics_are_shown() -> None:
    ctx = context()
    ctx.conversation.last_passages = ("gone",)

    assert "What you can ask about" in as_text(asked(message("full text"), ctx).replies)


def test_a_policy_whose_translation_prevails_is_quoted_as_the_original() -> None:
    english = replace(corpus(), policy=replace(POLICY, authority="en"))
    text = as_text(
        show(english.passage("9"), context(finder=ScriptedFinder(english, finding("fallback")))).replies
    )

    assert text.startswith("Full text of Example Policy 9, Title 9")


def test_a_follow_up_refers_to_what_was_read_in_full() -> None:
    ctx = context()
    show(corpus().passage("1.cookies"), ctx)

    assert ctx.conversation.last_passages == ("1.cookies",)
