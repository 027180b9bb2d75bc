"""HTML of a mail as lines of text, with `>` in front of what is quoted.

A converter for pages would lose the one thing that matters here: which words are somebody else's.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    ("address", "article", "aside", "center", "dd", "div", "dl", "dt", "fieldset", "figure", "footer", "form",
     "header", "hr", "li", "main", "nav", "ol", "pre", "section", "table", "tr", "ul")
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(("title",))
_DEEPEST = 10
_SPACES = re.compile(r"[ \t\r\n\f]+")
_DECLARATION = re.compile(r"<[!?][^<>]*>")
_NO_TAG = re.compile(r"<(?![a-zA-Z/][^<>]*>)")
_WORD_PARAGRAPH = re.compile("mso|msonormal", re.IGNORECASE)
_INDENT = re.compile(r"border\s*:\s*none", re.IGNORECASE)


def text_of(html: str) -> str:
    """Return what a person sees of HTML."""
    page = _Page()
    page.feed(_simple(html))
    page.close()
    return page.text()


def _simple(html: str) -> str:
    """Drop what is never seen, and what would make the parser look to the end of the page time and again."""
    for start, end in (("<!--", "-->"), ("<style", "</style>"), ("<script", "</script>")):
        html = _without(html, start, end)
    return _NO_TAG.sub("&lt;", _DECLARATION.sub("", html.replace("\x00", "")))


def _without(html: str, start: str, end: str) -> str:
    lower, kept, at = html.lower(), [], 0
    if len(lower) != len(html):  # a few letters grow when they are lowered
        lower = html
    while (found := lower.find(start, at)) >= 0 and (closed := lower.find(end, found)) >= 0:
        kept.append(html[at:found])
        at = closed + len(end)
    return "".join(kept) + html[at:]


class _Page(HTMLParser):
    """Collects lines. A line is opened by what is written into it and ended by the blocks around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._line: list[str] = []
        self._quotes: list[bool] = []  # for each open blockquote, whether it is a quote
        self._depth = 0
        self._unseen = 0
        self._kept_spaces = 0
        self._margins: list[bool] = []  # for each open paragraph, whether an empty line follows it

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _PARAGRAPHS:
            self._margins.append(not _WORD_PARAGRAPH.match(given.get("class", "")))
            self._end_line()
        elif tag == "blockquote":
            self._end_line()
            self._quotes.append(not _INDENT.search(given.get("style", "")))
            self._depth += self._quotes[-1]
        else:
            self._start(tag, given)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "br":
            self._break()
        elif tag == "img":
            self._picture(given.get("alt", ""))
        elif tag in ("td", "th") and self._line:
            self._line.append(" ")
        elif tag in _BLOCKS:
            self._end_line()
        self._unseen += tag in _UNSEEN
        self._kept_spaces += tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        if tag in _PARAGRAPHS:
            self._end_paragraph()
        elif tag == "blockquote":
            self._end_line()
            self._depth -= self._quotes.pop() if self._quotes else 0
        elif tag in _BLOCKS:
            self._end_line()
        self._unseen = max(0, self._unseen - (tag in _UNSEEN))
        self._kept_spaces = max(0, self._kept_spaces - (tag == "pre"))

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        if self._kept_spaces:
            first, *others = data.replace("\r\n", "\n").split("\n")
            self._line.append(first)
            for line in others:
                self._break()
                self._line.append(line)
            return
        words = _SPACES.sub(" ", data)
        if words != " " or self._line:
            self._line.append(words if self._line else words.lstrip(" "))

    def text(self) -> str:
        self._end_line()
        return "\n".join(self._lines)

    def _picture(self, alt: str) -> None:
        if 0 < len(alt) <= 4 and not alt.isascii():  # an emoji that a mail program drew
            self._line.append(alt)

    def _break(self) -> None:
        depth = min(_DEEPEST, self._depth)
        line = "".join(self._line).replace("\xa0", " ").rstrip(" ")
        self._lines.append((">" * depth + " " + line).rstrip(" ") if depth else line)
        self._line = []

    def _end_line(self) -> None:
        if self._line:
            self._break()

    def _end_paragraph(self) -> None:
        self._end_line()
        if (self._margins.pop() if self._margins else True) and self._lines and self._lines[-1].strip("> "):
            self._break()
