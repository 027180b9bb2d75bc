"""The API's calls about rich menus."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, request
from linebot.v3.messaging import models

from bot.dev.bodies import read_json, refuse_if
from bot.dev.platform import Platform
from bot.dev.refusals import Refused, documented
from bot.dev.rich_menus import rich_menu_problems

Answer = dict[str, Any]


class RichMenuCalls:
    """The views of /v2/bot/richmenu and of the menus people have."""

    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._menus = platform.rich_menus

    def register(self, blueprint: Blueprint) -> None:
        """Put the views at LINE's addresses."""
        for path, method, view in (
            ("richmenu", "POST", self.create_rich_menu),
            ("richmenu/validate", "POST", self.validate_rich_menu),
            ("richmenu/list", "GET", self.list_rich_menus),
            ("richmenu/<menu_id>", "GET", self.get_rich_menu),
            ("richmenu/<menu_id>", "DELETE", self.delete_rich_menu),
            ("richmenu/<menu_id>/content", "GET", self.get_image),
            ("richmenu/<menu_id>/content", "POST", self.set_image),
            ("richmenu/alias", "POST", self.create_alias),
            ("richmenu/alias/list", "GET", self.list_aliases),
            ("richmenu/alias/<alias>", "GET", self.get_alias),
            ("richmenu/alias/<alias>", "POST", self.update_alias),
            ("richmenu/alias/<alias>", "DELETE", self.delete_alias),
            ("user/all/richmenu", "GET", self.get_default),
            ("user/all/richmenu", "DELETE", self.cancel_default),
            ("user/all/richmenu/<menu_id>", "POST", self.set_default),
            ("user/<user_id>/richmenu", "GET", self.get_linked),
            ("user/<user_id>/richmenu", "DELETE", self.unlink),
            ("user/<user_id>/richmenu/<menu_id>", "POST", self.link),
        ):
            blueprint.add_url_rule(f"/v2/bot/{path}", view.__name__, view, methods=[method])

    def create_rich_menu(self) -> Answer:
        """Store a rich menu."""
        menu = read_json()
        refuse_if(rich_menu_problems(menu))
        return {"richMenuId": self._menus.create(menu)}

    def validate_rich_menu(self) -> Answer:
        """Check a rich menu without storing it."""
        refuse_if(rich_menu_problems(read_json()))
        return {}

    def list_rich_menus(self) -> Answer:
        """List the menus made over the API."""
        return {"richmenus": [self._menus.menu(menu_id) for menu_id in self._menus.menus]}

    def get_rich_menu(self, menu_id: str) -> Answer:
        """Return one menu."""
        return self._menus.menu(menu_id)

    def delete_rich_menu(self, menu_id: str) -> Answer:
        """Delete one menu."""
        self._menus.delete(menu_id)
        return {}

    def get_image(self, menu_id: str) -> Response:
        """Return a menu's image."""
        content_type, image = self._menus.image(menu_id)
        return Response(image, content_type=content_type)

    def set_image(self, menu_id: str) -> Answer:
        """Give a menu its image."""
        self._menus.set_image(menu_id, request.mimetype, request.get_data())
        return {}

    def create_alias(self) -> Answer:
        """Name a menu."""
        body = read_json(models.CreateRichMenuAliasRequest)
        self._menus.add_alias(body["richMenuAliasId"], body["richMenuId"])
        return {}

    def list_aliases(self) -> Answer:
        """List the names."""
        return {"aliases": [_alias(*pair) for pair in self._menus.aliases.items()]}

    def get_alias(self, alias: str) -> Answer:
        """Return what a name means."""
        return _alias(alias, self._menus.alias(alias))

    def update_alias(self, alias: str) -> Answer:
        """Let a name mean another menu."""
        body = read_json(models.UpdateRichMenuAliasRequest)
        self._menus.change_alias(alias, body["richMenuId"])
        return {}

    def delete_alias(self, alias: str) -> Answer:
        """Forget a name."""
        self._menus.delete_alias(alias)
        return {}

    def get_default(self) -> Answer:
        """Return the default menu's id."""
        if self._menus.default is None:
            raise Refused(404, {"message": "no default richmenu", "details": []})
        return {"richMenuId": self._menus.default}

    def cancel_default(self) -> Answer:
        """Have no default menu."""
        self._menus.default = None
        return {}

    def set_default(self, menu_id: str) -> Answer:
        """Choose the default menu."""
        self._menus.set_default(menu_id)
        return {}

    def get_linked(self, user_id: str) -> Answer:
        """Return the id of a person's own menu."""
        return {"richMenuId": self._menus.linked(user_id)}

    def unlink(self, user_id: str) -> Answer:
        """Take a person's own menu away."""
        self._menus.unlink(user_id)
        return {}

    def link(self, user_id: str, menu_id: str) -> Answer:
        """Give a person a menu of their own."""
        if not (user_id.startswith("U") and self._platform.knows(user_id)):
            raise documented("profile")
        self._menus.link(user_id, menu_id)
        return {}


def _alias(alias: str, menu_id: str) -> Answer:
    return {"richMenuAliasId": alias, "richMenuId": menu_id}
