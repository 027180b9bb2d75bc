"""How much of a mail is read."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Sizes in bytes; the defaults are what common providers take, and more than a letter needs.

    A mail beyond `mail`, `lines`, `headers`, `parts` or `nesting` is unreadable as a whole; a text, HTML
    or single header beyond its limit is cut. `comparisons` is lines times boundaries and keeps the time
    short: the standard library's parser compares each line with every boundary that is open.
    """

    mail: int = 25 * _MB
    text: int = 10 * _MB
    html: int = 4 * _MB
    lines: int = 500_000
    comparisons: int = 10_000_000
    headers: int = 5_000
    parts: int = 100
    nesting: int = 10
    header: int = 64 * 1024
    content_header: int = 4 * 1024
