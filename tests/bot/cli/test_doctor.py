"""`doctor`: operators are told of each part whether it works and how to mend it, and no secret."""

from __future__ import annotations

import json
import shutil
from collections import namedtuple
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet

from bot.bootstrap.storage import database_of, seal_of
from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mailbox import MailDouble
from bot.dev.serving import LocalServer
from bot.settings import load
from bot.store import addresses, tickets
from tests.bot.cli.conftest import Run
from tests.bot.mail.certificates import contexts
from tests.bot.mail.imap_server import imap_server
from tests.bot.store.lodged import change, life_of, wrote

ENDPOINT = "/v2/bot/channel/webhook/endpoint"
HOOK = "https://desk.example/line/webhook"
PASSWORD = "secret-word"
Usage = namedtuple("Usage", ["total", "used", "free"])


@pytest.fixture
def line() -> Iterator[LineDouble]:
    double = LineDouble(channel_secret="s", webhook_url=HOOK, access_token="secret-token")
    yield double
    double.close()


@pytest.fixture
def well(run: Run, line: LineDouble, monkeypatch: pytest.MonkeyPatch) -> Iterator[Run]:
    """Give a doctor's patient to whom nothing is wrong, and who has no mail."""
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "secret-token")
    monkeypatch.setenv("PUBLIC_URL", "https://desk.example/")
    with LocalServer(line_api(line)) as api:
        monkeypatch.setenv("LINE_API_URL", api.url)
        yield run


