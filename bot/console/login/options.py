"""How Flask-Security is set up: what it may do, how costly passwords are, and what it leaves to us."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

ISSUER = "Madoguchi"


@dataclass(frozen=True, slots=True)
class Cost:
    """What argon2 spends on one password: memory in KiB, and rounds.

    The least that OWASP asks for, for a small machine signs in whoever comes:
    https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html
    """

    memory: int = 19_456
    rounds: int = 2


def options(secret_key: str, cost: Cost, *, secure: bool) -> dict[str, Any]:
    """Return the configuration of Flask-Security; without Flask's own."""
    return {f"SECURITY_{name}": value for name, value in _options(secret_key, cost, secure).items()}


def _options(secret_key: str, cost: Cost, secure: bool) -> dict[str, Any]:
    return {
        **_passwords(secret_key, cost),
        **_second_factor(secret_key),
        **_passkeys(),
        "FLASH_MESSAGES": False,  # its sentences are not ours, and few of them are Japanese
        "RETURN_GENERIC_RESPONSES": True,
        "API_ENABLED_METHODS": ["session"],
        "EMAIL_VALIDATOR_ARGS": {"check_deliverability": False, "test_environment": True},
        "POST_LOGIN_VIEW": "preferences.home",
        "POST_LOGOUT_VIEW": "security.login",
        "POST_VERIFY_VIEW": "profile.profile",
        "CHANGEABLE": True,
        "SEND_PASSWORD_CHANGE_EMAIL": False,
        "POST_CHANGE_VIEW": "profile.profile",
        "FRESHNESS": timedelta(minutes=15),
        "FRESHNESS_GRACE_PERIOD": timedelta(0),
        "CSRF_COOKIE": {"samesite": "Strict", "httponly": True, "secure": secure},
        "CACHE_CONTROL": None,  # what it writes there no cache understands; our own header is on every page
        "CLI_USERS_NAME": None,
        "CLI_ROLES_NAME": None,
    }


def _passwords(secret_key: str, cost: Cost) -> dict[str, Any]:
    return {
        "PASSWORD_HASH": "argon2",
        "PASSWORD_SCHEMES": ["argon2"],
        "PASSWORD_SALT": _derived(secret_key, "passwords"),
        "PASSWORD_LENGTH_MIN": 12,
        "PASSWORD_NORMALIZE_FORM": "NFKC",
        "PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "id",
            "argon2__memory_cost": cost.memory,
            "argon2__time_cost": cost.rounds,
            "argon2__parallelism": 1,
        },
    }


def _second_factor(secret_key: str) -> dict[str, Any]:
    return {
        "TWO_FACTOR": True,
        "TWO_FACTOR_REQUIRED": True,
        "TWO_FACTOR_ENABLED_METHODS": ["authenticator"],
        "TWO_FACTOR_RESCUE_EMAIL": False,
        "TWO_FACTOR_POST_SETUP_VIEW": "profile.profile",
        "TOTP_SECRETS": {"1": _derived(secret_key, "authenticators")},
        "TOTP_ISSUER": ISSUER,
        "MULTI_FACTOR_RECOVERY_CODES": True,
    }


def _passkeys() -> dict[str, Any]:
    return {
        "WEBAUTHN": True,
        "WAN_RP_NAME": ISSUER,
        "WAN_ALLOW_AS_FIRST_FACTOR": False,
        "WAN_ALLOW_AS_MULTI_FACTOR": False,
        "WAN_ALLOW_USER_HINTS": True,
        "WAN_ALLOW_AS_VERIFY": [],
        "WAN_POST_REGISTER_VIEW": "profile.profile",
    }


def _derived(secret_key: str, purpose: str) -> str:
    return hmac.new(secret_key.encode(), f"madoguchi/{purpose}".encode(), hashlib.sha256).hexdigest()
