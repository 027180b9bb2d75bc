"""The page itself, and what is said and noted after each of its forms."""

from __future__ import annotations

from collections.abc import Mapping

from flask import flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from bot.console import colleagues
from bot.console.access import member
from bot.console.desk import Desk
from bot.console.language import words
from bot.console.mails import away
from bot.console.mails.away import Typed
from bot.store import calendars, staff_mails
from bot.store.calendars import SCOPES
from bot.store.engine import Connection
from handlers.colleagues.occasions import offered, usual


def page(desk: Desk, typed: Typed | None = None, wrong: str = "", link: str = "") -> str:
    """Return the page of whoever is signed in.

    `typed` and `wrong` are of an absence that cannot be; `link` is a new calendar link, shown this once.
    """
    who, now = member(), desk.clock()
    with desk.database.read() as connection:
        wishes = staff_mails.wishes_of(connection, who.id)
        there = candidates(desk, connection)
        stands_in = colleagues.names(desk, connection, staff_mails.stood_in_for(connection, who.id, now))
        links = calendars.of_staff(connection, who.id)
    return render_template(
        "mails/mails.html",
        sends=desk.mails,
        email=who.email,
        offered=offered(who.roles),
        chosen=usual(who.roles) if wishes.occasions is None else wishes.occasions,
        candidates=list(there.items()),
        typed=typed or away.typed_of(wishes.away),
        away=wishes.away if wishes.away and now < wishes.away.until else None,
        wrong=wrong,
        stands_in=sorted(stands_in.values()),
        links=links,
        scopes=SCOPES,
        link=link,
    )


def candidates(desk: Desk, connection: Connection) -> Mapping[str, str]:
    """Return who may stand in: caseworkers who are there, but for who asks."""
    there = colleagues.everybody(desk, connection, "caseworker")
    return {one: name for one, name in there.items() if one != member().id}


def done(what: str) -> Response:
    """Lead back to the page, which says that it is done."""
    flash(words(f"mails.done.{what}"), "success")
    return redirect(url_for("mails.mails"), 303)
