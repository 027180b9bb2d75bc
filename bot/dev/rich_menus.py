"""Rich menus: stored, given an image, linked to people, reached by alias.

Source: https://developers.line.biz/en/reference/messaging-api/#rich-menu.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import Any

from linebot.v3.messaging import models

from bot.dev.action_limits import action_problems
from bot.dev.limits import LIMITS
from bot.dev.refusals import Problem, Refused, documented
from bot.dev.schema import inside, mismatches
from bot.dev.text_limits import text_limit

_IMAGE_MAX_BYTES = 1_000_000
_IMAGE_STARTS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}


def rich_menu_problems(menu: object) -> list[Problem]:
    """Return what LINE would refuse in a rich menu object."""
    wrong_form = list(mismatches(menu, models.RichMenuRequest))
    if wrong_form or not isinstance(menu, dict):
        return wrong_form
    missing = [name for name in ("size", "selected", "name", "chatBarText", "areas") if name not in menu]
    if missing:
        return [Problem(name, "May not be empty") for name in missing]
    return list(_limits(menu))


def _limits(menu: dict[str, Any]) -> Iterator[Problem]:
    limits = LIMITS["richMenu"]
    yield from text_limit(menu, "name", limits["name"], "", "grapheme")
    yield from text_limit(menu, "chatBarText", limits["chatBarText"], "", "grapheme")
    yield from _size(menu["size"])
    if len(menu["areas"]) > limits["areas"]:
        yield Problem("areas", f"Size must be between 0 and {limits['areas']}")
    for number, area in enumerate(menu["areas"]):
        yield from _area(area, menu["size"], inside("areas", number))


def _size(size: dict[str, int]) -> Iterator[Problem]:
    limits = LIMITS["richMenu"]
    least, most = limits["width"]
    width, height = size.get("width", 0), size.get("height", 0)
    if not least <= width <= most:
        yield Problem("size.width", f"must be between {least} and {most}")
    if height < limits["height_min"]:
        yield Problem("size.height", f"must be greater than or equal to {limits['height_min']}")
    elif width / height < limits["aspect_min"]:
        yield Problem("size", f"width / height must be greater than or equal to {limits['aspect_min']}")


def _area(area: dict[str, Any], size: dict[str, int], at: str) -> Iterator[Problem]:
    missing = [name for name in ("bounds", "action") if name not in area]
    if missing:
        yield from (Problem(inside(at, name), "May not be empty") for name in missing)
        return
    bounds = area["bounds"]
    right = bounds.get("x", 0) + bounds.get("width", 0)
    bottom = bounds.get("y", 0) + bounds.get("height", 0)
    if right > size["width"] or bottom > size["height"]:
        yield Problem(inside(at, "bounds"), "must be inside the rich menu")
    yield from action_problems(area["action"], inside(at, "action"), "rich_menu")


class RichMenus:
    """The account's rich menus. Every verb raises Refused as LINE would answer."""

    def __init__(self) -> None:
        self.menus: dict[str, dict[str, Any]] = {}
        self.images: dict[str, tuple[str, bytes]] = {}
        self.aliases: dict[str, str] = {}
        self.default: str | None = None
        self._linked: dict[str, str] = {}

    def create(self, menu: dict[str, Any]) -> str:
        """Store a valid menu and return its id."""
        menu_id = "richmenu-" + secrets.token_hex(16)
        self.menus[menu_id] = menu
        return menu_id

    def menu(self, menu_id: str) -> dict[str, Any]:
        """Return a menu as the API gives it."""
        if menu_id not in self.menus:
            raise Refused(404, {"message": "richmenu not found", "details": []})
        return {"richMenuId": menu_id, **self.menus[menu_id]}

    def delete(self, menu_id: str) -> None:
        """Delete a menu, what it was linked to included."""
        self.menu(menu_id)
        del self.menus[menu_id]
        self.images.pop(menu_id, None)
        self.default = None if self.default == menu_id else self.default
        self._linked = {person: linked for person, linked in self._linked.items() if linked != menu_id}

    def set_image(self, menu_id: str, content_type: str, image: bytes) -> None:
        """Give a menu its image, once: PNG or JPEG of at most 1 MB."""
        self.menu(menu_id)
        start = _IMAGE_STARTS.get(content_type)
        if start is None:
            raise Refused(415, {"message": "Unsupported media type"})
        if not image.startswith(start):
            raise Refused(400, {"message": "invalid image", "details": []})
        if len(image) > _IMAGE_MAX_BYTES:
            raise Refused(413, {"message": "Request exceeds the max size of 1MB"})
        if menu_id in self.images:
            raise Refused(400, {"message": "An image has already been uploaded to the richmenu"})
        self.images[menu_id] = (content_type, image)

    def image(self, menu_id: str) -> tuple[str, bytes]:
        """Return content type and bytes of a menu's image."""
        self.menu(menu_id)
        if menu_id not in self.images:
            raise documented("profile")
        return self.images[menu_id]

    def set_default(self, menu_id: str) -> None:
        """Make a menu the one everybody sees who has none of their own."""
        self._must_have_image(menu_id)
        self.default = menu_id

    def link(self, person_id: str, menu_id: str) -> None:
        """Give a person a menu of their own."""
        self._must_have_image(menu_id)
        self._linked[person_id] = menu_id

    def unlink(self, person_id: str) -> None:
        """Take a person's own menu away."""
        self._linked.pop(person_id, None)

    def linked(self, person_id: str) -> str:
        """Return the id of a person's own menu."""
        if person_id not in self._linked:
            raise Refused(404, {"message": "the user has no richmenu", "details": []})
        return self._linked[person_id]

    def shown_to(self, person_id: str) -> str | None:
        """Return the id of the menu a person sees: their own before the default."""
        return self._linked.get(person_id, self.default)

    def add_alias(self, alias: str, menu_id: str) -> None:
        """Give a menu a name that a switch action can use."""
        if menu_id not in self.menus:
            raise Refused(400, {"message": "richmenu not found", "details": []})
        if alias in self.aliases:
            raise Refused(400, {"message": "conflict richmenu alias id", "details": []})
        if len(self.aliases) >= LIMITS["richMenu"]["aliases_per_account"]:
            raise Refused(400, {"message": "too many richmenu aliases", "details": []})
        self.aliases[alias] = menu_id

    def change_alias(self, alias: str, menu_id: str) -> None:
        """Let an alias mean another menu."""
        self.alias(alias)
        if menu_id not in self.menus:
            raise Refused(400, {"message": "richmenu not found", "details": []})
        self.aliases[alias] = menu_id

    def alias(self, alias: str) -> str:
        """Return the id of the menu an alias means."""
        if alias not in self.aliases:
            raise Refused(404, {"message": "richmenu alias not found", "details": []})
        return self.aliases[alias]

    def delete_alias(self, alias: str) -> None:
        """Forget an alias."""
        self.alias(alias)
        del self.aliases[alias]

    def _must_have_image(self, menu_id: str) -> None:
        if menu_id not in self.menus:
            raise documented("profile")
        if menu_id not in self.images:
            message = "must upload richmenu image before applying it to user"
            raise Refused(400, {"message": message, "details": []})
