"""A calendar read as programs read it: RFC 5545, unfolded and unescaped."""

from __future__ import annotations

from datetime import UTC, datetime


def entries(text: str) -> list[dict[str, str]]:
    """Return the events of a calendar as name and value, parameters left out."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    found: list[dict[str, str]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append({})
        elif found:
            found[-1][name.partition(";")[0]] = plain(value)
    return found


def plain(value: str) -> str:
    """Return a value without its escapes."""
    text, escaped = "", False
    for character in value:
        if character == "\\" and not escaped:
            escaped = True
            continue
        text += "\n" if escaped and character in "nN" else character
        escaped = False
    return text


def moment(value: str) -> datetime:
    return datetime.strptime(value, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
