"""The words that the writer of a mail really wrote.

1. From our own marker on nothing is theirs, unless it stands in a quote that they answer below or inside.
2. What mail programs put before an old mail ends the text; lines marked `>` are dropped, and what stands
   between them is kept.
3. Signatures go, see `bot.mail.incoming.signature`.

In doubt more is kept: a quote too many is a nuisance, a sentence too few is a wrong answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.mail.incoming.marker import marker_at
from bot.mail.incoming.quoting import (
    LONGEST_INTRODUCTION,
    before_quotes,
    introduction,
    is_quoted,
    old_mail_at,
)
from bot.mail.incoming.signature import without_signature


def reply(text: str, answered: str = "") -> str:
    """Return the reply in a mail's readable text, nothing if its writer added none.

    Lines lose the spaces at their ends, and empty lines come one at a time. `answered` is the text of our
    mail that this one answers, if it is known: it settles what is ours where a mail program does not mark it.
    """
    lines = [line.rstrip() for line in text.split("\n")]
    marker = marker_at(lines)
    if marker is not None and is_quoted(lines[marker]):
        marker = None
    end = _end(lines if marker is None else lines[:marker], closed=marker is not None)
    words = _own_words(lines[:end])
    if words or end == len(lines):
        return words
    return _own_words(_not_in(answered, lines[end:]) if answered else lines)


def _end(lines: list[str], *, closed: bool) -> int:
    """Return where the writer's part ends. `closed`: an old mail is known to follow."""
    quote_next = before_quotes(lines)
    for at, line in enumerate(lines):
        if is_quoted(line):
            continue
        if old_mail_at(lines, at):
            return at
        count = introduction(lines, at)
        if count and not quote_next[at + count]:
            return at
    return _without_likely_introduction(lines) if closed else len(lines)


def _without_likely_introduction(lines: list[str]) -> int:
    last = max((at for at, line in enumerate(lines) if line.strip()), default=-1)
    for at in range(max(0, last - 2), last + 1):
        if at + introduction(lines, at, likely=True) == last + 1:
            return at
    return len(lines)


def _own_words(lines: list[str]) -> str:
    blocks = (without_signature(block) for block in _between_quotes(lines))
    return "\n\n".join(filter(None, (_closed_up(block) for block in blocks)))


def _between_quotes(lines: list[str]) -> Iterator[list[str]]:
    """Return the blocks that are not quoted, without the lines that introduce quotes."""
    quote_next = before_quotes(lines)
    block: list[str] = []
    at = 0
    while at < len(lines):
        count = _not_theirs(lines, at, quote_next)
        if count:
            if block:
                yield block
                block = []
            at += count
        else:
            block.append(lines[at])
            at += 1
    yield block


def _not_theirs(lines: list[str], at: int, quote_next: list[bool]) -> int:
    """Return how many lines from `at` on are quoted or introduce a quote."""
    if is_quoted(lines[at]):
        return 1
    if not any(quote_next[at + 1 : at + 1 + LONGEST_INTRODUCTION]):
        return 0
    count = introduction(lines, at, likely=True)
    return count if quote_next[at + count] else 0


def _closed_up(lines: list[str]) -> str:
    out: list[str] = []
    for line in lines:
        if line.strip() or (out and out[-1]):
            out.append(line if line.strip() else "")
    return "\n".join(out).strip("\n")


def _not_in(answered: str, lines: list[str]) -> list[str]:
    """Drop our own lines, and the header before them."""
    ours = {line.strip() for line in answered.split("\n")}
    start = next((at for at, line in enumerate(lines) if line.strip() and line.strip() in ours), len(lines))
    return [line for line in lines[start:] if line.strip() not in ours or not line.strip()]
