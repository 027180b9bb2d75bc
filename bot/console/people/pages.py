"""The accounts of the staff: who there is, what they may, and how they get in."""

from __future__ import annotations

import re
from collections.abc import Callable

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import words
from bot.console.login.accounts import caller
from bot.console.member import Permission, StaffRole
from bot.console.welcome_link import welcome_link
from bot.store.accounts import account, changes
from bot.store.accounts.changes import By
from bot.store.accounts.errors import AccountTaken, LastAdmin, NoAccount
from bot.store.engine import Connection

_Answer = str | Response | tuple[str, int]
_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+")
_LONGEST_NAME = 60


def pages(desk: Desk) -> Blueprint:
    """Return `GET /people`, a page for each account and one to add some."""
    blueprint = Blueprint("people", __name__)

    @blueprint.get("/people")
    @needs(Permission.MANAGE_STAFF)
    def people() -> str:
        with desk.database.read() as connection:
            found = account.everybody(connection, desk.seal)
        return render_template("people/people.html", people=found, now=desk.clock())

    @blueprint.get("/people/new")
    @needs(Permission.MANAGE_STAFF)
    def new() -> str:
        return _new_form()

    @blueprint.post("/people/new")
    @needs(Permission.MANAGE_STAFF)
    def create() -> _Answer:
        return _created(desk)

    @blueprint.get("/people/<staff>")
    @needs(Permission.MANAGE_STAFF)
    def person(staff: str) -> str:
        return _person(desk, staff)

    @blueprint.post("/people/<staff>/<what>")
    @needs(Permission.MANAGE_STAFF)
    def change(staff: str, what: str) -> _Answer:
        return _link(desk, staff) if what == "link" else _changed(desk, staff, what)

    return blueprint


def _person(desk: Desk, staff: str) -> str:
    with desk.database.read() as connection:
        found = account.by_id(connection, staff, desk.seal) or abort(404)
    own = staff == member().id
    return render_template(
        "people/person.html", person=found, roles=list(StaffRole), own=own, now=desk.clock()
    )


def _changed(desk: Desk, staff: str, what: str) -> Response:
    doing = _doing(desk, staff).get(what) or abort(404)
    if staff == member().id:  # nobody decides what they themselves may
        return _refused("own", staff)
    try:
        with desk.database.write() as connection:
            doing(connection)
    except LastAdmin:
        return _refused("last_admin", staff)
    except NoAccount:
        abort(404)
    flash(words(f"people.done.{what}"), "success")
    return redirect(url_for("people.person", staff=staff), 303)


def _doing(desk: Desk, staff: str) -> dict[str, Callable[[Connection], None]]:
    by, seal, roles = _by(desk), desk.seal, _wished_roles()
    return {
        "roles": lambda connection: changes.set_roles(connection, staff, roles, by, seal),
        "deactivate": lambda connection: changes.set_active(connection, staff, by, seal, active=False),
        "activate": lambda connection: changes.set_active(connection, staff, by, seal, active=True),
        "reset": lambda connection: changes.reset_second_factor(connection, staff, by, seal),
    }


def _link(desk: Desk, staff: str) -> _Answer:
    """Show a new one-time link, which is shown once: to reload makes another one."""
    if staff == member().id:
        return _refused("own", staff)
    try:
        with desk.database.write() as connection:
            token = changes.give_link(connection, staff, _by(desk), desk.seal)
            found = account.known(connection, staff, desk.seal)
    except NoAccount:
        abort(404)
    return render_template("people/link.html", person=found, link=welcome_link(desk.public_url, token))


def _created(desk: Desk) -> _Answer:
    name, address, roles = _typed("name"), _typed("email"), _wished_roles()
    wrong = {
        "name": not 0 < len(name) <= _LONGEST_NAME,
        "email": not _ADDRESS.fullmatch(address),
        "roles": not roles,
    }
    if any(wrong.values()):
        return _new_form({part for part, is_wrong in wrong.items() if is_wrong}), 400
    try:
        with desk.database.write() as connection:
            made = changes.create(connection, name, address, roles, _by(desk), desk.seal)
            token = changes.give_link(connection, made.id, _by(desk), desk.seal)
    except AccountTaken:
        return _new_form({"taken"}), 409
    return render_template("people/link.html", person=made, link=welcome_link(desk.public_url, token))


def _new_form(wrong: set[str] | None = None) -> str:
    return render_template(
        "people/new.html",
        roles=list(StaffRole),
        name=_typed("name"),
        email=_typed("email"),
        chosen=_wished_roles(),
        wrong=wrong or set(),
    )


def _typed(name: str) -> str:
    return " ".join(request.form.get(name, "").split())


def _wished_roles() -> list[str]:
    known = set(StaffRole)
    return [role for role in request.form.getlist("roles") if role in known]


def _by(desk: Desk) -> By:
    return By(member().id, desk.clock(), caller())


def _refused(why: str, staff: str) -> Response:
    flash(words(f"people.refused.{why}"), "danger")
    return redirect(url_for("people.person", staff=staff), 303)
