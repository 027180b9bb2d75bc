"""`mail` and `doctor`: what mail servers and operators are told, by words and by exit status."""

from __future__ import annotations

import pytest
from click.testing import CliRunner, Result
from cryptography.fernet import Fernet

from bot.bootstrap.storage import database_of, seal_of
from bot.cli import bot
from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mailbox import MailDouble
from bot.dev.serving import LocalServer
from bot.settings import load
from bot.store import tickets
from tests.bot.cli.conftest import Run
from tests.bot.mail.imap_server import imap_server
from tests.bot.store.lodged import change, life_of, wrote

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


def test_the_doctor_finds_everything_well(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    double = LineDouble(
        channel_secret="s", webhook_url="https://desk.example/line/webhook", access_token="token"
    )
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "token")
    monkeypatch.setenv("PUBLIC_URL", "https://desk.example/")
    monkeypatch.setenv("MAIL_AUTHSERV_ID", "mx.desk.example")
    with LocalServer(line_api(double)) as api, MailDouble() as relay, imap_server() as mailbox:
        monkeypatch.setenv("LINE_API_URL", api.url)
        monkeypatch.setenv("SMTP_URL", relay.url)
        monkeypatch.setenv("IMAP_URL", mailbox)
        found = run("doctor")
        assert relay.letters() == []
    double.close()
    assert found.exit_code == 0, found.output
    assert [line.split()[0] for line in found.output.splitlines()] == ["ok"] * 9


def test_the_doctor_names_all_that_is_wrong_and_shows_no_secret(
    fresh: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", "sqlite:///empty.db")
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "secret-token")
    monkeypatch.setenv("LINE_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("SMTP_URL", "smtp://desk:secret-word@127.0.0.1:1")
    monkeypatch.setenv("IMAP_URL", "imap://desk:secret-word@127.0.0.1:1/INBOX")
    found = fresh("doctor")
    assert found.exit_code == 1
    wrong = [line.split()[1] for line in found.output.splitlines() if line.startswith("WRONG")]
    assert wrong == [
        "store:",
        "DATA_KEYS:",
        "LINE:",
        "webhook:",
        "SMTP_URL:",
        "IMAP_URL:",
        "MAIL_AUTHSERV_ID:",
    ]
    assert "secret" not in found.output


def test_what_is_not_set_is_told_and_is_no_fault(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "token")
    monkeypatch.setenv("LINE_API_URL", "http://127.0.0.1:1")
    lines = run("doctor").output.splitlines()
    assert [line.split()[1] for line in lines if line.startswith("-")] == ["SMTP_URL:", "IMAP_URL:"]


def test_keys_that_do_not_open_what_is_kept_are_wrong(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    life = life_of("a" * 32)
    database = database_of(load())
    with database.write() as connection:
        tickets.append(connection, [change(life, wrote(life, "t1"))], seal_of(load()))
    database.close()
    monkeypatch.setenv("LINE_API_URL", "http://127.0.0.1:1")
    assert "ok    DATA_KEYS: they open what is kept" in run("doctor").output
    another_key = Fernet.generate_key().decode()
    monkeypatch.setenv("DATA_KEYS", another_key)
    assert "WRONG DATA_KEYS: they do not open what is kept" in run("doctor").output
