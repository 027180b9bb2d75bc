"""Limits on single texts and addresses, wherever in a message they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from bot.dev.limits import LIMITS, Unit, length
from bot.dev.refusals import Problem
from bot.dev.schema import inside

_IMAGE_URLS = frozenset(
    {
        "originalContentUrl",
        "previewImageUrl",
        "previewUrl",
        "baseUrl",
        "thumbnailImageUrl",
        "imageUrl",
        "iconUrl",
    }
)
_FLEX_COMPONENTS_WITH_URL = frozenset({"image", "icon", "video"})


def text_limit(
    holder: Mapping[str, Any], name: str, most: int, at: str, unit: Unit = "utf16"
) -> Iterator[Problem]:
    """Yield what is wrong with a text that, where present, must have 1 to `most` units."""
    text = holder.get(name)
    if text is None:
        return
    if not text:
        yield Problem(inside(at, name), "May not be empty")
    elif length(text, unit) > most:
        yield Problem(inside(at, name), f"Length must be between 0 and {most}")


def image_addresses(node: object, at: str) -> Iterator[Problem]:
    """Yield image, video and audio addresses, at any depth, that are too long or not HTTPS."""
    if isinstance(node, dict):
        for name, value in node.items():
            if name in _IMAGE_URLS or (name == "url" and node.get("type") in _FLEX_COMPONENTS_WITH_URL):
                yield from _address(value, inside(at, name))
            yield from image_addresses(value, inside(at, name))
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from image_addresses(item, inside(at, number))


def _address(value: str, at: str) -> Iterator[Problem]:
    most = LIMITS["image_url_max"]
    if length(value, "utf16") > most:
        yield Problem(at, f"Length must be between 0 and {most}")
    elif urlsplit(value).scheme != "https":
        yield Problem(at, "invalid uri scheme")
