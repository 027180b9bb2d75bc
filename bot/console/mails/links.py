"""The links by which calendars read due dates: made, shown once, taken back."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import words
from bot.console.mails.page import done, page
from bot.console.member import Permission
from bot.console.recording import record
from bot.store import calendars
from bot.store.calendars import SCOPES, TooManyCalendars


def add_links(blueprint: Blueprint, desk: Desk) -> None:
    """Add `POST /mails/calendar`, and what takes a link back."""

    @blueprint.post("/mails/calendar")
    @needs(Permission.READ_TICKETS)
    def subscribe() -> str | Response:
        return _subscribed(desk)

    @blueprint.post("/mails/calendar/<one>/remove")
    @needs(Permission.ANY)
    def unsubscribe(one: str) -> Response:
        with desk.database.write() as connection:
            if not calendars.remove(connection, member().id, one):
                abort(404)
            record(desk, connection, "settings_changed", ref="calendar_removed")
        return done("unsubscribed")


def _subscribed(desk: Desk) -> str | Response:
    """Show a new link, which is shown once: to reload makes another one."""
    scope = next((one for one in SCOPES if one == request.form.get("scope")), None) or abort(400)
    try:
        with desk.database.write() as connection:
            token = calendars.add(connection, member().id, scope, desk.clock())
            record(desk, connection, "settings_changed", ref="calendar_made", after=scope)
    except TooManyCalendars:
        flash(words("mails.calendar.too_many"), "danger")
        return redirect(url_for("mails.mails"), 303)
    path = url_for("calendar.calendar", token=token)
    return page(desk, link=desk.public_url.rstrip("/") + path)
