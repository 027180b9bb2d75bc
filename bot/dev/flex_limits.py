"""Limits on Flex messages: sizes, and the actions inside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bot.dev.action_limits import action_problems
from bot.dev.limits import LIMITS, size_in_bytes
from bot.dev.refusals import Problem
from bot.dev.schema import inside


def flex_problems(container: Mapping[str, Any], at: str) -> Iterator[Problem]:
    """Yield what is wrong with the contents of a Flex message: a bubble or a carousel."""
    if container["type"] == "carousel":
        yield from _carousel(container, at)
        bubbles = [(bubble, inside(f"{at}.contents", n)) for n, bubble in enumerate(container["contents"])]
    else:
        bubbles = [(container, at)]
    for bubble, bubble_at in bubbles:
        if size_in_bytes(bubble) > LIMITS["flex"]["bubble_bytes"]:
            yield Problem(bubble_at, "Size must be under 30 kilobytes")
        yield from _inside(bubble, bubble_at)


def _carousel(carousel: Mapping[str, Any], at: str) -> Iterator[Problem]:
    limits = LIMITS["flex"]
    bubbles = carousel["contents"]
    if not 1 <= len(bubbles) <= limits["carousel_bubbles"]:
        yield Problem(f"{at}.contents", f"Size must be between 1 and {limits['carousel_bubbles']}")
    if size_in_bytes(carousel) > limits["carousel_bytes"]:
        yield Problem(at, "Size must be under 50 kilobytes")
    if len({bubble.get("size", "mega") for bubble in bubbles}) > 1:
        yield Problem(f"{at}.contents", "all bubbles must have the same size")


def _inside(node: object, at: str) -> Iterator[Problem]:
    if isinstance(node, list):
        for number, item in enumerate(node):
            yield from _inside(item, inside(at, number))
    elif isinstance(node, dict):
        yield from _component(node, at)
        for name, value in node.items():
            if name != "action":
                yield from _inside(value, inside(at, name))


def _component(node: Mapping[str, Any], at: str) -> Iterator[Problem]:
    action = node.get("action")
    if action is not None:
        place = "flex_button" if node.get("type") == "button" else "flex_other"
        yield from action_problems(action, inside(at, "action"), place)  # type: ignore[arg-type]  # one of Place
    if node.get("type") == "text" and not node.get("text") and not node.get("contents"):
        yield Problem(inside(at, "text"), "May not be empty")
