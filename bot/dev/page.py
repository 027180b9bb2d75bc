"""The chat page: talking to the bot in a browser as in LINE, over the double. For the demo, never for others.

The page, its JSON at `api/` and its files at `static/` stand below the prefix the blueprint is mounted at.
"""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.dev.double import LineDouble
from bot.dev.page_api import PageApi
from bot.dev.page_refusals import guarded


def chat_page(double: LineDouble, mailbox: str = "") -> Blueprint:
    """Return the page over a double, to be registered with a prefix such as `/dev`.

    `mailbox` is where the page of a mailbox is, as an address to link to.

    Refusals are JSON with `error` and `detail`: 400 for what is malformed, 403 for a request from another
    site, 404 for an id nobody has, 409 where the platform says no (who has blocked the bot cannot write).
    """
    blueprint = Blueprint(
        "chat_page", __name__, static_folder="static", static_url_path="/static", template_folder="templates"
    )
    blueprint.add_url_rule("/", "page", lambda: render_template("chat.html", mailbox=mailbox))
    PageApi(double).register(blueprint)
    guarded(blueprint)
    return blueprint
