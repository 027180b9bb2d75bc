"""To the company's own sign-in and back: only an account that there is, and that is active, gets in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, session, url_for
from flask_security.utils import login_user
from werkzeug.wrappers import Response as AnyResponse

from bot.console.login.accounts import Accounts
from bot.console.login.proof import Asked, NotProven, Prover
from bot.console.login.users import User
from bot.logs import logger

BY_PROVIDER = "by_provider"
"""What a session has that began with both factors shown to the provider."""
_ASKED = "oidc"
_Answer = str | AnyResponse | tuple[str, int]


def pages(provider: Prover, accounts: Accounts) -> Blueprint:
    """Return `GET /oidc/begin`, which leads to the provider, and `GET /oidc/back`, where it sends people."""
    blueprint = Blueprint("oidc", __name__)

    @blueprint.get("/oidc/begin")
    def begin() -> _Answer:
        try:
            asked = provider.ask()
        except NotProven as error:
            return _refused(str(error))
        # `next` was looked at before any page, see `staff_login`.
        session[_ASKED] = [asked.state, asked.nonce, asked.verifier, request.args.get("next", "")]
        return redirect(asked.url)

    @blueprint.get("/oidc/back")
    def back() -> _Answer:
        kept = session.pop(_ASKED, None)  # an answer counts once
        if kept is None:
            return _refused("not asked")
        state, nonce, verifier, then = kept
        try:
            proven = provider.answered(Asked("", state, nonce, verifier), request.args)
        except NotProven as error:
            return _turned_away(accounts, str(error))
        user = accounts.find_user(email=proven.email)
        if user is None or not user.active:
            return _turned_away(accounts, "no account", user)
        return _signed_in(user, then) if proven.several else _second_step(user, then)

    return blueprint


def _signed_in(user: User, then: str) -> AnyResponse:
    login_user(user, remember=False, authn_via=["oidc"])
    session[BY_PROVIDER] = True
    return redirect(then or url_for("preferences.home"))


def _second_step(user: User, then: str) -> AnyResponse:
    """Ask for our own second factor, for the provider does not say that it asked for one."""
    security: Any = current_app.extensions["security"]
    answer: Response = security.two_factor_plugins.tf_enter(user, False, "oidc", next_loc=then or None)
    return answer


def _turned_away(accounts: Accounts, why: str, user: User | None = None) -> tuple[str, int]:
    """Say the same whatever was wrong, so that nobody learns who has an account; it counts as a try."""
    accounts.turned_away(user.id if user else "")
    return _refused(why, user.id if user else None)


def _refused(why: str, staff: str | None = None) -> tuple[str, int]:
    """Say it where nobody tried anything: the provider is down, or any page on the web leads here.

    Counted, it would keep everybody out who calls from the same place, also those with a password.
    """
    logger().warning("staff_login_not_proven", why=why, staff=staff)
    return render_template("login/turned_away.html"), 403
