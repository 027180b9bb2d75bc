"""Accounts of the staff: found by an address that is sealed, and proved by things that count once."""

from __future__ import annotations

import pytest
from cryptography.fernet import Fernet

from bot.store.accounts import account, changes, failures, passkeys, sessions
from bot.store.accounts.changes import By
from bot.store.accounts.errors import AccountTaken, LastAdmin
from bot.store.accounts.passkeys import Passkey
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.staff_ids import staff_id

SEAL = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
NOW = 1_800_000_000_000
BY = By("operator", NOW, "192.0.2.1")


def made(database: Database, name: str = "Aoki", *roles: str) -> str:
    with database.write() as connection:
        address = f"{name.lower()}@desk.example"
        return changes.create(connection, name, address, roles or ("caseworker",), BY, SEAL).id


def test_name_and_address_are_sealed_and_the_account_is_found_however_it_is_written(
    database: Database,
) -> None:
    staff = made(database)
    assert staff == staff_id("AOKI@desk.example ", SEAL)  # the same as by mail
    with database.read() as connection:
        rows = str(connection.exec_driver_sql("SELECT * FROM staff_accounts").all())
        found = account.by_address(connection, " Aoki@DESK.example", SEAL)
    assert found is not None
    assert (found.name, found.email) == ("Aoki", "aoki@desk.example")
    assert "oki" not in rows


def test_an_address_has_one_account(database: Database) -> None:
    made(database)
    with database.write() as connection, pytest.raises(AccountTaken):
        changes.create(connection, "Other", "AOKI@desk.example", ["editor"], BY, SEAL)


def test_codes_count_once(database: Database) -> None:
    staff = made(database)
    with database.write() as connection:
        account.set_recovery(connection, staff, ["a" * 64, "b" * 64])
        asked = account.known(connection, staff, SEAL)
        counters = [account.spend_counter(connection, staff, counter) for counter in (7, 7, 6, 8)]
        # Two browsers that read the account at the same time: one of them is in.
        recovery = [account.spend_recovery(connection, asked, "a" * 64) for _ in range(2)]
        left = account.known(connection, staff, SEAL).recovery
    assert counters == [True, False, False, True]
    assert recovery == [True, False]
    assert left == ("b" * 64,)


def test_one_admin_is_always_left(database: Database) -> None:
    first, second = made(database, "Ono", "admin"), made(database, "Abe", "admin")
    with database.write() as connection:
        changes.set_active(connection, second, BY, SEAL, active=False)
    with database.write() as connection:
        with pytest.raises(LastAdmin):
            changes.set_roles(connection, first, ["auditor"], BY, SEAL)
        with pytest.raises(LastAdmin):
            changes.set_active(connection, first, BY, SEAL, active=False)


def test_a_session_is_found_by_its_secret_alone_and_dies_with_the_stamp(database: Database) -> None:
    staff = made(database)
    with database.write() as connection:
        stamp = account.known(connection, staff, SEAL).stamp
        token = sessions.begin(connection, staff, "Firefox", "192.0.2.1", NOW, SEAL)
        assert sessions.of(connection, token, stamp, NOW, SEAL) is not None
        assert sessions.of(connection, sessions.digest(token), stamp, NOW, SEAL) is None
        assert [one.caller for one in sessions.listed(connection, staff, NOW, SEAL)] == ["192.0.2.1"]
        account.change(connection, staff, stamp=account.new_stamp())
        assert sessions.of(connection, token, stamp, NOW, SEAL) is None


def test_a_passkey_is_kept_whole_and_its_name_sealed(database: Database) -> None:
    staff = made(database)
    key = Passkey(
        id=bytes(range(200)),
        staff=staff,
        name="会社のPC",
        public_key=b"key",
        sign_count=1,
        transports=("usb", "nfc"),
        made_at=NOW,
    )
    with database.write() as connection:
        passkeys.add(connection, key, SEAL)
        assert passkeys.find(connection, key.id, SEAL) == key
        assert not passkeys.remove(connection, "mail-somebody", key.id)
        assert passkeys.remove(connection, staff, key.id)
        assert passkeys.of_staff(connection, staff, SEAL) == []


def test_waiting_doubles_and_is_forgotten_after_a_day(database: Database) -> None:
    subject = failures.of_address("aoki@desk.example", SEAL)
    waits = []
    with database.write() as connection:
        for _ in range(12):
            failures.add(connection, subject, NOW)
            until = failures.locked_until(connection, subject, NOW)
            waits.append((until - NOW) // 60_000 if until else 0)
        assert failures.locked_until(connection, subject, NOW + failures.FORGOTTEN_AFTER_MS + 1) is None
    assert waits == [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]


def test_a_link_is_dead_once_there_is_a_newer_one(database: Database) -> None:
    staff = made(database)
    with database.write() as connection:
        first, second = (changes.give_link(connection, staff, BY, SEAL) for _ in range(2))
        assert changes.by_link(connection, first, NOW, SEAL) is None
        assert changes.use_link(connection, second, "hash", NOW, "192.0.2.1", SEAL) is not None
        assert changes.use_link(connection, second, "hash", NOW, "192.0.2.1", SEAL) is None
