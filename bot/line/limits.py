"""How long things may be at LINE, in the unit LINE counts in, and cutting to that without damage.

LINE counts text and altText in UTF-16 code units, labels in extended grapheme clusters (Unicode UAX #29):
https://developers.line.biz/en/docs/messaging-api/text-character-count/; the figures are those of
https://developers.line.biz/en/reference/messaging-api/. Nothing returned here holds a lone surrogate or NUL.
"""

from __future__ import annotations

import re
from itertools import islice

import regex  # type: ignore[import-untyped]  # the package carries no types

MESSAGES_PER_CALL = 5
TEXT_UTF16 = 5000
ALT_TEXT_UTF16 = 1500
# LINE says "30 KB" and not which kilo; the smaller one is right either way.
BUBBLE_BYTES = 30_000
QUICK_REPLY_ITEMS = 13
QUICK_REPLY_LABEL_GRAPHEMES = 20
BUTTON_LABEL_GRAPHEMES = 40
POSTBACK_DATA_UTF16 = 300
DISPLAY_TEXT_UTF16 = 300
URI_CHARACTERS = 1000

_CLUSTER = regex.compile(r"\X")
# Any two of these in a row are two clusters, whatever stands around them.
_PLAIN_PAIR = regex.compile(r"[ -~、-〩ぁ-ゖァ-ヺー一-鿿！-～]{2}")
_SPACE = regex.compile(r"(?:(?=\s)\X(?<=\s))*")

_CLOSING = r"""[」』）】”’"')\]]"""
_SENTENCE = rf"[。！？]{_CLOSING}*|[.!?]{_CLOSING}*(?=\s+[^a-z\s(\[])"
_Borders = tuple[re.Pattern[str], ...]
_MESSAGE_BORDERS: _Borders = tuple(map(re.compile, (r"\n\s*\n", r"\n", _SENTENCE, r"\s")))
_QUOTE_BORDERS: _Borders = tuple(map(re.compile, (rf"{_SENTENCE}|\n", r"\s")))


def clean(text: str) -> str:
    """Return the text as UTF-8 can carry it: surrogate pairs joined, lone ones replaced, NUL left out."""
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text


def utf16_len(text: str) -> int:
    """Count UTF-16 code units, as LINE counts text, altText and postback data."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """Count extended grapheme clusters, as LINE counts labels: a family emoji is one."""
    return sum(1 for _ in _CLUSTER.finditer(text))


def cut_graphemes(text: str, limit: int, ellipsis: str = "…") -> str:
    """Shorten to at most `limit` grapheme clusters, the ellipsis included."""
    text = clean(text)
    if len(text) <= limit:
        return text
    ends = [cluster.end() for cluster in islice(_CLUSTER.finditer(text), limit + 1)]
    if len(ends) <= limit:
        return text
    kept = limit - graphemes(ellipsis)
    return text[: ends[kept - 1]].rstrip() + ellipsis if kept > 0 else text[: ends[limit - 1]]


def cut_utf16(text: str, limit: int, ellipsis: str = "…") -> str:
    """Shorten to at most `limit` UTF-16 code units, the ellipsis included, between grapheme clusters."""
    return _shortened(text, limit, ellipsis, ())


def cut_quote(text: str, limit: int, ellipsis: str = " …") -> str:
    """Shorten like `cut_utf16`, after a whole sentence or line unless that costs a third."""
    return _shortened(text, limit, ellipsis, _QUOTE_BORDERS)


def split_text(text: str, limit: int = TEXT_UTF16) -> list[str]:
    """Split into pieces of at most `limit` UTF-16 code units at paragraphs, lines, sentences or words.

    Only white space at the cuts is left out; blank pieces are too. A grapheme cluster is never split
    unless it is longer than a piece.
    """
    rest = clean(text)
    pieces = []
    while utf16_len(rest) > limit:
        end = _fitting(rest, limit)
        at = _border(rest, end, _MESSAGE_BORDERS) or max(end, 1)
        pieces.append(rest[:at].rstrip())
        rest = rest[_after_space(rest, at) :]
    return [piece for piece in (*pieces, rest) if not piece.isspace() and piece]


def _shortened(text: str, limit: int, ellipsis: str, borders: _Borders) -> str:
    text = clean(text)
    if utf16_len(text) <= limit:
        return text
    room = limit - utf16_len(ellipsis)
    if room < 0:
        ellipsis, room = "", limit
    return text[: _border(text, _fitting(text, room), borders)].rstrip() + ellipsis


def _fitting(text: str, limit: int) -> int:
    """Count the code points whose UTF-16 form fits."""
    head = text[:limit]
    if utf16_len(head) == len(head):
        return len(head)
    return len(head.encode("utf-16-le")[: 2 * limit].decode("utf-16-le", "ignore"))


def _border(text: str, end: int, borders: _Borders) -> int:
    """Find the last cut at or before `end` (inside the text), of the first kind found in the last third."""
    for border in borders:
        # A few characters more, to see what follows a full stop and the brackets it closes.
        found = border.finditer(text, end * 2 // 3, end + 8)
        cuts = (match.start() + len(match.group().rstrip()) for match in found)
        if at := max((cut for cut in cuts if cut <= end), default=0):
            return _between_clusters(text, at)
    return _between_clusters(text, end)


def _between_clusters(text: str, at: int) -> int:
    """Move back to a cluster border, counting clusters only from the nearest place that surely is one."""
    start = at
    while start and not _PLAIN_PAIR.match(text, start - 1):
        start -= 1
    last = start
    for cluster in _CLUSTER.finditer(text, start) if start < at else ():
        if cluster.end() > at:
            break
        last = cluster.end()
    return last


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at
