"""A calendar as text, as RFC 5545 has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

TYPE = "text/calendar; charset=utf-8"
_WIDEST = 75  # octets of a line, RFC 5545 3.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A moment (UTC) in a calendar; `uid` stays the same as long as it is about the same thing."""

    uid: str
    at: datetime
    title: str
    url: str


def written(name: str, entries: Iterable[Entry], now: datetime) -> str:
    """Return a calendar; `now` is when it is made. Lines are folded and end in CR LF."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Madoguchi//Due dates//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        *(line for entry in entries for line in _event(entry, now)),
        "END:VCALENDAR",
    ]
    return "".join(f"{part}\r\n" for line in lines for part in folded(line))


def _event(entry: Entry, now: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{escaped(entry.uid)}"
    yield f"DTSTAMP:{_moment(now)}"
    yield f"DTSTART:{_moment(entry.at)}"
    yield f"SUMMARY:{escaped(entry.title)}"
    yield f"URL:{entry.url}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def escaped(text: str) -> str:
    """Return a text as a value, RFC 5545 3.3.11."""
    plain = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(plain.splitlines())


def folded(line: str) -> Iterator[str]:
    """Give the lines that a long one becomes; no character is cut in two."""
    room, part = _WIDEST, ""
    for character in line:
        if len((part + character).encode()) > room:
            yield part
            part = " "
        part += character
    yield part


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
