"""Whether a group message is addressed to us, and its text without our name.

https://developers.line.biz/en/reference/messaging-api/#wh-text (index and length count UTF-16 code units)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def mentions_us(message: Mapping[str, Any]) -> bool:
    """Say whether the message names the bot."""
    return any(True for _ in _ours(message))


def without_our_mentions(text: str, message: Mapping[str, Any]) -> str:
    """Return the text without the places that name the bot."""
    places = sorted(_places(message), reverse=True)
    if not places:
        return text
    units = text.encode("utf-16-le", "surrogatepass")
    for start, end in places:
        units = units[: 2 * start] + units[2 * end :]
    return units.decode("utf-16-le", "replace")


def _ours(message: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    mention = message.get("mention")
    mentionees = mention.get("mentionees") if isinstance(mention, dict) else None
    for mentionee in mentionees if isinstance(mentionees, list) else ():
        if isinstance(mentionee, dict) and mentionee.get("isSelf") is True:
            yield mentionee


def _places(message: Mapping[str, Any]) -> Iterator[tuple[int, int]]:
    for mentionee in _ours(message):
        start, length = mentionee.get("index"), mentionee.get("length")
        if type(start) is int and type(length) is int and start >= 0 and length > 0:
            yield start, start + length
