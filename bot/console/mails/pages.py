"""The page on which somebody chooses their mails, their substitute and their calendar links."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, request
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.mails import away
from bot.console.mails.away import Typed
from bot.console.mails.links import add_links
from bot.console.mails.page import candidates, done, page
from bot.console.member import Permission
from bot.console.recording import record
from bot.store import staff_mails
from bot.store.staff_mails import Wishes
from handlers.colleagues.occasions import offered

_Answer = str | Response | tuple[str, int]


def pages(desk: Desk) -> Blueprint:
    """Return `GET /mails`, and the forms on it."""
    blueprint = Blueprint("mails", __name__)

    @blueprint.get("/mails")
    @needs(Permission.ANY)
    def mails() -> str:
        return page(desk)

    @blueprint.post("/mails/occasions")
    @needs(Permission.ANY)
    def choose() -> Response:
        chosen = frozenset(one for one in offered(member().roles) if one in request.form.getlist("occasions"))
        return _kept(desk, lambda wishes: replace(wishes, occasions=chosen), "occasions")

    @blueprint.post("/mails/away")
    @needs(Permission.WORK)
    def go_away() -> _Answer:
        typed = Typed.of(request.form)
        with desk.database.read() as connection:
            there = candidates(desk, connection)
        found = away.read(typed, there, desk.clock())
        if isinstance(found, str):
            return page(desk, typed, found), 400
        return _kept(desk, lambda wishes: replace(wishes, away=found), "away")

    @blueprint.post("/mails/back")
    @needs(Permission.WORK)
    def come_back() -> Response:
        return _kept(desk, lambda wishes: replace(wishes, away=None), "back")

    add_links(blueprint, desk)
    return blueprint


def _kept(desk: Desk, change: Callable[[Wishes], Wishes], what: str) -> Response:
    with desk.database.write() as connection:
        before = staff_mails.wishes_of(connection, member().id)
        after = change(before)
        staff_mails.keep(connection, member().id, after)
        changed = {"before": _told(before), "after": _told(after)}
        record(desk, connection, "settings_changed", ref=f"mails_{what}", **changed)
    return done(what)


def _told(wishes: Wishes) -> str:
    """Return wishes for the records: which occasions, and who stands in."""
    chosen = "-" if wishes.occasions is None else " ".join(sorted(wishes.occasions))
    return f"{chosen} / {wishes.away.substitute}" if wishes.away else chosen
