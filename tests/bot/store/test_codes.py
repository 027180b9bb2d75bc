"""One-time codes are counted by person and by mailbox, however its address is written."""

from __future__ import annotations

import pytest

from bot.store import codes
from bot.store.engine import Database
from bot.store.errors import TooManyCodes
from handlers.identity.codes import NewCode
from handlers.identity.limits import MOST_AN_HOUR
from tests.bot.store.lodged import SEAL

NOW = 1_800_000_000_000
ADDRESS = "jane@example.org"


def sent(database: Database, address: str, count: int = 1) -> None:
    with database.write() as connection:
        for number in range(count):
            new = NewCode(f"PR-2026-00000{number}", address, "d" * 64)
            codes.change(connection, f"person {number}", [new], NOW - 1, SEAL)


@pytest.mark.parametrize("written", ["Jane@Example.org", " jane@example.org", "jane+two@example.org"])
def test_codes_to_one_mailbox_are_counted_together_however_it_is_written(
    database: Database, written: str
) -> None:
    sent(database, written)
    with database.read() as connection:
        assert len(codes.sent_to(connection, ADDRESS, NOW, SEAL)) == 1


@pytest.mark.parametrize("other", ["june@example.org", "jane@example.com", "+jane@example.org"])
def test_codes_to_another_mailbox_do_not_count(database: Database, other: str) -> None:
    sent(database, other)
    with database.read() as connection:
        assert codes.sent_to(connection, ADDRESS, NOW, SEAL) == ()


def test_a_code_past_the_limit_of_its_mailbox_is_refused_as_it_is_written(database: Database) -> None:
    one_more = [NewCode("PR-2026-000009", ADDRESS, "d" * 64)]
    sent(database, ADDRESS, MOST_AN_HOUR - 1)
    with database.read() as connection:
        codes.check(connection, one_more, NOW, SEAL)
    sent(database, ADDRESS)
    with database.read() as connection, pytest.raises(TooManyCodes):
        codes.check(connection, one_more, NOW, SEAL)
