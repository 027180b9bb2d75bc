"""Accounts and passkeys as Flask-Security knows them: objects that it reads, changes and puts back."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from flask_security import RoleMixin, UserMixin, WebAuthnMixin

from bot.store.accounts.account import Account
from bot.store.accounts.passkeys import Passkey

if TYPE_CHECKING:
    from bot.console.login.accounts import Accounts  # the two know each other

AUTHENTICATOR = "authenticator"
"""What Flask-Security calls a second factor of an app that shows codes."""


class Role(RoleMixin):  # type: ignore[misc]  # Flask-Security has no types that mypy reads
    """A role by its name; what it may is ours to say, not Flask-Security's."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions: list[str] = []


class Key(WebAuthnMixin):  # type: ignore[misc]  # the same
    """A passkey."""

    def __init__(self, kept: Passkey) -> None:
        self.kept = kept
        self.credential_id = kept.id
        self.public_key = kept.public_key
        self.sign_count = kept.sign_count
        self.transports = list(kept.transports)
        self.name = kept.name
        self.usage = "secondary"
        self.extensions = None
        self.backup_state = False
        self.device_type = "single_device"
        self.lastuse_datetime = datetime.fromtimestamp((kept.used_at or kept.made_at) / 1_000, UTC)

    def get_user_mapping(self) -> dict[str, str]:
        """Return what Flask-Security finds the owner by."""
        return {"id": self.kept.staff}


class User(UserMixin):  # type: ignore[misc]  # the same
    """An account as it was read; `Accounts.put` writes what differs."""

    fs_uniquifier: str = ""

    def __init__(self, account: Account, accounts: Accounts) -> None:
        self._accounts = accounts
        self.account = account
        self.id = account.id
        self.email = account.email
        self.active = account.active
        self.password = account.password
        self.roles = [Role(name) for name in account.roles]
        self.fs_uniquifier = account.stamp
        self.fs_webauthn_user_handle = account.handle
        self.tf_primary_method = AUTHENTICATOR if account.totp else None
        self.tf_totp_secret = account.totp
        self.tf_phone_number = None
        self.mf_recovery_codes = list(account.recovery or ())

    @cached_property
    def webauthn(self) -> list[Key]:
        """The passkeys, read when they are asked for."""
        return self._accounts.keys_of(self.id)

    def is_locked(self, form_error: list[str] | None = None) -> bool:
        """Tell whether no try counts at the moment; the page says nothing else than of a wrong password."""
        locked = self._accounts.locked(self.email)
        if locked and form_error is not None:
            form_error.append("locked")
        return locked

    def track_failed_authn(self, auth_type: str, tfa: bool = False) -> None:  # noqa: ARG002, FBT  # Flask-Security's
        """Count a failure."""
        self._accounts.failed(self.email, self.id)
