"""Somebody's own account: how they sign in, and where they are signed in."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, session, url_for
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import words
from bot.console.member import Permission
from bot.console.profile.devices import device
from bot.console.recording import record
from bot.store.accounts import account, passkeys, sessions


def pages(desk: Desk) -> Blueprint:
    """Return `GET /profile`, and the forms on it."""
    blueprint = Blueprint("profile", __name__)

    @blueprint.get("/profile")
    @needs(Permission.ANY)
    def profile() -> str:
        return _profile(desk)

    @blueprint.post("/profile/sessions/<one>/end")
    @needs(Permission.ANY)
    def end_session(one: str) -> Response:
        with desk.database.write() as connection:
            if not sessions.end(connection, member().id, one):
                abort(404)
            record(desk, connection, "session_ended")
        return _done("session_ended")

    @blueprint.post("/profile/sessions/end-others")
    @needs(Permission.ANY)
    def end_others() -> Response:
        with desk.database.write() as connection:
            sessions.end_all(connection, member().id, but=_here())
            record(desk, connection, "session_ended")
        return _done("sessions_ended")

    @blueprint.post("/profile/passkeys/<one>/remove")
    @needs(Permission.ANY)
    def remove_passkey(one: str) -> Response:
        with desk.database.write() as connection:
            if not passkeys.remove_written(connection, member().id, one):
                abort(404)
            record(desk, connection, "passkey_removed")
        return _done("passkey_removed")

    return blueprint


def _profile(desk: Desk) -> str:
    who = member()
    with desk.database.read() as connection:
        mine = account.by_id(connection, who.id, desk.seal)
        keys = passkeys.of_staff(connection, who.id, desk.seal)
        live = sessions.listed(connection, who.id, desk.clock(), desk.seal)
    return render_template(
        "profile/profile.html",
        member=who,
        codes_left=len(mine.recovery or ()) if mine else 0,
        keys=[{"key": key, "id": passkeys.written(key.id)} for key in keys],
        sessions=[{"session": one, "device": device(one.device)} for one in live],
        here_session=_here(),
    )


def _here() -> str | None:
    token = session.get("sid")
    return sessions.digest(str(token)) if token else None


def _done(what: str) -> Response:
    flash(words(f"profile.done.{what}"), "success")
    return redirect(url_for("profile.profile"), 303)
