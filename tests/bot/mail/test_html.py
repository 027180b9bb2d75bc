"""The HTML of a mail: the same words, none of them markup, nothing to fetch, and answers to it are found."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.html import html_of
from bot.mail.incoming.html import text_of
from bot.mail.incoming.incoming_mail import IncomingMail
from bot.mail.incoming.marker import MARKER
from bot.mail.incoming.reading import read
from bot.mail.incoming.receiver import Receiver
from bot.mail.incoming.reply import reply
from bot.mail.message import Occasion, message
from bot.mail.threads import Thread, Threads, in_text
from handlers.letters import Letter
from tests.bot.mail.letters import SENDER, START, at, letter

DESK = "https://desk.example"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)></p></div>&amp;\"'<!-- {{ 7*7 }}"
ANSWERED = (
    "プライバシーセンターの担当者よりお答えします。\n\n3年間保存し、\nその後消去します。\n\n"
    "このメールに返信できます。"
)
Program = Callable[[str, EmailMessage], str]
MAY_STAND = {
    "html": {"lang"},
    "head": set(),
    "meta": {"charset", "name", "content"},
    "title": set(),
    "body": {"style"},
    "div": {"style"},
    "p": set(),
    "br": set(),
    "hr": set(),
    "a": {"href"},
}


class Tags(HTMLParser):
    """The tags of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def links(page: str) -> list[str | None]:
    return [given["href"] for tag, given in Tags(page).found if tag == "a"]


@given(subject=st.text(), text=st.text() | st.sampled_from([HOSTILE, f"{DESK}/{HOSTILE}"]))
def test_whatever_is_said_only_the_tags_of_our_own_page_stand_in_it(subject: str, text: str) -> None:
    for tag, given_ in Tags(html_of(subject, text, "ja", DESK)).found:
        assert given_.keys() <= MAY_STAND[tag], (tag, given_)


def test_hostile_words_are_shown_as_they_were_written() -> None:
    page = html_of(HOSTILE, HOSTILE, "en")
    assert "<script" not in page
    assert "<img" not in page
    assert text_of(page).strip() == HOSTILE


def test_nothing_is_fetched_coloured_or_run_when_the_mail_is_opened() -> None:
    page = html_of("a", f"{DESK}/d/x", "ja", DESK)
    assert re.findall(r"src=|url\(|@import|<link|<style|<script|javascript:|color:|background", page) == []
    assert '<meta name="color-scheme" content="light dark">' in page
    assert '<html lang="ja">' in page


def test_lines_paragraphs_and_indents_are_kept() -> None:
    text = "One\nTwo\n  - three\n\nFour\n\n\nFive"
    page = html_of("a", text, "en")
    assert page.count("<p>") == 3
    assert page.count("<br>") == 2
    assert page.count("<hr>") == 1
    assert text_of(page).replace("\n", " ").split() == text.split()
    assert "\xa0\xa0- three" in page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"See {DESK}/d/x?a=1&b=2#c.", [f"{DESK}/d/x?a=1&b=2#c"]),
        (f"開く: {DESK}/d/xを押す（{DESK}）", [f"{DESK}/d/x", DESK]),
        (f"({DESK}/d/x), {DESK}.", [f"{DESK}/d/x", DESK]),
        ("https://desk.example.evil.example/ https://desk.example@evil.example/", []),
        ("https://desk.example:8443/ https://desk.examples/ https://evil.example/", []),
        ("javascript:alert(1)//https://evil.example", []),
    ],
)
def test_only_addresses_of_ours_are_links(text: str, found: list[str]) -> None:
    assert links(html_of("a", text, "en", DESK)) == found


def test_without_an_address_of_ours_nothing_is_a_link() -> None:
    assert links(html_of("a", f"{DESK}/d/x", "en")) == []


def ours(what: Letter, above: str = MARKER) -> EmailMessage:
    return message(what, Occasion(SENDER, "0b9f@example.com", at(START), above=above))


