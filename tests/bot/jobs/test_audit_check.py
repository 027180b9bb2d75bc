"""The record of what staff did is looked at once a day, in steps."""

from __future__ import annotations

from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.jobs import audit_check
from bot.store import audit, audit_checks
from bot.store.engine import Database
from bot.store.sealing import Seal
from bot.store.tables import audit_events
from tests.bot.store.opened import opened


@pytest.mark.parametrize("changed", [False, True])
def test_a_run_takes_as_many_steps_as_it_needs_and_tells_what_it_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, changed: bool
) -> None:
    monkeypatch.setattr(audit_check, "_CHUNK", 2)
    seal = Seal([Fernet.generate_key().decode()], "sixteen letters or more")
    with opened(f"sqlite:///{tmp_path}/audit.db") as database:
        with database.write() as connection:
            for at in range(3):
                audit.note(connection, seal, staff="staff-aoki", what="login", now=at)
            if changed:
                last = audit_events.c.sequence == 3
                connection.execute(audit_events.update().where(last).values(staff="staff-mori"))
        assert steps(database) == [False, True]
        with database.read() as connection:
            run = audit_checks.newest(connection)
    assert run is not None
    assert run.broken_at == (3 if changed else None)


def steps(database: Database) -> list[bool]:
    ended: list[bool] = []
    while not ended or not ended[-1]:
        ended.append(audit_check.step(database, 1_000 + len(ended)))
    return ended
