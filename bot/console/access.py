"""Closed by default: a page opens to whoever has the permission it names; one that names none, to nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from bot.console import language
from bot.console.desk import Login
from bot.console.member import Member, Permission

_View = TypeVar("_View", bound=Callable[..., Any])

OPEN = frozenset(
    {
        "static",
        "security.static",
        "security.login",
        "security.logout",
        "security.two_factor_setup",
        "security.two_factor_token_validation",
        "security.tf_select",
        "security.mf_recovery",
        "security.wan_signin",
        "security.wan_signin_response",
        "welcome.welcome",
        "calendar.calendar",
        "welcome.begin",
        "oidc.begin",
        "oidc.back",
    }
)
"""What is open to everybody: the pages by which somebody signs in, and what these load."""
SIGNED_IN = frozenset(
    {
        "security.change_password",
        "security.verify",
        "security.two_factor_setup_validate",
        "security.mf_recovery_codes",
        "security.wan_register",
        "security.wan_register_response",
        "security.wan_delete",
    }
)
"""What is open to whoever is signed in, of pages that are not ours and cannot name what they need."""


def needs(permission: Permission) -> Callable[[_View], _View]:
    """Open a page to whoever has this permission."""

    def named(view: _View) -> _View:
        view.needs = permission  # type: ignore[attr-defined]  # kept with the function, read by `guard`
        return view

    return named


def guard(app: Flask, login: Login) -> None:
    """Look at every request before its page does; `member` and templates then know who sent it."""

    @app.before_request
    def _guard() -> AnyResponse | None:
        g.member = login.member()
        language.forget()
        if request.endpoint in OPEN:
            return None
        if g.member is None:
            return _to_login()
        if not _may(g.member, request.endpoint):
            abort(403)
        return None


def member() -> Member:
    """Return who sent the request at hand; only on pages that are not open to everybody."""
    found = g.get("member")
    if not isinstance(found, Member):
        abort(403)
    return found


def _may(who: Member, endpoint: str | None) -> bool:
    if endpoint is None:
        return True  # there is no such page, which is said next
    if endpoint in SIGNED_IN:
        return True
    view = current_app.view_functions[endpoint]
    permission = getattr(view, "needs", None)
    return isinstance(permission, Permission) and who.may(permission)


def _to_login() -> AnyResponse:
    if request.headers.get("HX-Request"):
        return Response(status=401, headers={"HX-Refresh": "true"})
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("security.login", next=request.script_root + back if back else None))
