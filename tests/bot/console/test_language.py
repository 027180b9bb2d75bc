"""A page speaks as its reader chose, and looks as they like it."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.console_desk import ConsoleDesk, member


def asked(console: ConsoleDesk, path: str, accepts: str = "") -> str:
    return console.client.get(f"/console{path}", headers={"Accept-Language": accepts}).text


@pytest.mark.parametrize(
    ("accepts", "lang"), [("", "ja"), ("fr", "ja"), ("en-GB,en;q=0.9", "en"), ("fr,EN-us;q=0.3", "en")]
)
def test_who_chose_nothing_is_met_in_the_browser_s_language_and_else_in_japanese(
    console: ConsoleDesk, accepts: str, lang: str
) -> None:
    console.signs_in(member())
    console.login.prefer(language=None)
    who = console.login.who
    assert who is not None
    object.__setattr__(who, "language", None)
    assert f'<html lang="{lang}"' in asked(console, "/home-that-is-not-there", accepts)


def test_a_member_s_language_counts_more_than_the_browser_s(console: ConsoleDesk) -> None:
    console.signs_in(member(language="en"))
    assert '<html lang="en"' in asked(console, "/", "ja")


def test_a_language_in_the_address_is_kept_for_the_session_and_needs_no_sign_in(console: ConsoleDesk) -> None:
    asked(console, "/?lang=en", "ja")
    console.signs_in(member(language="ja"))
    assert '<html lang="en"' in asked(console, "/", "ja")


def test_a_language_we_do_not_have_changes_nothing(console: ConsoleDesk) -> None:
    console.signs_in(member(language="ja"))
    assert '<html lang="ja"' in asked(console, "/?lang=xx")


def test_the_switches_are_kept_with_the_member_and_lead_back(console: ConsoleDesk) -> None:
    console.signs_in(member(language="ja"))
    assert console.sends("/preferences", theme="dark", back="/?tab=mine") == "/console/?tab=mine"
    assert console.sends("/preferences", language="en", back="/") == "/console/"
    who = console.login.who
    assert who is not None
    assert (who.theme, who.language) == ("dark", "en")
    assert '<html lang="en" data-bs-theme="dark">' in console.page("/")


@pytest.mark.parametrize("fields", [{"theme": "pink"}, {"language": "xx"}, {"language": ""}])
def test_what_is_no_choice_is_refused(console: ConsoleDesk, fields: dict[str, str]) -> None:
    console.signs_in(member())
    console.sends("/preferences", 400, **fields)


@pytest.mark.parametrize(
    "back",
    ["", "https://evil.example", "//evil.example", "/\\evil.example", "/a\r\nSet-Cookie: x", "javascript:1"],
)
def test_a_switch_leads_nowhere_but_to_pages_of_ours(console: ConsoleDesk, back: str) -> None:
    console.signs_in(member())
    assert console.sends("/preferences", theme="auto", back=back) == "/console/home"


@pytest.mark.parametrize(
    ("role", "first"),
    [
        ("caseworker", "/console/"),
        ("admin", "/console/people"),
        ("auditor", "/console/"),
        ("editor", "/console/knowledge"),
    ],
)
def test_everybody_begins_at_the_first_page_they_may_open(
    console: ConsoleDesk, role: str, first: str
) -> None:
    console.signs_in(member(role))
    where = console.client.get("/console/home").headers["Location"]
    assert where == first
    assert console.client.get(where).status_code == 200
    shown = console.client.get("/console/", follow_redirects=True)
    assert (shown.status_code, shown.request.path) == (200, first)


def test_a_list_that_an_open_page_asks_for_is_refused_to_who_has_no_inbox_any_more(
    console: ConsoleDesk,
) -> None:
    console.signs_in(member("admin"))
    assert console.client.get("/console/", headers={"HX-Target": "list"}).status_code == 403


@pytest.mark.parametrize(
    ("language", "said"), [("en", "Times are Japan time (JST)."), ("ja", "時刻は日本時間です。")]
)
def test_every_page_says_once_which_times_it_shows(
    console: ConsoleDesk, language: Language, said: str
) -> None:
    console.signs_in(member(language=language))
    assert console.page("/").count(said) == 1


def test_a_page_that_is_not_there_says_so_in_the_reader_s_language(console: ConsoleDesk) -> None:
    console.signs_in(member(language="ja"))
    assert "お探しのページは見つかりませんでした。" in console.page("/nowhere", 404)
    console.signs_in(member("editor"))
    assert "You may not open this page." in console.page("/figures", 403)


@pytest.mark.parametrize(
    "asked_for", ["endpoint=static", "_scheme=javascript&_external=1", "_method=POST", "_anchor=there"]
)
def test_no_address_steers_where_the_links_to_other_languages_lead(
    console: ConsoleDesk, asked_for: str
) -> None:
    console.signs_in(None)
    page = console.client.get(f"/console/static/not-there.css?tab=all&{asked_for}")
    assert page.status_code == 404
    assert 'href="/console/static/not-there.css?tab=all&amp;lang=ja"' in page.text
