"""The words of a mail once more as HTML, for programs that show nothing else well.

Whatever somebody wrote stays text. There is nothing to fetch and no colour, so that a mail tells nobody that
it was opened, and is as readable on dark paper as on white.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined, Template

from knowledge.language import Language

_LINE_END = re.compile(r"\r\n?")
_PARTS = re.compile(r"\n{3,}")  # as between the languages of a mail to staff
_PARAGRAPHS = re.compile(r"\n\n")
_INDENT = re.compile(r"^ +")
# What may follow the address of the desk in a link, and ends one: not another host, and no full stop.
_REST = r"(?![\w@:-]|\.\w)(?:[/?#][\w\-.~/?#&=%+:;,!$'()*@]*[\w\-~/#&=%+$*@])?"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a line; `link` tells that they are an address of ours."""

    text: str
    link: bool = False


Line = list[Piece]


def html_of(subject: str, text: str, language: Language, public_url: str = "") -> str:
    """Return the page that says `text`, lines and paragraphs kept; addresses below `public_url` are links.

    An empty line parts paragraphs, two of them draw a rule.
    """
    ours = _ours(public_url)
    whole = _LINE_END.sub("\n", text).strip("\n")
    parts = [[_lines(one, ours) for one in _PARAGRAPHS.split(part)] for part in _PARTS.split(whole)]
    return _template().render(subject=subject, language=language, parts=parts)


def _ours(public_url: str) -> re.Pattern[str] | None:
    address = public_url.rstrip("/")
    if not address.startswith(("https://", "http://")):
        return None
    return re.compile(re.escape(address) + _REST, re.ASCII)


def _lines(paragraph: str, ours: re.Pattern[str] | None) -> list[Line]:
    return [list(_pieces(_indented(line), ours)) for line in paragraph.split("\n")]


def _indented(line: str) -> str:
    return _INDENT.sub(lambda spaces: "\xa0" * len(spaces[0]), line)


def _pieces(line: str, ours: re.Pattern[str] | None) -> Iterator[Piece]:
    at = 0
    for found in ours.finditer(line) if ours else ():
        yield Piece(line[at : found.start()])
        yield Piece(found[0], link=True)
        at = found.end()
    yield Piece(line[at:])


@cache
def _template() -> Template:
    environment = Environment(
        loader=PackageLoader("bot.mail"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("letter.html")