@pytest.fixture
def mail(well: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("MAIL_FROM", "Privacy Center <desk@desk.example>")
    monkeypatch.setenv("PRIVACY_CENTER_EMAIL", "center@desk.example")
    monkeypatch.setenv("MAIL_AUTHSERV_ID", "mx.desk.example")
    return well


def state(run: Run) -> dict[str, str]:
    """Return the mark of each part, by its name."""
    lines = run("doctor").output.splitlines()
    return {part.rstrip(":"): mark for mark, part in (line.split()[:2] for line in lines)}


def told(run: Run, part: str) -> str:
    """Return what is said of a part, its mark first."""
    (line,) = [line for line in run("doctor").output.splitlines() if f" {part}: " in line[:40]]
    return str(line)


def keep(lane: str = "a" * 32, address: str = "U1") -> None:
    """Let the store have a text and an address."""
    life, database = life_of(lane), database_of(load())
    with database.write() as connection:
        tickets.append(connection, [change(life, wrote(life, "t1"))], seal_of(load()))
        addresses.keep(connection, lane, "line", address, 1, seal_of(load()))
    database.close()


def test_everything_is_found_well_and_no_mail_is_sent(mail: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FILE_SCANNER", "true")
    with MailDouble() as relay, imap_server() as mailbox:
        monkeypatch.setenv("SMTP_URL", relay.url)
        monkeypatch.setenv("IMAP_URL", mailbox)
        found = mail("doctor")
        assert relay.letters() == []
    assert found.exit_code == 0, found.output
    assert [line.split()[:2] for line in found.output.splitlines()] == [
        ["ok", f"{part}:"]
        for part in (
            "settings",
            "store",
            "DATA_KEYS",
            "SECRET_KEY",
            "disk",
            "LINE",
            "webhook",
            "SMTP_URL",
            "MAIL_FROM",
            "PRIVACY_CENTER_EMAIL",
            "IMAP_URL",
            "MAIL_AUTHSERV_ID",
            "FILE_SCANNER",
        )
    ]


def test_all_that_is_wrong_is_named_at_once_and_no_secret_shown(
    fresh: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "secret-token")
    monkeypatch.setenv("LINE_API_URL", "http://127.0.0.1:1")
    monkeypatch.setenv("MAIL_FROM", "desk@desk.example")
    monkeypatch.setenv("SMTP_URL", f"smtp://desk:{PASSWORD}@127.0.0.1:1")
    monkeypatch.setenv("IMAP_URL", f"imap://desk:{PASSWORD}@127.0.0.1:1/INBOX")
    monkeypatch.setenv("FILE_SCANNER", "/no/such/scanner -")
    found = fresh("doctor")
    assert found.exit_code == 1
    wrong = [line.split()[1].rstrip(":") for line in found.output.splitlines() if line.startswith("WRONG")]
    assert wrong == [
        "store",
        "DATA_KEYS",
        "SECRET_KEY",
        "LINE",
        "webhook",
        "SMTP_URL",
        "IMAP_URL",
        "MAIL_AUTHSERV_ID",
        "FILE_SCANNER",
    ]
    assert "secret" not in found.output.replace("LINE_CHANNEL_SECRET", "")
    assert all(secret not in found.output for secret in (load().secret_key.get_secret_value(), PASSWORD))


def test_what_is_not_set_is_told_and_is_no_fault(well: Run) -> None:
    found = well("doctor")
    assert found.exit_code == 0
    assert [part for part, mark in state(well).items() if mark == "-"] == [
        "SMTP_URL",
        "IMAP_URL",
        "FILE_SCANNER",
    ]


def test_a_program_can_read_the_same(well: Run, line: LineDouble) -> None:
    line.fail_next(path=ENDPOINT, status=500)
    found = well("doctor", "--json")
    said: dict[str, Any] = json.loads(found.output)
    assert (found.exit_code, said["well"]) == (1, False)
    states = {one["part"]: one["state"] for one in said["parts"]}
    assert (states["store"], states["webhook"], states["SMTP_URL"]) == ("ok", "wrong", "not_set")
    assert all(one["words"] for one in said["parts"])


@pytest.mark.parametrize("form", [(), ("--json",)])
def test_settings_that_are_wrong_are_named_by_their_names(
    run: Run, monkeypatch: pytest.MonkeyPatch, form: tuple[str, ...]
) -> None:
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("DATA_KEYS", "secret-but-no-key")
    found = run("doctor", *form)
    assert found.exit_code == 1
    assert "SECRET_KEY: Field required; DATA_KEYS: each key must be" in found.output
    assert "secret-but-no-key" not in found.output


def test_a_store_that_is_not_there_is_not_made(fresh: Run) -> None:
    assert "there is no file var/madoguchi.db" in told(fresh, "store")
    assert not Path("var/madoguchi.db").exists()


def test_a_store_without_tables_is_to_be_migrated(fresh: Run) -> None:
    Path("var").mkdir()
    Path("var/madoguchi.db").touch()
    assert told(fresh, "store").endswith("run: python -m bot migrate")
    fresh("migrate")
    assert told(fresh, "store").startswith("ok")


@pytest.mark.parametrize("url", ["postgresql://desk:secret-word@127.0.0.1:1/desk", "mysql://127.0.0.1/desk"])
def test_a_server_that_is_not_reached_is_wrong(run: Run, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    assert told(run, "store").startswith("WRONG")
    assert PASSWORD not in run("doctor").output


def test_keys_are_tried_on_what_is_kept(well: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "nothing is kept yet" in told(well, "DATA_KEYS")
    keep()
    assert told(well, "DATA_KEYS").startswith("ok    DATA_KEYS: they open what is kept")
    first = load().data_keys.get_secret_value()
    monkeypatch.setenv("DATA_KEYS", Fernet.generate_key().decode())
    assert told(well, "DATA_KEYS").startswith("WRONG DATA_KEYS: they do not open 2 of 2 rows")
    monkeypatch.setenv("DATA_KEYS", f"{Fernet.generate_key().decode()},{first}")
    assert told(well, "DATA_KEYS").startswith("ok")


def test_another_secret_key_under_which_nobody_is_found_is_wrong(
    well: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "nobody is kept yet" in told(well, "SECRET_KEY")
    keep(seal_of(load()).lane("line.user", "U1"))
    assert told(well, "SECRET_KEY").startswith("ok")
    monkeypatch.setenv("SECRET_KEY", "another one of 16 letters")
    assert told(well, "SECRET_KEY").startswith("WRONG")


@pytest.mark.parametrize(("free", "mark"), [(499_999_999, "WRONG"), (500_000_000, "ok")])
def test_a_disk_that_is_nearly_full_is_wrong(
    well: Run, monkeypatch: pytest.MonkeyPatch, free: int, mark: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: Usage(10**12, 10**12 - free, free))
    assert told(well, "disk").startswith(mark)


def test_a_token_that_line_does_not_take_is_told_from_a_line_that_is_not_reached(
    well: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "another-secret-token")
    assert "look at LINE_CHANNEL_ACCESS_TOKEN" in told(well, "LINE")
    monkeypatch.delenv("LINE_CHANNEL_ACCESS_TOKEN")  # there is an id, which is not the channel's
    assert "look at LINE_CHANNEL_ID, LINE_CHANNEL_SECRET" in told(well, "LINE")
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "secret-token")
    monkeypatch.setenv("LINE_API_URL", "http://127.0.0.1:1")
    assert "look at LINE_API_URL" in told(well, "LINE")


@pytest.mark.parametrize(
    ("answer", "mend"),
    [
        ({"status": 404}, f"enter {HOOK} in its console"),
        (
            {"body": b'{"endpoint": "https://old.example/", "active": true}'},
            "https://old.example/, and not",
        ),
        ({"body": json.dumps({"endpoint": HOOK, "active": False}).encode()}, "switch on 'Use webhook'"),
        ({"body": b"[]"}, "does not say where"),
        ({"body": b"no JSON"}, "does not say where"),
    ],
)
def test_webhooks_that_do_not_come_are_wrong(
    well: Run, line: LineDouble, answer: dict[str, Any], mend: str
) -> None:
    line.fail_next(path=ENDPOINT, **answer)
    found = told(well, "webhook")
    assert found.startswith("WRONG")
    assert mend in found


def test_a_wrong_password_of_the_relay_is_told_without_it(mail: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with MailDouble(login=("desk", "right")) as relay:
        monkeypatch.setenv("SMTP_URL", relay.url.replace("://", f"://desk:{PASSWORD}@"))
        assert "look at user and password" in told(mail, "SMTP_URL")
        monkeypatch.setenv("SMTP_URL", relay.url.replace("://", "://desk:right@"))
        assert "takes our login" in told(mail, "SMTP_URL")


def test_a_relay_whose_certificate_nobody_knows_is_wrong(
    mail: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server, _ = contexts(tmp_path)
    with MailDouble(tls=server) as relay:
        monkeypatch.setenv("SMTP_URL", relay.url)
        assert "SSLCertVerificationError" in told(mail, "SMTP_URL")


def test_a_relay_elsewhere_that_others_can_read_along_with_is_wrong(
    mail: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with MailDouble() as relay:
        monkeypatch.setenv("SMTP_URL", relay.url)
        assert told(mail, "SMTP_URL").startswith("ok")
        monkeypatch.setattr("bot.mail.relay._LOOPBACK", frozenset())
        assert "offers no TLS" in told(mail, "SMTP_URL")


def test_a_mailbox_that_does_not_open_is_wrong(mail: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with imap_server() as mailbox:
        monkeypatch.setenv("IMAP_URL", mailbox.replace("INBOX", "Nowhere"))
        assert "at the folder" in told(mail, "IMAP_URL")
        monkeypatch.setenv("IMAP_URL", mailbox.replace("://desk:", "://desk:not-"))
        assert told(mail, "IMAP_URL").startswith("WRONG")
        monkeypatch.setenv("IMAP_URL", mailbox)
        assert "INBOX at 127.0.0.1" in told(mail, "IMAP_URL")


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("true", "ok"),
        ("false", "harmless words bad"),
        ("sh -c 'exit 2'", "status 2"),
        ("/no/scanner", "by hand"),
    ],
)
def test_the_scanner_is_run_on_a_few_harmless_words(
    well: Run, monkeypatch: pytest.MonkeyPatch, command: str, said: str
) -> None:
    monkeypatch.setenv("FILE_SCANNER", command)
    assert said in told(well, "FILE_SCANNER")
