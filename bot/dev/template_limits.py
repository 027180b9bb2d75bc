"""Limits on template messages: buttons, confirm, carousel, image carousel."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from bot.dev.action_limits import action_problems
from bot.dev.limits import LIMITS
from bot.dev.refusals import Problem
from bot.dev.schema import inside
from bot.dev.text_limits import text_limit

Template = Mapping[str, Any]


def template_problems(template: Template, at: str) -> Iterator[Problem]:
    """Yield what is wrong with the template of a template message."""
    yield from _CHECKS[template["type"]](template, at)


def _buttons(template: Template, at: str) -> Iterator[Problem]:
    limits = LIMITS["template.buttons"]
    yield from _texts(template, limits, at)
    yield from _actions(template, 1, limits["actions"], at)


def _confirm(template: Template, at: str) -> Iterator[Problem]:
    limits = LIMITS["template.confirm"]
    yield from text_limit(template, "text", limits["text"], at, "grapheme")
    yield from _actions(template, limits["actions_exact"], limits["actions_exact"], at)


def _carousel(template: Template, at: str) -> Iterator[Problem]:
    limits = LIMITS["template.carousel"]
    columns = template["columns"]
    yield from _count(columns, 1, limits["columns"], inside(at, "columns"))
    for number, column in enumerate(columns):
        column_at = inside(inside(at, "columns"), number)
        yield from _texts(column, limits, column_at)
        yield from _actions(column, 1, limits["actions"], column_at)
    if len({len(column["actions"]) for column in columns}) > 1:
        yield Problem(inside(at, "columns"), "all columns must have the same number of actions")
    for name in ("thumbnailImageUrl", "title"):
        if len({name in column for column in columns}) > 1:
            yield Problem(inside(at, "columns"), f"all columns must have {name} or none")


def _image_carousel(template: Template, at: str) -> Iterator[Problem]:
    columns = template["columns"]
    yield from _count(columns, 1, LIMITS["template.image_carousel"]["columns"], inside(at, "columns"))
    for number, column in enumerate(columns):
        action_at = inside(inside(inside(at, "columns"), number), "action")
        yield from action_problems(column["action"], action_at, "image_carousel")


def _texts(holder: Template, limits: Mapping[str, Any], at: str) -> Iterator[Problem]:
    crowded = "title" in holder or "thumbnailImageUrl" in holder
    most = limits["text_with_image_or_title" if crowded else "text_plain"]
    yield from text_limit(holder, "text", most, at, "grapheme")
    yield from text_limit(holder, "title", limits["title"], at, "grapheme")
    if "defaultAction" in holder:
        # The default action is the tap on the picture: it shows no label.
        yield from action_problems(holder["defaultAction"], inside(at, "defaultAction"), "image_carousel")


def _actions(holder: Template, least: int, most: int, at: str) -> Iterator[Problem]:
    actions_at = inside(at, "actions")
    yield from _count(holder["actions"], least, most, actions_at)
    for number, action in enumerate(holder["actions"]):
        yield from action_problems(action, inside(actions_at, number), "template")


def _count(items: list[Any], least: int, most: int, at: str) -> Iterator[Problem]:
    if not least <= len(items) <= most:
        yield Problem(at, f"Size must be between {least} and {most}")


_CHECKS: Final[dict[str, Callable[[Template, str], Iterator[Problem]]]] = {
    "buttons": _buttons,
    "confirm": _confirm,
    "carousel": _carousel,
    "image_carousel": _image_carousel,
}
