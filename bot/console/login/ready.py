"""What an account has that can sign in without the pages by which somebody sets it up."""

from __future__ import annotations

from flask import Flask
from flask_security import hash_password
from passlib.totp import TOTP


def password_hash(app: Flask, password: str) -> str:
    """Return a password as the console keeps it."""
    with app.app_context():
        hashed: str = hash_password(app.extensions["security"].password_util.normalize(password))
    return hashed


def kept_key(app: Flask, key: str) -> str:
    """Return an authenticator's key (base32) as the console keeps it."""
    kept: str = app.extensions["security"].totp_factory.kept(key)
    return kept


def code_of(key: str, seconds: int) -> str:
    """Return the code that an authenticator with this key (base32) shows at a time, in seconds since 1970."""
    return str(TOTP(key).generate(time=seconds).token)
