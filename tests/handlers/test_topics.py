"""All topics can be paged through; no topic is left out or shown twice."""

from __future__ import annotations

import pytest

from handlers.plain import as_text
from handlers.topics import PER_PAGE, pages, show
from knowledge import library
from knowledge.language import LANGUAGES, Language
from tests.builders import context, finding
from tests.fakes import ScriptedFinder

CORPUS = library.load()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_together_show_every_topic_once_and_in_order(language: Language) -> None:
    ctx = context(finder=ScriptedFinder(CORPUS, finding("fallback")), language=language)
    decisions = [show(page, ctx) for page in range(1, pages(ctx) + 1)]

    assert [one for decision in decisions for one in decision.sections] == [one.id for one in CORPUS]
    for decision in decisions:
        (reply,) = decision.replies
        titles = [CORPUS.passage(one).title[language] for one in decision.sections]
        assert [choice.label for choice in reply.choices][: len(titles)] == titles
        assert all(title in as_text(decision.replies) for title in titles)


def test_all_pages_but_the_last_lead_on() -> None:
    ctx = context(finder=ScriptedFinder(CORPUS, finding("fallback")))
    (first,) = show(1, ctx).replies
    (last,) = show(pages(ctx), ctx).replies

    assert (first.choices[-1].command, first.choices[-1].argument) == ("topics", "2")
    assert {choice.command for choice in last.choices} == {"passage"}


def test_a_page_fits_the_thirteen_buttons_that_line_shows() -> None:
    assert PER_PAGE + 1 <= 13
