"""Limits on actions: what a button, a quick reply or an area may do, by the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal
from urllib.parse import urlsplit

from bot.dev.limits import LIMITS, Unit
from bot.dev.refusals import Problem
from bot.dev.schema import inside
from bot.dev.text_limits import text_limit

Place = Literal["template", "image_carousel", "rich_menu", "quick_reply", "flex_button", "flex_other"]

_LABEL_REQUIRED: Final = frozenset({"template", "quick_reply", "flex_button"})
_ONLY_IN_QUICK_REPLIES: Final = frozenset({"camera", "cameraRoll", "location"})
_ONLY_IN_RICH_MENUS: Final = frozenset({"richmenuswitch"})
# LINE counts displayText in grapheme clusters; for the others its pages name UTF-16 code units.
_POSTBACK_UNITS: Final[dict[str, Unit]] = {
    "data": "utf16",
    "displayText": "grapheme",
    "text": "utf16",
    "fillInText": "utf16",
}


def action_problems(action: Mapping[str, Any], at: str, place: Place) -> Iterator[Problem]:
    """Yield what is wrong with an action that stands in `place`."""
    kind = action["type"]
    if kind in _ONLY_IN_QUICK_REPLIES and place != "quick_reply":
        yield Problem(inside(at, "type"), "only allowed in quick replies")
    if kind in _ONLY_IN_RICH_MENUS and place != "rich_menu":
        yield Problem(inside(at, "type"), "only allowed in rich menus")
    if place in _LABEL_REQUIRED and action.get("label") is None:
        yield Problem(inside(at, "label"), "May not be empty")
    yield from text_limit(action, "label", LIMITS["action.label"][place], at, "grapheme")
    yield from _by_kind(action, kind, at)


def _by_kind(action: Mapping[str, Any], kind: str, at: str) -> Iterator[Problem]:
    if kind == "message":
        yield from _required(action, "text", LIMITS["action.message"]["text"], at)
    elif kind == "uri":
        yield from _required(action, "uri", LIMITS["action.uri"]["uri"], at)
        yield from _scheme(action.get("uri"), inside(at, "uri"))
    elif kind == "clipboard":
        yield from _required(action, "clipboardText", LIMITS["action.clipboard"]["clipboardText"], at)
    elif kind == "postback":
        yield from _postback(action, at)
    elif kind in {"datetimepicker", "richmenuswitch"}:
        yield from _required(action, "data", LIMITS["action.postback"]["data"], at)


def _postback(action: Mapping[str, Any], at: str) -> Iterator[Problem]:
    yield from _required(action, "data", LIMITS["action.postback"]["data"], at)
    for name in ("displayText", "text", "fillInText"):
        yield from text_limit(action, name, LIMITS["action.postback"][name], at, _POSTBACK_UNITS[name])
    if "displayText" in action and "text" in action:
        yield Problem(inside(at, "text"), "displayText and text cannot be used together")


def _required(action: Mapping[str, Any], name: str, most: int, at: str) -> Iterator[Problem]:
    if action.get(name) is None:
        yield Problem(inside(at, name), "May not be empty")
    yield from text_limit(action, name, most, at)


def _scheme(uri: str | None, at: str) -> Iterator[Problem]:
    if uri and urlsplit(uri).scheme not in LIMITS["action.uri"]["schemes"]:
        yield Problem(at, "invalid uri scheme")
