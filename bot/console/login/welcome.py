"""What a one-time link leads to: a password, then straight on to the second factor."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request, session
from flask_security import hash_password
from werkzeug.wrappers import Response

from bot.console.login.accounts import Shelf, caller
from bot.console.login.users import User
from bot.logs import logger
from bot.store.accounts import changes
from bot.store.accounts.account import Account

_Answer = str | Response | tuple[str, int]


def pages(shelf: Shelf) -> Blueprint:
    """Return `/welcome/<token>`: whoever has the link sets the password of its account, once."""
    blueprint = Blueprint("welcome", __name__)

    @blueprint.get("/welcome/<token>")
    def welcome(token: str) -> _Answer:
        found = _whose(shelf, token)
        return _form(found) if found else _dead()

    @blueprint.post("/welcome/<token>")
    def begin(token: str) -> _Answer:
        found = _whose(shelf, token)
        if found is None:
            return _dead()
        wrong, password = _wished(found)
        if wrong:
            return _form(found, wrong), 400
        return _begun(shelf, token, password)

    return blueprint


def _begun(shelf: Shelf, token: str, password: str) -> _Answer:
    hashed = hash_password(password)
    with shelf.database.write() as connection:
        begun = changes.use_link(connection, token, hashed, shelf.clock(), caller(), shelf.seal)
    if begun is None:
        return _dead()
    logger().info("staff_password_set", staff=begun.id)
    session.clear()
    security = current_app.extensions["security"]
    user = User(begun, security.datastore)
    answer: Response = security.two_factor_plugins.tf_enter(user, False, "password", next_loc=None)
    return answer


def _whose(shelf: Shelf, token: str) -> Account | None:
    with shelf.database.read() as connection:
        return changes.by_link(connection, token, shelf.clock(), shelf.seal)


def _wished(found: Account) -> tuple[str, str]:
    """Return what is wrong with the password that was sent, "" for nothing, and the password to be kept."""
    typed = request.form.get("password", "")
    wrong, password = current_app.extensions["security"].password_util.validate(typed, False, user=None)
    if wrong:
        return "short", ""
    if found.email.casefold() in password.casefold():
        return "address", ""
    if typed != request.form.get("again", ""):
        return "differs", ""
    return "", password


def _form(found: Account, wrong: str = "") -> str:
    return render_template("login/welcome.html", name=found.name, email=found.email, wrong=wrong)


def _dead() -> tuple[str, int]:
    return render_template("login/dead_link.html"), 404
