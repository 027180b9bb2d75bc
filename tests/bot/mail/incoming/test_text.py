"""The text of a mail is what a person sees, with quotes marked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.incoming.flowed import unflowed
from bot.mail.incoming.html import text_of

SEEN = [
    ("<p>a</p><p>b</p>", "a\n\nb\n"),
    ("<p class=MsoNormal>a</p><p class=MsoNormal>b</p>", "a\nb"),
    ("<div>a</div><div><br></div><div>b</div>", "a\n\nb"),
    ("a<br>b<br/>c", "a\nb\nc"),
    ("a\n  b&amp;c&nbsp;d &lt;e&gt;", "a b&c d <e>"),
    ("<blockquote type=cite>a<blockquote>b</blockquote></blockquote>c", "> a\n>> b\nc"),
    ('<blockquote style="margin:0 0 0 40px;border:none;padding:0">mine</blockquote>', "mine"),
    ("<style>p{}</style><script>x</script><title>t</title><!-- c --><p>a", "a"),
    ("<![if !mso]><?xml:namespace x?><!DOCTYPE html>a<![endif]>", "a"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ("<pre>a\n  b</pre>c", "a\n  b\nc"),
    ('<img alt="😀"><img alt="logo">', "😀"),
    ("1 < 2 <- <3> a", "1 < 2 <- <3> a"),
    ("<!-- open <p>a</p>", "<!-- open\na\n"),
]


@pytest.mark.parametrize(("html", "text"), SEEN)
def test_html_is_shown_as_lines(html: str, text: str) -> None:
    assert text_of(html) == text


# Each would take hours if it took the square of its length.
@pytest.mark.parametrize(
    "piece",
    [
        "<a",
        "<!--",
        "</",
        "<![x>",
        "<a b='>",
        "<a b=\"'>",
        "<blockquote>a",
        "&#1",
        "<style",
        "<p>",
        "<?",
        "<!x",
    ],
)
def test_broken_html_costs_no_more_than_its_length(piece: str) -> None:
    text_of(piece * 100_000)


@given(
    st.lists(st.sampled_from([*"<>&!-'\"/= a", "p", "<br>", "<!--", "-->", "<blockquote>", "</p>", "<pre>"]))
)
def test_any_html_is_some_text(pieces: list[str]) -> None:
    text_of("".join(pieces))


@pytest.mark.parametrize(
    ("flowed", "delsp", "text"),
    [
        ("a \nb\nc", False, "a b\nc"),
        ("日本 \n語", True, "日本語"),
        ("> a \n> b\n>> c", False, "> a b\n>> c"),
        ("a \n> b", False, "a \n> b"),
        ("a \n-- \nb", False, "a \n-- \nb"),
        (" > not a quote", False, "> not a quote"),
    ],
)
def test_paragraphs_are_whole_again(flowed: str, delsp: bool, text: str) -> None:
    assert unflowed(flowed, delsp=delsp) == text