def inside(mail: EmailMessage) -> str:
    """Return what a program quotes of our page: what stands in its body."""
    part = mail.get_body(("html",))
    assert part is not None
    found = re.search(r"<body[^>]*>(.*)</body>", part.get_content(), re.DOTALL)
    assert found is not None
    return found[1]


def gmail(words: str, mail: EmailMessage) -> str:
    return (
        f'<div dir="ltr">{words}</div><br><div class="gmail_quote gmail_quote_container">'
        '<div dir="ltr" class="gmail_attr">2026年11月20日(金) 10:15 窓口 &lt;'
        '<a href="mailto:desk@example.com">desk@example.com</a>&gt;:<br></div>'
        '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
        f'rgb(204,204,204);padding-left:1ex"><u></u>\n{inside(mail)}\n</blockquote></div>'
    )


def outlook(words: str, mail: EmailMessage) -> str:
    quoted = inside(mail).replace("<p>", '<p style="margin:0">')
    return (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>'
        f'</head><body><div class="WordSection1"><p class="MsoNormal">{words}<o:p></o:p></p><div>'
        '<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in">'
        '<p class="MsoNormal"><b>From:</b> Desk &lt;desk@example.com&gt; <br><b>Sent:</b> Friday, '
        "November 20, 2026 10:15 AM<br><b>To:</b> Hanako<br>"
        f"<b>Subject:</b> Re: {mail['Subject']}<o:p></o:p></p></div></div>{quoted}</div></body></html>"
    )


def bare(words: str, mail: EmailMessage) -> str:
    """Quote as the programs of some phones do: nothing tells where the old mail begins but our marker."""
    return f"<div>{words}</div><div>{inside(mail)}</div>"


def received(html: str) -> str:
    raw = EmailMessage(SMTP)
    raw["From"], raw["To"], raw["Subject"] = "hanako@example.jp", "desk@example.com", "Re: about it"
    raw["Message-ID"] = "<1@example.jp>"
    raw.set_content(html, subtype="html")
    found = read(raw.as_bytes(), Receiver(frozenset(), "example.com"))
    assert isinstance(found, IncomingMail)
    return found.text


@pytest.mark.parametrize("program", [gmail, outlook, bare])
@pytest.mark.parametrize("text", [ANSWERED, f"{ANSWERED}\n\n\nThe same in English."])
def test_an_answer_that_quotes_our_page_is_cut_above_it(program: Program, text: str) -> None:
    page = program("はい、お願いします。<br>来週までに。", ours(letter(text=text, party="requester")))
    assert reply(received(page)) == "はい、お願いします。\n来週までに。"


@pytest.mark.parametrize("program", [gmail, outlook])
def test_an_answer_to_a_mail_without_a_marker_is_cut_too(program: Program) -> None:
    assert reply(received(program("No.", ours(letter(), above="")))) == "No."


def test_the_line_that_carries_the_token_is_found_in_a_page_that_is_quoted() -> None:
    threads = Threads("sixteen letters or more", plus=False)
    thread = Thread(letter().number, "requester")
    mail = ours(letter(), f"{MARKER}\n{threads.reference(thread)}")
    assert [*in_text(received(outlook("No.", mail)))] == [threads.token(thread)]


def test_both_parts_say_the_same() -> None:
    mail = ours(replace(letter(text=ANSWERED), party="requester"))
    plain, page = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert page is not None
    assert text_of(page.get_content()).split() == plain.get_content().split()


def test_the_page_costs_less_than_three_kilobytes_beside_a_mail_of_an_ordinary_length() -> None:
    mail = ours(letter(text=ANSWERED * 5))
    page = mail.get_body(("html",))
    plain = mail.get_body(("plain",))
    assert page is not None
    assert plain is not None
    assert len(page.as_bytes()) - len(plain.as_bytes()) < 3_000
