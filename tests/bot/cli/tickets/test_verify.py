"""`tickets verify`: whole tickets are said to be whole, and a changed entry is named."""

from __future__ import annotations

from bot.store.engine import Database
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import OTHER
from tests.handlers.tickets.lives import NUMBER


def test_whole_tickets_are_said_to_be_whole(filled: Database, run: Run) -> None:
    result = run("tickets", "verify")
    assert (result.exit_code, result.stdout) == (0, "Tickets checked: 3. All are whole.\n")
    assert run("tickets", "verify", NUMBER).stdout == "Tickets checked: 1. All are whole.\n"


def test_a_changed_entry_is_named_and_the_status_is_one(filled: Database, run: Run) -> None:
    with filled.write() as connection:
        connection.exec_driver_sql(
            "UPDATE ticket_events SET record = replace(record, 'deletion', 'addition') WHERE sequence = 3"
        )
    result = run("tickets", "verify")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "PR-2026-7QK3FX  entry 3: it does not say what it said when it was written",
        "Tickets checked: 3. Not whole: 1.",
    ]
    japanese = run("tickets", "verify", NUMBER, "--lang", "ja")
    assert "記録3：" in japanese.stdout
    assert run("tickets", "verify", OTHER).exit_code == 0
