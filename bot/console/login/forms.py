"""Flask-Security's forms, which do not look at what is sent for an account that has to wait.

Each answers a locked account as it answers a wrong password, so that neither tells that the account exists.
"""

from __future__ import annotations

from typing import Any

from flask import current_app, session
from flask_login import current_user
from flask_security import (
    ChangePasswordForm,
    LoginForm,
    MfRecoveryForm,
    TwoFactorRescueForm,
    TwoFactorSelectForm,
    TwoFactorSetupForm,
    TwoFactorVerifyCodeForm,
    VerifyForm,
    hash_password,
)
from flask_security.webauthn import WebAuthnRegisterForm, WebAuthnSigninResponseForm
from wtforms import HiddenField, RadioField

_WRONG = "wrong"  # templates say it in a sentence of ours


class SignIn(LoginForm):  # type: ignore[misc]  # Flask-Security has no types that mypy reads
    """Mail address and password; nobody is remembered beyond a session."""

    remember = None

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether both are right, in about the same time whatever is wrong."""
        accounts, address = current_app.extensions["security"].datastore, str(self.email.data or "").strip()
        if accounts.locked(address):
            hash_password(str(self.password.data or ""))
            self.form_errors = [_WRONG]
            return False
        right = bool(super().validate(**kwargs))
        if not right and self.user is None and address:
            accounts.failed(address, None)
        return right


class Code(TwoFactorVerifyCodeForm):  # type: ignore[misc]  # the same
    """A code of an authenticator."""

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether the code is right."""
        if self.user is None or self.user.is_locked():
            self.form_errors = [_WRONG]
            return False
        self.code.data = "".join(str(self.code.data or "").split())
        return bool(super().validate(**kwargs))


class RecoveryCode(MfRecoveryForm):  # type: ignore[misc]  # the same
    """A recovery code."""

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether the code is right; a wrong one counts."""
        if self.user is None or self.user.is_locked():
            self.form_errors = [_WRONG]
            return False
        right = bool(super().validate(**kwargs))
        if not right and self.code.data:
            self.user.track_failed_authn("recovery_code", tfa=True)
        return right


class KeyAnswer(WebAuthnSigninResponseForm):  # type: ignore[misc]  # the same
    """What a passkey answers: as a second factor it must be of whoever gave the password."""

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether the answer is right."""
        return bool(super().validate(**kwargs)) and self._same_person()

    def _same_person(self) -> bool:
        if self.user is None:
            return False
        expected = current_user.id if self.is_verify else None
        if expected is None:
            return bool(self.user.fs_uniquifier == session.get("tf_user_id"))
        return bool(self.user.id == expected)


# Choices that our pages make by buttons; the library's own fields for them use what WTForms gives up.


class SetUp(TwoFactorSetupForm):  # type: ignore[misc]  # the same
    """The wish to set up a second factor."""

    setup = HiddenField()


class Select(TwoFactorSelectForm):  # type: ignore[misc]  # the same
    """Which second factor somebody wants to use."""

    which = HiddenField()


class NoHelp(TwoFactorRescueForm):  # type: ignore[misc]  # the same
    """Nothing: an admin helps who lost their second factor."""

    help_setup = RadioField(choices=[])


class NewKey(WebAuthnRegisterForm):  # type: ignore[misc]  # the same
    """The name of a new passkey."""

    usage = HiddenField(default="secondary")


class PasswordAgain(VerifyForm):  # type: ignore[misc]  # the same
    """The password once more, before something that matters."""

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether the password is right."""
        if current_user.is_locked():
            self.form_errors = [_WRONG]
            return False
        return bool(super().validate(**kwargs))


class NewPassword(ChangePasswordForm):  # type: ignore[misc]  # the same
    """The password, and another one."""

    def validate(self, **kwargs: Any) -> bool:
        """Tell whether the password is right and the new one will do; a wrong one counts."""
        if current_user.is_locked():
            self.form_errors = [_WRONG]
            return False
        right = bool(super().validate(**kwargs))
        if self.password.errors and self.password.data:
            current_user.track_failed_authn("password")
        return right
