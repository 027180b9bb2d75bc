"""Our buttons as LINE's actions: postback, URI and quick reply."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from bot.line.limits import (
    BUTTON_LABEL_GRAPHEMES,
    DISPLAY_TEXT_UTF16,
    QUICK_REPLY_ITEMS,
    QUICK_REPLY_LABEL_GRAPHEMES,
    URI_CHARACTERS,
    clean,
    cut_graphemes,
    cut_utf16,
)
from bot.line.postback import UnfitPress, encode
from bot.logs import logger
from handlers.replies import Button, Open, Press

# RFC 3986, with the schemes of https://developers.line.biz/en/reference/messaging-api/#uri-action
_PART = r"(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2})"
_URI = re.compile(
    rf"(?:https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{{1,5}})?(?:[/?]{_PART}*)?(?:\#{_PART}*)?"
    rf"|line://{_PART}+|tel:[+*\#0-9(),.;-]+)",
    re.IGNORECASE | re.ASCII,
)


def opens(url: str) -> bool:
    """Tell whether LINE takes this address in a button; otherwise it has to be written out."""
    return len(url) <= URI_CHARACTERS and _URI.fullmatch(url) is not None


def action(button: Button, label_graphemes: int = BUTTON_LABEL_GRAPHEMES) -> dict[str, Any] | None:
    """Return the action of a button, or None when LINE would refuse it (no label, no such address)."""
    label = clean(button.label).strip()
    if isinstance(button, Open):
        return _uri(button.url, label or button.url) if opens(button.url) else None
    return _postback(button, label, label_graphemes) if label else None


def quick_reply(choices: Iterable[Press]) -> dict[str, Any] | None:
    """Return the first 13 different choices as a quick reply, or None when there are none."""
    items: dict[str, dict[str, Any]] = {}
    for choice in choices:
        if len(items) == QUICK_REPLY_ITEMS:
            break
        if pressed := action(choice, QUICK_REPLY_LABEL_GRAPHEMES):
            items.setdefault(pressed["data"], {"type": "action", "action": pressed})
    return {"items": list(items.values())} if items else None


def _uri(url: str, label: str) -> dict[str, Any]:
    return {"type": "uri", "label": cut_graphemes(label, BUTTON_LABEL_GRAPHEMES), "uri": url}


def _postback(press: Press, label: str, label_graphemes: int) -> dict[str, Any] | None:
    try:
        data = encode(press)
    except UnfitPress:
        # The rest of the answer is worth more to the person than a button that could not come back.
        logger().warning("button_left_out", command=press.command[:40], length=len(press.argument))
        return None
    return {
        "type": "postback",
        "label": cut_graphemes(label, label_graphemes),
        "data": data,
        "displayText": cut_utf16(label, DISPLAY_TEXT_UTF16),
    }
