"""The addresses of a ticket's page: it is read here, and what is done with it comes in here."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.member import Permission
from bot.console.ticket import doing, file_pages, live_pages
from bot.console.ticket.doing import Answer
from bot.console.ticket.found import found
from bot.console.ticket.page import whole_page
from bot.console.ticket.typed import Typed
from bot.store import viewers
from handlers.tickets.numbers import read_number


def pages(desk: Desk) -> Blueprint:
    """Return everything below `/tickets/<number>`."""
    blueprint = Blueprint("ticket", __name__, url_prefix="/tickets/<number>")

    @blueprint.get("")
    @needs(Permission.READ_TICKETS)
    def ticket(number: str) -> Answer:
        known = read_number(number)
        if known and known != number:
            return redirect(url_for("ticket.ticket", number=known))
        return _page(desk, number)

    @blueprint.post("/do/<name>")
    @needs(Permission.READ_TEXTS)
    def do(number: str, name: str) -> Answer:
        return doing.done(desk, number, name)

    @blueprint.get("/do/<name>")
    @needs(Permission.READ_TICKETS)
    def done(number: str, name: str) -> Answer:  # noqa: ARG001  # of what was refused, when its page is opened anew
        return redirect(url_for("ticket.ticket", number=number))

    @blueprint.post("/preview/<name>")
    @needs(Permission.WORK)
    def preview(number: str, name: str) -> Answer:
        return doing.previewed(desk, number, name)

    @blueprint.post("/composer")
    @needs(Permission.READ_TEXTS)
    def compose(number: str) -> Answer:
        return doing.composed(desk, number)

    @blueprint.post("/reasons")
    @needs(Permission.WORK)
    def reasons(number: str) -> Answer:
        return doing.reasons(desk, number)

    live_pages.add(blueprint, desk)
    file_pages.add(blueprint, desk)
    return blueprint


def _page(desk: Desk, number: str) -> str:
    """Return the page as it is opened; `?again=` is a message of ours to write once more."""
    with desk.database.read() as connection:
        others = viewers.others(connection, number, member().id, desk.clock())
        opened = found(desk, connection, number, others)
        typed = Typed(form=MultiDict({"again": request.args.get("again", "")}))
        shown = whole_page(opened, typed, tab=request.args.get("tab", ""), others=others)
    with desk.database.write() as connection:
        viewers.look(connection, number, member().id, desk.clock())
    return shown
