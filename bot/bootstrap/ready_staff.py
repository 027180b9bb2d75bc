"""Accounts that can sign in at once, by a password and a key that everybody may know: for the demo."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass

from bot.bootstrap.console import application
from bot.bootstrap.storage import clock, database_of, seal_of
from bot.console.login.ready import code_of, kept_key, password_hash
from bot.console.member import StaffRole
from bot.settings import Settings
from bot.store.accounts import account, changes
from bot.store.accounts.changes import By
from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class ReadyMember:
    """Somebody of a made-up staff; without a `language` pages are in the browser's, mails in Japanese."""

    name: str
    email: str
    roles: tuple[StaffRole, ...]
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Staff:
    """Who works here. `password` and `key` (base32, of the authenticator) are everybody's."""

    members: tuple[ReadyMember, ...]
    password: str
    key: str


def add_ready(settings: Settings, staff: Staff, now: Callable[[], int] = clock) -> None:
    """Add these accounts where there are none yet."""
    seal, by = seal_of(settings), By("demo", now())
    with closing(database_of(settings)) as database:
        app = application(settings, database)
        with database.write() as connection:
            for one in staff.members:
                if account.by_address(connection, one.email, seal) is not None:
                    continue
                made = changes.create(connection, one.name, one.email, one.roles, by, seal)
                account.change(
                    connection, made.id, password=password_hash(app, staff.password), language=one.language
                )
                account.set_totp(connection, made.id, kept_key(app, staff.key), seal)
                account.set_recovery(connection, made.id, [])


def code_now(key: str) -> str:
    """Return the code that an authenticator with this key shows now."""
    return code_of(key, clock() // 1_000)
