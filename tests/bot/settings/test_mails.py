"""Settings of mails: the relay, the sender, the mailbox and the staff are named as they can be reached."""

from __future__ import annotations

import pytest

from bot.bootstrap.staff import staff_of
from bot.settings import SettingsError, load


@pytest.mark.parametrize(
    "url",
    [
        "smtp://mail.example",
        "smtp://mail.example:25/",
        "smtps://desk%40example.com:p%40ss@mail.example:2465",
        "smtp://[::1]:25",
    ],
)
def test_a_mail_relay_is_named_by_its_url(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", url)
    monkeypatch.setenv("MAIL_FROM", "desk@example.com")
    known = load().smtp_url
    assert known is not None
    assert known.get_secret_value() == url


@pytest.mark.parametrize(
    "url",
    [
        "mail.example",
        "https://hunter2",
        "smtp://",
        "smtp://u:hunter2@h:70001",
        "smtp://h/hunter2",
        "smtp://h:0",
    ],
)
def test_what_names_no_relay_is_refused_without_being_repeated(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMTP_URL", url)
    monkeypatch.setenv("MAIL_FROM", "desk@example.com")
    with pytest.raises(SettingsError, match="SMTP_URL: must be smtp://") as refusal:
        load()
    assert "hunter2" not in str(refusal.value)


@pytest.mark.parametrize(
    "sender",
    [
        "desk@example.com",
        "Privacy Center <desk@example.com>",
        "プライバシーセンター <desk@例え.jp>",
        '"Desk, Privacy" <desk+line@example.com>',
    ],
)
def test_mails_may_come_from_a_name_and_an_address(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", sender)
    assert load().mail_from == sender


@pytest.mark.parametrize(
    "address", ["desk", "Desk <desk@example.com>", "a@b.example, c@d.example", "窓口@example.jp"]
)
def test_staff_are_mailed_at_one_bare_address(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRIVACY_CENTER_EMAIL", " desk@example.com ")
    assert load().privacy_center_email == "desk@example.com"
    monkeypatch.setenv("PRIVACY_CENTER_EMAIL", address)
    with pytest.raises(SettingsError, match="PRIVACY_CENTER_EMAIL"):
        load()


def test_what_people_wrote_is_in_no_mail_unless_somebody_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().mail_case_text is False
    monkeypatch.setenv("MAIL_CASE_TEXT", "true")
    assert load().mail_case_text is True


@pytest.mark.parametrize(
    "sender",
    [
        "desk",
        "Desk <desk>",
        "a@b.example, c@d.example",
        "Desk <desk@example.com",
        "Desk desk@example.com",
        "<a@b.example> <c@d.example>",
        "Desk\r\nBcc: <all@example.com>",
        "窓口@example.com",
    ],
)
def test_what_names_no_sender_is_refused(sender: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", sender)
    with pytest.raises(SettingsError, match="MAIL_FROM: must be an address"):
        load()


def test_a_relay_needs_a_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example")
    with pytest.raises(SettingsError, match="MAIL_FROM must be set"):
        load()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("IMAP_URL", "imaps://desk.example/INBOX"),
        ("IMAP_URL", "pop3://desk:secret@desk.example/INBOX"),
        ("IMAP_URL", "imaps://desk:secret@desk.example/INBOX?x=1"),
        ("STAFF_EMAILS", "tanaka@desk.example, Sato <sato@desk.example>"),
        ("MAIL_FROM", f"Desk <{'d' * 28}@desk.example>"),
    ],
)
def test_a_mailbox_or_an_address_that_answers_cannot_come_to_is_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MAIL_FROM", "desk@desk.example")
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as refusal:
        load()
    assert "secret" not in str(refusal.value)


def test_without_plus_addresses_the_sender_may_be_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAIL_FROM", f"Desk <{'d' * 28}@desk.example>")
    monkeypatch.setenv("MAIL_PLUS_ADDRESSES", "false")
    assert not load().mail_plus_addresses


def test_a_mailbox_needs_an_address_that_its_mails_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IMAP_URL", "imaps://desk:secret@desk.example/INBOX")
    with pytest.raises(SettingsError, match="MAIL_FROM"):
        load()
    monkeypatch.setenv("MAIL_FROM", "desk@desk.example")
    monkeypatch.setenv("STAFF_EMAILS", "Tanaka@desk.example, sato@desk.example")
    assert load().staff == {"tanaka@desk.example", "sato@desk.example"}


def test_mails_to_staff_lead_to_the_console_unless_none_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://desk.example/")
    assert staff_of(load()).page_of("PR-2026-000001") == "https://desk.example/console/tickets/PR-2026-000001"
    monkeypatch.setenv("CONSOLE", "off")
    assert staff_of(load()).page_of("PR-2026-000001") == ""
