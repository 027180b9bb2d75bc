"""The console with its real login: accounts, authenticators and browsers of staff."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bot.console.app import PREFIX
from bot.console.login.options import Cost
from bot.console.login.ready import code_of, kept_key, password_hash
from bot.store import audit
from bot.store.accounts import account, changes
from bot.store.accounts.changes import By
from tests.console_desk import ConsoleDesk

PASSWORD = "correct horse battery"
KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
CHEAP = Cost(memory=64, rounds=1)


class StaffDesk(ConsoleDesk):
    """A console whose staff sign in themselves."""

    @property
    def by(self) -> By:
        return By("operator", self.line.milliseconds())

    def hires(self, name: str, *roles: str) -> Hired:
        """Add somebody who has signed in before: with a password, an authenticator and recovery codes."""
        seal = self.line.seal
        with self.line.database.write() as connection:
            made = changes.create(
                connection, name, f"{name.lower()}@desk.example", roles or ("caseworker",), self.by, seal
            )
            account.change(connection, made.id, password=password_hash(self.console, PASSWORD))
            account.set_totp(connection, made.id, kept_key(self.console, KEY), seal)
            account.set_recovery(connection, made.id, [])
        return Hired(self, made.id, made.email)

    def invites(self, name: str, *roles: str) -> str:
        """Add somebody; returns the secret of their one-time link."""
        with self.line.database.write() as connection:
            made = changes.create(
                connection,
                name,
                f"{name.lower()}@desk.example",
                roles or ("caseworker",),
                self.by,
                self.line.seal,
            )
            return changes.give_link(connection, made.id, self.by, self.line.seal)

    def code(self, key: str = KEY) -> str:
        """Return the code of a moment that nobody used a code of yet."""
        self.line.passes(seconds=60)
        return code_of(key, self.line.milliseconds() // 1_000)

    def audited(self) -> list[tuple[str, str]]:
        """Return what the audit log says: who, and what."""
        with self.line.database.read() as connection:
            return [(one.staff, one.what) for one in audit.all_of(connection, self.line.seal)]


@dataclass
class Hired:
    """Somebody of the staff, and their browser."""

    desk: StaffDesk
    id: str
    email: str
    client: FlaskClient = field(init=False)

    def __post_init__(self) -> None:
        self.client = self.desk.app.test_client()

    def sends(self, path: str, **fields: str) -> TestResponse:
        return self.client.post(PREFIX + path, data=fields)

    def opens(self, path: str) -> TestResponse:
        return self.client.get(PREFIX + path)

    def gives_password(self, password: str = PASSWORD, then: str = "") -> TestResponse:
        return self.client.post(
            f"{PREFIX}/login",
            data={"email": self.email, "password": password},
            query_string={"next": then} if then else {},
        )

    def signs_in(self) -> Hired:
        assert self.gives_password().location.startswith(f"{PREFIX}/tf-validate")
        assert self.sends("/tf-validate", code=self.desk.code()).location == f"{PREFIX}/home"
        return self

    @property
    def is_in(self) -> bool:
        return self.opens("/profile").status_code == 200

    def elsewhere(self) -> Hired:
        """Return the same person with another browser."""
        return Hired(self.desk, self.id, self.email)


def recovery_codes(page: str) -> list[str]:
    return re.findall(r"<li>([0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4})</li>", page)


def shown_key(page: str) -> str:
    found = re.search(r'id="totp-key">([^<]+)<', page)
    assert found is not None
    return found[1].replace("-", "")
