"""Forms of other sites are refused, no page is stored or framed, and no words are read as HTML."""

from __future__ import annotations

import html

import pytest

from tests.bot.downloads.house import TOKEN, House
from tests.bot.downloads.strangers import OTHER


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
    ],
)
@pytest.mark.parametrize("form", ["send", "code"])
def test_a_form_of_another_site_is_refused(headers: dict[str, str], form: str, house: House) -> None:
    answer = house.browser().client.post(
        f"/d/{TOKEN}/{form}", data={"code": "1"}, base_url="https://desk.example", headers=headers
    )
    house.work()
    assert (answer.status_code, house.letters.sent) == (403, [])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-origin", "Origin": "null"},
        {"Origin": "https://desk.example"},
        {"Origin": "null"},
    ],
)
def test_our_own_form_is_taken_from_new_and_old_browsers(headers: dict[str, str], house: House) -> None:
    answer = house.browser().client.post(f"/d/{TOKEN}/send", base_url="https://desk.example", headers=headers)
    assert answer.status_code == 303


def test_a_form_that_is_far_too_long_is_refused(house: House) -> None:
    assert house.browser().sends("code", code="1" * 5_000).status_code == 404


@pytest.mark.parametrize("where", ["", "/copy.json", "/copy.html", "/nothing"])
def test_no_page_may_be_stored_framed_indexed_or_run_a_script(where: str, house: House) -> None:
    visitor = house.browser()
    visitor.gets_in()
    headers = visitor.opens(where).headers if where != "/nothing" else house.browser("v" * 43).opens().headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Robots-Tag"].startswith("noindex")
    assert headers["X-Content-Type-Options"] == "nosniff"
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_what_a_requester_wrote_is_never_read_as_html(house: House) -> None:
    hostile = '<img src=x onerror="alert(1)"></blockquote><script>'
    house.lodge("eve", OTHER, "e" * 43, words=hostile)
    visitor = house.browser("e" * 43)
    visitor.gets_in()
    printed = visitor.opens("/copy.html").text
    assert ("<img" in printed, "<script" in printed) == (False, False)
    assert html.unescape(printed).count(hostile) == 1
