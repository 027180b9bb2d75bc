"""What the bot knows can be read by everybody who works here; what people asked in vain, by whoever may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bot.corpus.building import made
from bot.store import publications
from tests.bot.console.conftest import console_at
from tests.bot.console.statements import counted
from tests.builders import finding
from tests.console_desk import ConsoleDesk, member
from tests.fakes import ScriptedFinder
from tests.small_policy import small_policy

SERVERS = "Where are the servers?"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ConsoleDesk]:
    """Give a console whose bot was asked things that it could not answer."""
    with console_at(tmp_path_factory.mktemp("knowledge")) as console:
        finder = cast("ScriptedFinder", console.finder())
        finder.otherwise["Which cookies?"] = finding("answer", "1.cookies", "9", confidence=0.84)
        finder.otherwise[SERVERS] = finding("fallback", "9", confidence=0.05)
        ana, ben = (console.line.person(name, "en") for name in ("Ana", "Ben"))
        for _ in range(3):
            ana.says("Who won at 3 < 4 & why?")
        ana.says(SERVERS)
        ben.says(SERVERS)
        yield console


@pytest.fixture(autouse=True)
def editor(office: ConsoleDesk) -> None:
    """Let an editor look."""
    office.signs_in(member("editor"))


def test_an_editor_begins_with_the_passages_in_the_order_of_the_policy(office: ConsoleDesk) -> None:
    page = office.page("/knowledge")
    shown = re.findall(r'data-open href="/console/knowledge/([^"]+)"', page)
    assert shown == ["1", "1.cookies", "2", "9", "13"]
    assert "1.cookiesの題" in page
    assert office.client.get("/console/home").location == "/console/knowledge"


def test_a_question_is_tried_in_both_languages_and_leaves_nothing_behind(office: ConsoleDesk) -> None:
    page = office.sends("/knowledge/try", 200, q="Which cookies?")
    assert page.index("In an English chat") < page.index("In a Japanese chat")
    assert page.count("Answers") == 2
    assert 'value="84"' in page
    assert "Cookies may be turned off." in page
    assert "Which cookies?" not in office.page("/knowledge/unanswered")
    assert "Which cookies?" not in office.page("/knowledge")


def test_what_would_begin_a_request_is_said_to(office: ConsoleDesk) -> None:
    assert "Takes it for a request" in office.sends("/knowledge/try", 200, q="delete my data")
    assert "Says that the policy does not say" in office.sends("/knowledge/try", 200, q="Who won?")


def test_with_a_script_only_what_came_of_it_is_fetched(office: ConsoleDesk) -> None:
    answer = office.client.post(
        "/console/knowledge/try", data={"q": "Which cookies?"}, headers={"HX-Target": "tried"}
    )
    assert "<html" not in answer.text
    assert "1.cookies" in answer.text


def test_what_is_tried_cannot_break_the_page(office: ConsoleDesk) -> None:
    page = office.sends("/knowledge/try", 200, q='"><script>alert(1)</script>')
    assert "<script>alert" not in page


def test_a_passage_is_shown_with_its_words_notes_links_and_neighbours(office: ConsoleDesk) -> None:
    page = office.page("/knowledge/1.cookies")
    for part in (
        "Cookies may be turned off.",
        "1.cookiesの要約です。",
        "Some services need them.",
        "opt-out",
    ):
        assert part in page
    assert 'href="/console/knowledge/2"' in page


def test_the_section_about_rights_says_what_begins_there(office: ConsoleDesk) -> None:
    page = office.page("/knowledge/9")
    assert "With this passage the bot takes requests for" in page
    assert "Reasons for declining" in page
    assert "pass a question on" in office.page("/knowledge/13")
    assert "it only answers" in office.page("/knowledge/2")


def test_there_is_no_page_for_what_is_no_passage(office: ConsoleDesk) -> None:
    office.page("/knowledge/none", 404)
    office.page("/knowledge/versions/7", 404)
    office.page("/knowledge/unanswered?by=writer", 404)
    office.page("/knowledge/unanswered?days=9999", 404)


def test_what_went_unanswered_is_told_by_people(office: ConsoleDesk) -> None:
    page = office.page("/knowledge/unanswered")
    rows = re.findall(r"<tr data-row>(.*?)</tr>", page, re.DOTALL)
    assert [SERVERS in row for row in rows] == [True, False]
    assert [re.findall(r'data-label="People">(\d+)<', row) for row in rows] == [["2"], ["1"]]
    assert "Who won at 3 &lt; 4 &amp; why?" in rows[1]


def test_it_is_told_by_what_came_nearest_too(office: ConsoleDesk) -> None:
    page = office.page("/knowledge/unanswered?by=passage")
    assert page.index("Title 9") < page.index("No passage comes near")
    assert "People: 2" in page


def test_what_is_older_than_the_period_is_not_told(office: ConsoleDesk) -> None:
    now = office.line.now
    office.line.passes(days=8)
    assert "Nothing went unanswered" in office.page("/knowledge/unanswered?days=7")
    assert SERVERS in office.page("/knowledge/unanswered?days=30")
    office.line.now = now


@pytest.mark.parametrize(
    ("role", "status"),
    [("caseworker", 200), ("approver", 200), ("publisher", 200), ("admin", 403), ("auditor", 403)],
)
def test_what_people_asked_is_not_for_everybody(office: ConsoleDesk, role: str, status: int) -> None:
    office.signs_in(member(role))
    office.page("/knowledge/unanswered", status)
    assert ("/knowledge/unanswered" in office.page("/knowledge")) == (status == 200)


@pytest.mark.parametrize("by", ["question", "passage"])
def test_a_page_asks_the_store_a_few_times_however_much_was_asked(office: ConsoleDesk, by: str) -> None:
    with counted(office.desk.database) as few:
        office.page(f"/knowledge/unanswered?by={by}")
    assert len(few) <= 3


def test_before_anything_was_published_the_shipped_knowledge_is_live(office: ConsoleDesk) -> None:
    assert "what comes with the program (version 1)" in office.page("/knowledge/versions")


def test_publications_are_listed_with_what_each_changed(console: ConsoleDesk, tmp_path: Path) -> None:
    console.signs_in(member("publisher"))
    for at, mark in enumerate(("first", "second"), start=1):
        kept = made(small_policy(tmp_path / mark, mark), at)
        with console.desk.database.write() as connection:
            publications.keep(connection, kept)
            publications.publish(connection, kept.version, at, "Mori", f"the {mark} one")
    page = console.page("/knowledge/versions")
    assert page.index("Live") < page.index("the second one") < page.index("the first one")
    assert "This process still answers from version 1" in page
    assert "This was the first publication" in console.page("/knowledge/versions/1")
    changed = console.page("/knowledge/versions/2")
    assert "Compared with publication 1" in changed
    assert "<del" in changed
    assert "second" in changed
