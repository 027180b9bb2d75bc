"""`audit verify` says whether the record of what staff did is as it was written."""

from __future__ import annotations

from contextlib import closing

from bot.settings import Settings
from bot.store import audit
from bot.store.engine import open_database
from bot.store.tables import audit_events
from tests.bot.cli.conftest import Run


def test_it_says_that_all_hold_and_after_a_change_which_does_not(run: Run) -> None:
    with closing(open_database(Settings.model_fields["database_url"].default)) as database:
        with database.write() as connection:
            for at in range(3):
                audit.note(connection, None, staff="staff-aoki", what="login", now=at)
        whole = run("audit", "verify")
        with database.write() as connection:
            connection.execute(audit_events.delete().where(audit_events.c.sequence == 2))
        broken = run("audit", "verify", "--lang", "ja")
    assert (whole.exit_code, whole.output) == (0, "Entries checked: 3. All are as they were written.\n")
    assert broken.exit_code == 1
    assert "2件目が正しくありません" in broken.output
