"""Our store as Flask-Security's data store. What is put is written at once, in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import has_request_context, request
from flask_security import UserDatastore

from bot.console.login import known_device
from bot.console.login.users import AUTHENTICATOR, Key, Role, User
from bot.logs import logger
from bot.store import audit
from bot.store.accounts import account, failures, passkeys
from bot.store.accounts.passkeys import Passkey
from bot.store.engine import Connection, Database
from bot.store.sealing import Seal


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where accounts are, and the time (milliseconds since 1970, UTC)."""

    database: Database
    seal: Seal
    clock: Callable[[], int]


class Accounts(UserDatastore):  # type: ignore[misc]  # Flask-Security has no types that mypy reads
    """Implements Flask-Security's `UserDatastore` for accounts, and counts failures."""

    def __init__(self, shelf: Shelf) -> None:
        super().__init__(User, Role, Key)
        self._shelf = shelf

    def find_user(self, case_insensitive: bool = False, **by: Any) -> User | None:  # noqa: ARG002, FBT  # its own
        """Return an account by `email`, `fs_uniquifier` or `id`."""
        find = {"email": account.by_address, "fs_uniquifier": account.by_stamp, "id": account.by_id}
        [(name, value)] = by.items()
        with self._shelf.database.read() as connection:
            found = find[name](connection, str(value), self._shelf.seal)
        return User(found, self) if found else None

    def find_role(self, role: str) -> Role:
        """Return a role by its name."""
        return Role(role)

    def find_webauthn(self, credential_id: bytes) -> Key | None:
        """Return a passkey by its id."""
        with self._shelf.database.read() as connection:
            found = passkeys.find(connection, credential_id, self._shelf.seal)
        return Key(found) if found else None

    def keys_of(self, staff: str) -> list[Key]:
        """Return somebody's passkeys."""
        with self._shelf.database.read() as connection:
            return [Key(one) for one in passkeys.of_staff(connection, staff, self._shelf.seal)]

    def create_webauthn(self, user: User, **told: Any) -> None:
        """Keep a new passkey."""
        shelf = self._shelf
        key = Passkey(
            id=told["credential_id"],
            staff=user.id,
            name=told["name"],
            public_key=told["public_key"],
            sign_count=told["sign_count"],
            transports=tuple(told["transports"] or ()),
            made_at=shelf.clock(),
        )
        with shelf.database.write() as connection:
            passkeys.add(connection, key, shelf.seal)
            self.note(connection, "passkey_added", user.id)

    def put(self, model: User | Key) -> User | Key:
        """Write what was changed."""
        if isinstance(model, Key):
            with self._shelf.database.write() as connection:
                passkeys.used(connection, model.credential_id, model.sign_count, self._shelf.clock())
        else:
            self._save(model)
        return model

    def delete(self, model: Key) -> None:
        """Remove a passkey."""
        with self._shelf.database.write() as connection:
            passkeys.remove(connection, model.kept.staff, model.credential_id)
            self.note(connection, "passkey_removed", model.kept.staff)

    def commit(self) -> None:
        """Do nothing: what was put is written."""

    def _save(self, user: User) -> None:
        was = user.account
        values = {"password": user.password, "stamp": user.fs_uniquifier}
        before = {"password": was.password, "stamp": was.stamp}
        changed = {name: value for name, value in values.items() if value != before[name]}
        with self._shelf.database.write() as connection:
            if changed:
                account.change(connection, user.id, **changed)
            if user.tf_totp_secret != was.totp and user.tf_primary_method == AUTHENTICATOR:
                account.set_totp(connection, user.id, user.tf_totp_secret, self._shelf.seal)
                self.note(connection, "second_factor_set", user.id)
            user.account = account.known(connection, user.id, self._shelf.seal)

    def spend_counter(self, user: User, counter: int) -> bool:
        """Note that a code of an authenticator was used; False where that had been done."""
        with self._shelf.database.write() as connection:
            return account.spend_counter(connection, user.id, counter)

    def give_recovery(self, user: User, digests: list[str]) -> None:
        """Replace somebody's recovery codes."""
        with self._shelf.database.write() as connection:
            account.set_recovery(connection, user.id, digests)
            self.note(connection, "recovery_codes_made", user.id)

    def spend_recovery(self, user: User, digest: str) -> bool:
        """Use up a recovery code; False where it is not one of theirs, or was used."""
        with self._shelf.database.write() as connection:
            found = account.known(connection, user.id, self._shelf.seal)
            return account.spend_recovery(connection, found, digest)

    def seconds(self) -> int:
        """Return the time, as authenticators count it."""
        return self._shelf.clock() // 1_000

    def locked(self, address: str) -> bool:
        """Tell whether tries for a mail address do not count at the moment, in the browser at hand."""
        shelf, now = self._shelf, self._shelf.clock()
        subject = known_device.subject(address, shelf.seal, now)
        with shelf.database.read() as connection:
            return failures.locked_until(connection, subject, now) is not None

    def failed(self, address: str, staff: str | None) -> None:
        """Count a wrong try for a mail address, with or without account; while it is locked none counts."""
        shelf, now = self._shelf, self._shelf.clock()
        subject = known_device.subject(address, shelf.seal, now)
        with shelf.database.write() as connection:
            if failures.locked_until(connection, subject, now) is not None:
                return
            failures.add(connection, subject, now)
            failures.add(connection, failures.of_caller(caller(), shelf.seal), now)
            locked = failures.locked_until(connection, subject, now) is not None
            self.note(connection, "locked" if locked else "login_failed", staff or "")
        logger().warning("staff_login_failed", staff=staff, locked=locked)

    def turned_away(self, staff: str) -> None:
        """Note that somebody came from the provider and did not get in; it counts for where they call from.

        Not for the mail address: a stranger could lock a colleague out by it.
        """
        shelf = self._shelf
        with shelf.database.write() as connection:
            failures.add(connection, failures.of_caller(caller(), shelf.seal), shelf.clock())
            self.note(connection, "login_failed", staff)

    def note(self, connection: Connection, what: audit.What, staff: str) -> None:
        """Say in the audit log what somebody did with their own account."""
        shelf = self._shelf
        audit.note(connection, shelf.seal, staff=staff, what=what, now=shelf.clock(), ip=caller())


def caller() -> str:
    """Return where the request at hand comes from, "" for none."""
    return (request.remote_addr or "") if has_request_context() else ""
