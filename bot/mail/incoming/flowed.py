"""Paragraphs that a mail program broke into lines and says so (format=flowed, RFC 3676)."""

from __future__ import annotations

_SIGNATURE = "-- "


def unflowed(text: str, *, delsp: bool) -> str:
    """Return text with its paragraphs whole. With `delsp` the space before a break was only added there."""
    out: list[str] = []
    open_depth: int | None = None
    for line in text.split("\n"):
        depth, words = _unquoted(line)
        flows = words.endswith(" ") and words != _SIGNATURE
        piece = words[:-1] if flows and delsp else words
        if open_depth == depth and words != _SIGNATURE:
            out[-1] += piece
        else:
            out.append(">" * depth + (" " if depth else "") + piece)
        open_depth = depth if flows else None
    return "\n".join(out)


def _unquoted(line: str) -> tuple[int, str]:
    words = line.lstrip(">")
    return len(line) - len(words), words.removeprefix(" ")
