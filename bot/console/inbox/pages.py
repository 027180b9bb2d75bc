"""The pages of the inbox."""

from __future__ import annotations

from flask import Blueprint, render_template

from bot.console.access import needs
from bot.console.desk import Desk
from bot.console.member import Permission
from bot.store import ticket_lists


def pages(desk: Desk) -> Blueprint:
    """Return `GET /`: the tickets somebody has to do something with."""
    blueprint = Blueprint("inbox", __name__)

    @blueprint.get("/")
    @needs(Permission.READ_TICKETS)
    def inbox() -> str:
        with desk.database.read() as connection:
            listed = ticket_lists.open_ones(connection)
        return render_template("inbox.html", tickets=listed[:50])

    return blueprint
