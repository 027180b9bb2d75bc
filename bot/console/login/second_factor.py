"""The second factor: codes of an authenticator and recovery codes, of which only digests are kept."""

from __future__ import annotations

import hashlib
import hmac
from typing import TYPE_CHECKING

from flask import current_app
from flask_security import Totp
from flask_security.recovery_codes import MfRecoveryCodesUtil
from passlib.exc import TokenError, UsedTokenError
from passlib.totp import TotpMatch

from bot.console.login.users import User

if TYPE_CHECKING:
    from bot.console.login.accounts import Accounts

WINDOW = 30
"""Seconds that a clock may be wrong: one code before and one after (RFC 6238, 5.2)."""
CODES = 10


class Authenticator(Totp):  # type: ignore[misc]  # Flask-Security has no types that mypy reads
    """Looks at codes by the desk's own clock; each counts once, also where it is sent twice at once."""

    def kept(self, key: str) -> str:
        """Return a key (base32) as secrets are kept."""
        secret: str = self._totp(key=key, format="base32").to_json(encrypt=True)
        return secret

    def verify_totp(self, token: str, totp_secret: str, user: User, window: int = 0) -> bool:  # noqa: ARG002  # its own
        """Tell whether this is a code of this moment that was not used before."""
        try:
            match = self._totp.verify(
                token,
                totp_secret,
                time=_accounts().seconds(),
                window=WINDOW,
                last_counter=user.account.totp_counter,
            )
            self.set_last_counter(user, match)
        except TokenError:
            return False
        return True

    def set_last_counter(self, user: User, tmatch: TotpMatch) -> None:
        """Note that a code was used. Raises UsedTokenError where somebody was faster."""
        if not _accounts().spend_counter(user, tmatch.counter):
            raise UsedTokenError


class RecoveryCodes(MfRecoveryCodesUtil):  # type: ignore[misc]  # the same
    """Gives recovery codes out once, and takes each once."""

    def create_recovery_codes(self, user: User) -> list[str]:
        """Return new codes; those before are dead."""
        codes: list[str] = current_app.extensions["security"].totp_factory.generate_recovery_codes(CODES)
        _accounts().give_recovery(user, [_digest(user, code) for code in codes])
        return codes

    def get_recovery_codes(self, user: User) -> list[str]:  # noqa: ARG002  # its own
        """Return none: nobody can read them again."""
        return []

    def check_recovery_code(self, user: User, code: str) -> bool:
        """Use up a code; False where it is none of theirs."""
        return _accounts().spend_recovery(user, _digest(user, code))

    def delete_recovery_code(self, user: User, code: str) -> bool:  # noqa: ARG002  # its own
        """Do nothing: the code was used up when it was looked at."""
        return True


def _digest(user: User, code: str) -> str:
    """Return what a code is kept as; hyphens and spaces in it mean nothing."""
    plain = "".join(code.split()).replace("-", "").casefold()
    key = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(key, f"recovery:{user.id}:{plain}".encode(), hashlib.sha256).hexdigest()


def _accounts() -> Accounts:
    found: Accounts = current_app.extensions["security"].datastore
    return found
