"""`tickets`: without tables, a ticket, a number or a log that can be read, a command says what is wrong."""

from __future__ import annotations

import pytest

from bot.store.engine import Database
from tests.bot.cli.conftest import Run
from tests.bot.cli.tickets.three_tickets import OTHER
from tests.handlers.tickets.lives import NUMBER


@pytest.mark.parametrize("words", [("list",), ("show", NUMBER), ("verify",), ("export", NUMBER, "copy.json")])
def test_without_tables_each_command_says_what_to_do(fresh: Run, words: tuple[str, ...]) -> None:
    result = fresh("tickets", *words)
    assert result.exit_code == 1
    assert "python -m bot migrate" in result.stderr


@pytest.mark.parametrize("words", [("show", OTHER), ("verify", OTHER), ("export", OTHER, "copy.json")])
def test_a_ticket_that_does_not_exist_is_said_to_be_none(
    store: Database, run: Run, words: tuple[str, ...]
) -> None:
    result = run("tickets", *words)
    assert (result.exit_code, result.stderr) == (1, f"Error: There is no ticket {OTHER}.\n")


def test_what_is_no_number_is_refused(store: Database, run: Run) -> None:
    result = run("tickets", "show", "12")
    assert result.exit_code == 2
    assert "a ticket number looks like PR-2026-7QK3FX" in result.stderr


def test_an_unreadable_log_is_said_in_a_sentence(filled: Database, run: Run) -> None:
    with filled.write() as connection:
        connection.exec_driver_sql("UPDATE ticket_events SET record = '{}'")
    for words in (("show", NUMBER), ("export", NUMBER, "copy.json")):
        result = run("tickets", *words)
        assert result.exit_code == 1
        assert "See: tickets verify" in result.stderr
