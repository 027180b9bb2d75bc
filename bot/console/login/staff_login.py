"""How staff sign in: password, then a second factor; each browser has a session that can be ended."""

from __future__ import annotations

from typing import Any, cast

from flask import Flask, abort, g, redirect, request, session, url_for
from flask_login import user_logged_out
from flask_security import Security, WebauthnUtil, user_authenticated
from flask_security.utils import set_request_attr
from werkzeug.wrappers import Response

from bot.console.access import OPEN
from bot.console.login import forms, known_device, provider_pages, welcome
from bot.console.login.accounts import Accounts, Shelf, caller
from bot.console.login.options import Cost, options
from bot.console.login.proof import Prover
from bot.console.login.provider_pages import BY_PROVIDER
from bot.console.login.second_factor import Authenticator, RecoveryCodes
from bot.console.login.users import User
from bot.console.member import Member, StaffRole, Theme
from bot.logs import logger
from bot.store.accounts import account, failures, sessions
from bot.store.accounts.account import Account
from knowledge.language import Language

_BEFORE_CODES = frozenset(
    {"static", "security.static", "security.mf_recovery_codes", "security.verify", "security.logout"}
)
"""What somebody may open before they have their recovery codes."""
_LONGEST_NAME = 40


class _Pages(Security):  # type: ignore[misc]  # Flask-Security has no types that mypy reads
    def _check_modules(self, module: str, config_name: str) -> bool:  # noqa: ARG002  # its own
        return True  # it asks for nh3, which cleans names; ours are cleaned by `_Passkeys`


class _Passkeys(WebauthnUtil):  # type: ignore[misc]  # the same
    def name_svn(self, value: str) -> tuple[str | None, str | None]:
        """Return what is wrong with a name, or the name; templates escape it."""
        name = " ".join(value.split())
        good = name.isprintable() and 0 < len(name) <= _LONGEST_NAME
        return (None, name) if good else ("name", None)


