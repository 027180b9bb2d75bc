"""`mail`: what mail servers are told by the exit status, and operators by words."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result

from bot.cli import bot
from tests.bot.cli.conftest import Run

RAW = b"From: jane@example.org\r\nTo: desk@desk.example\r\nSubject: Hello\r\n\r\nHello.\r\n"


@pytest.fixture(autouse=True)
def addresses(monkeypatch: pytest.MonkeyPatch, run: Run) -> None:  # which clears them
    monkeypatch.setenv("MAIL_FROM", "Privacy Center <desk@desk.example>")
    monkeypatch.setenv("PRIVACY_CENTER_EMAIL", "center@desk.example")


def ingest(raw: bytes = RAW) -> Result:
    return CliRunner().invoke(bot, ["mail", "ingest"], input=raw)


def test_a_mail_from_a_pipe_is_kept_and_told_of(run: Run) -> None:
    assert ingest().exit_code == 0
    assert ingest().exit_code == 0
    lines = run("mail", "list").output.splitlines()
    assert [line.split("\t")[2] for line in lines if "\t" in line] == ["duplicate", "unmatched"]
    lines = run("mail", "list", "--unmatched").output.splitlines()
    assert [line.split("\t")[4] for line in lines if "\t" in line] == ["no_token"]
    assert RAW in run("mail", "show", "1").stdout_bytes


def test_a_mail_that_cannot_be_stored_now_is_offered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///not/there/at/all.db")
    assert ingest().exit_code == 75


def test_a_mail_is_offered_again_while_the_settings_are_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MAIL_FROM")
    assert ingest().exit_code == 75


def test_whatever_breaks_the_mail_is_not_lost_by_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("bot.mail.ingest.judged", broken)
    assert ingest().exit_code == 75


def test_a_mail_that_is_not_kept_cannot_be_shown(run: Run) -> None:
    assert run("mail", "show", "7").exit_code == 1
