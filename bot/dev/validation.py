"""Would LINE take this message? Form first (the SDK's models, nothing unknown), then documented limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from linebot.v3.messaging import models

from bot.dev.action_limits import action_problems
from bot.dev.flex_limits import flex_problems
from bot.dev.limits import LIMITS
from bot.dev.refusals import Problem
from bot.dev.schema import inside, mismatches
from bot.dev.template_limits import template_problems
from bot.dev.text_limits import image_addresses, text_limit


def problems(message: object, at: str = "") -> list[Problem]:
    """Return what LINE would refuse in a message; `at` is its path in the request, as `messages[0]`."""
    wrong_form = list(mismatches(message, models.Message, at))
    if wrong_form or not isinstance(message, dict):
        return wrong_form
    return list(_limits(message, at))


def _limits(message: Mapping[str, Any], at: str) -> Iterator[Problem]:
    yield from _by_kind(message, at)
    yield from image_addresses(message, at)
    if "quickReply" in message:
        yield from _quick_reply(message["quickReply"], inside(at, "quickReply"))
    if "sender" in message:
        yield from _sender(message["sender"], inside(at, "sender"))


def _by_kind(message: Mapping[str, Any], at: str) -> Iterator[Problem]:
    kind = message["type"]
    if kind in LIMITS["altText"]:
        yield from text_limit(message, "altText", LIMITS["altText"][kind], at)
    if kind == "text":
        yield from _text(message, at)
    elif kind == "textV2":
        yield from _text_v2(message, at)
    elif kind == "flex":
        yield from flex_problems(message["contents"], inside(at, "contents"))
    elif kind == "template":
        yield from template_problems(message["template"], inside(at, "template"))


def _text(message: Mapping[str, Any], at: str) -> Iterator[Problem]:
    yield from text_limit(message, "text", LIMITS["text.text"]["max"], at)
    if len(message.get("emojis", [])) > LIMITS["text.emojis"]["max"]:
        yield Problem(inside(at, "emojis"), f"Size must be between 0 and {LIMITS['text.emojis']['max']}")


def _text_v2(message: Mapping[str, Any], at: str) -> Iterator[Problem]:
    limits = LIMITS["textV2.text"]
    yield from text_limit(message, "text", limits["max"], at)
    substitution = message.get("substitution", {})
    where = inside(at, "substitution")
    if len(substitution) > limits["substitution_max"]:
        yield Problem(where, f"Size must be between 0 and {limits['substitution_max']}")
    for key in substitution:
        if not 1 <= len(key) <= limits["key_max"]:
            yield Problem(inside(where, key), f"Length must be between 1 and {limits['key_max']}")
    for kind, most in (("mention", limits["mentions_max"]), ("emoji", limits["emoji_max"])):
        if sum(part["type"] == kind for part in substitution.values()) > most:
            yield Problem(where, f"at most {most} of type {kind}")


def _quick_reply(quick_reply: Mapping[str, Any], at: str) -> Iterator[Problem]:
    items = quick_reply.get("items", [])
    if not 1 <= len(items) <= LIMITS["quickReply"]["items"]:
        yield Problem(inside(at, "items"), f"Size must be between 1 and {LIMITS['quickReply']['items']}")
    for number, item in enumerate(items):
        item_at = inside(inside(at, "items"), number)
        if "action" not in item:
            yield Problem(inside(item_at, "action"), "May not be empty")
        else:
            yield from action_problems(item["action"], inside(item_at, "action"), "quick_reply")


def _sender(sender: Mapping[str, Any], at: str) -> Iterator[Problem]:
    name = sender.get("name")
    yield from text_limit(sender, "name", LIMITS["sender"]["name"], at)
    # LINE lists no words; its own name is the one it documents as refused.
    if name and "LINE" in name:
        yield Problem(inside(at, "name"), "contains a word that may not be used")