class StaffLogin:
    """Implements `bot.console.desk.Login` with the accounts of the store; with `provider` by it, too."""

    def __init__(
        self,
        shelf: Shelf,
        *,
        secure: bool = True,
        cost: Cost | None = None,
        provider: Prover | None = None,
    ) -> None:
        self._shelf = shelf
        self._secure = secure
        self._cost = cost or Cost()
        self._accounts = Accounts(shelf)
        self._provider = provider

    def join(self, app: Flask) -> None:
        """Add Flask-Security's pages, and our own for one-time links."""
        app.before_request(self._look)
        app.config.update(options(str(app.config["SECRET_KEY"]), self._cost, secure=self._secure))
        pages = _Pages(
            app,
            self._accounts,
            login_form=forms.SignIn,
            verify_form=forms.PasswordAgain,
            change_password_form=forms.NewPassword,
            two_factor_setup_form=forms.SetUp,
            two_factor_select_form=forms.Select,
            two_factor_rescue_form=forms.NoHelp,
            two_factor_verify_code_form=forms.Code,
            mf_recovery_form=forms.RecoveryCode,
            wan_register_form=forms.NewKey,
            wan_signin_response_form=forms.KeyAnswer,
            totp_cls=Authenticator,
            mf_recovery_codes_util_cls=RecoveryCodes,
            webauthn_util_cls=_Passkeys,
        )
        pages.want_json(lambda _: False)
        pages.login_manager.user_loader(self._user)
        pages.login_manager.request_loader(lambda _: None)
        user_authenticated.connect(self._begin, app)
        user_logged_out.connect(self._end, app)
        app.register_blueprint(welcome.pages(self._shelf))
        app.jinja_env.globals["has_no_codes"] = self._lacks_codes
        app.jinja_env.globals["provider"] = self._provider.name if self._provider else ""
        if self._provider:
            app.register_blueprint(provider_pages.pages(self._provider, self._accounts))

    def member(self) -> Member | None:
        """Return who sent the request at hand."""
        found: Account | None = g.get("account")
        return _member(found) if found else None

    def prefer(self, *, language: Language | None = None, theme: Theme | None = None) -> None:
        """Keep how somebody likes their pages."""
        wishes = {"language": language, "theme": theme}
        chosen = {name: value for name, value in wishes.items() if value}
        found: Account | None = g.get("account")
        if found and chosen:
            with self._shelf.database.write() as connection:
                account.change(connection, found.id, **chosen)

    def _look(self) -> Response | None:
        """Find out who is there, and end what is over; before anything else looks at the session."""
        _refuse_strange_ways_back()
        if request.endpoint in {"static", "security.static"}:
            return None
        if request.endpoint == "oidc.back" or (request.method == "POST" and request.endpoint in OPEN):
            self._refuse_floods()
        g.account = self._signed_in()
        if self._lacks_codes() and request.endpoint not in _BEFORE_CODES:
            return redirect(url_for("security.mf_recovery_codes"))
        return None

    def _lacks_codes(self) -> bool:
        """Tell whether somebody has no recovery codes yet; who is in by the provider needs none."""
        return g.account is not None and g.account.recovery is None and BY_PROVIDER not in session

    def _signed_in(self) -> Account | None:
        stamp, token = session.get("_user_id"), session.get("sid")
        if stamp is None:
            return None
        shelf, now = self._shelf, self._shelf.clock()
        with shelf.database.read() as connection:
            found = sessions.of(connection, str(token), str(stamp), now, shelf.seal)
        if found is None:
            session.clear()
            return None
        who, due = found
        if due and "X-Poll" not in request.headers:  # what an open page asks for by itself is no use of it
            with shelf.database.write() as connection:
                sessions.note_use(connection, str(token), now)
        return who

    def _refuse_floods(self) -> None:
        shelf = self._shelf
        with shelf.database.read() as connection:
            subject = failures.of_caller(caller(), shelf.seal)
            if failures.too_many_from(connection, subject, shelf.clock()):
                abort(429)

    def _user(self, stamp: str) -> User | None:
        """Return who Flask-Login asks for: nobody but whom `_look` found."""
        found: Account | None = g.get("account")
        if found is None or found.stamp != stamp:
            return None
        set_request_attr("fs_authn_via", "session")
        set_request_attr("fs_paa", session.get("fs_paa", 0))
        return User(found, self._accounts)

    def _begin(self, _: Flask, user: User, authn_via: list[str] | None = None, **__: Any) -> None:
        """Begin a session in the place of what the browser had before; a new password ends all others."""
        shelf = self._shelf
        for old in ("csrf_token", "sid", BY_PROVIDER):
            session.pop(old, None)
        g.pop("csrf_token", None)
        device, now = request.user_agent.string, shelf.clock()
        subject = known_device.subject(user.email, shelf.seal, now)
        with shelf.database.write() as connection:
            if authn_via == ["change"]:
                sessions.end_all(connection, user.id)
                self._accounts.note(connection, "password_changed", user.id)
            session["sid"] = sessions.begin(connection, user.id, device, caller(), now, shelf.seal)
            failures.forget(connection, subject)
            self._accounts.note(connection, "login", user.id)
        known_device.remember(user.email, shelf.seal, now, secure=self._secure)
        logger().info("staff_login", staff=user.id)

    def _end(self, _: Flask, **__: Any) -> None:
        """End the session that somebody leaves."""
        found: Account | None = g.get("account")
        token = session.pop("sid", None)
        if found is None or token is None:
            return
        with self._shelf.database.write() as connection:
            sessions.end(connection, found.id, sessions.digest(str(token)))
            self._accounts.note(connection, "logout", found.id)


def _member(found: Account) -> Member:
    return Member(
        id=found.id,
        name=found.name,
        email=found.email,
        roles=frozenset(StaffRole(role) for role in found.roles),
        language=cast("Language | None", found.language),
        theme=cast("Theme", found.theme),
    )


def _refuse_strange_ways_back() -> None:
    """Refuse a `next` that does not lead below our own prefix; nothing of ours makes one."""
    for wished in (request.args.get("next"), request.form.get("next") if request.method == "POST" else None):
        if wished and not _below_us(wished):
            abort(400)


def _below_us(wished: str) -> bool:
    path = wished.removeprefix(request.host_url.rstrip("/"))
    plain = path.isprintable() and "\\" not in path and "//" not in path.partition("?")[0]
    return plain and ".." not in path and path.startswith(request.script_root + "/")
