"""Settings: without the secrets there is no start, and the refusal says which one, never what it was."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from datetime import date, time
from pathlib import Path

import pytest

from bot.bootstrap.staff import staff_of
from bot.settings import Settings, SettingsError, example, load
from handlers.tickets.hours import Hours

OLD_KEY, NEW_KEY = (urlsafe_b64encode(bytes([number]) * 32).decode() for number in (1, 2))
ENOUGH = {
    "LINE_CHANNEL_SECRET": "0123456789abcdef",
    "LINE_CHANNEL_ID": "1234567890",
    "SECRET_KEY": "sixteen letters or more",
    "DATA_KEYS": NEW_KEY,
}
REQUIRED = ("LINE_CHANNEL_SECRET", "SECRET_KEY", "DATA_KEYS")


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Set nothing but what a start needs, away from the `.env` of this checkout."""
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    for name, value in ENOUGH.items():
        monkeypatch.setenv(name, value)


def test_the_secrets_are_enough_for_a_start_on_this_machine() -> None:
    settings = load()
    assert settings.database_url == "sqlite:///var/madoguchi.db"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.line_api_url == "https://api.line.me"


@pytest.mark.parametrize("name", REQUIRED)
@pytest.mark.parametrize("value", [None, "", "   ", " , "], ids=["absent", "empty", "blank", "comma"])
def test_a_missing_secret_means_no_start_and_is_named(
    name: str, value: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    if value is None:
        monkeypatch.delenv(name)
    else:
        monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name) as refusal:
        load()
    assert [other for other in REQUIRED if other in str(refusal.value)] == [name]


def test_all_that_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in REQUIRED:
        monkeypatch.delenv(name)
    with pytest.raises(SettingsError) as refusal:
        load()
    assert [name for name in REQUIRED if name in str(refusal.value)] == list(REQUIRED)


def test_without_a_way_to_get_an_access_token_there_is_no_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LINE_CHANNEL_ID")
    with pytest.raises(SettingsError, match="LINE_CHANNEL_ID or LINE_CHANNEL_ACCESS_TOKEN"):
        load()
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "a long-lived token")
    assert load().line_channel_access_token is not None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "hunter2"),
        ("DATA_KEYS", "hunter2"),
        ("DATA_KEYS", f"{OLD_KEY},hunter2"),
        ("PORT", "hunter2"),
        ("PORT", "70001"),
        ("TRUSTED_PROXIES", "-70001"),
        ("LOG_LEVEL", "hunter2"),
    ],
)
def test_a_refusal_names_the_setting_and_never_its_value(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=f"  {name}: ") as refusal:
        load()
    told = f"{refusal.value} {refusal.value.__cause__} {refusal.getrepr(style='value')}"
    assert not [secret for secret in ("hunter2", "70001", OLD_KEY, *ENOUGH.values()) if secret in told]


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


def test_one_list_says_when_people_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert load().hours == Hours()
    monkeypatch.setenv("OPENING_HOURS", "10:00-16:30")
    monkeypatch.setenv("CLOSING_DAYS", "2026-08-14, 08-15")
    hours = load().hours
    assert (hours.opens, hours.closes) == (time(10), time(16, 30))
    assert [date(2026, 8, 14) in hours.closing, date(2027, 8, 14) in hours.closing] == [True, False]
    assert date(2027, 8, 15) in hours.closing


@pytest.mark.parametrize(("name", "value"), [("OPENING_HOURS", "9 to 5"), ("CLOSING_DAYS", "Christmas")])
def test_hours_that_cannot_be_read_are_refused(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load()


def test_a_relay_needs_a_sender(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMTP_URL", "smtp://mail.example")
    with pytest.raises(SettingsError, match="MAIL_FROM must be set"):
        load()


def test_settings_do_not_show_their_secrets() -> None:
    shown = f"{load()!r} {load()}"
    assert not [ENOUGH[name] for name in REQUIRED if ENOUGH[name] in shown]


def test_settings_cannot_be_changed_after_the_start() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().port = 1


def test_while_a_channel_secret_rotates_both_are_known_the_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "newest, older ,")
    assert load().channel_secrets == (b"newest", b"older")


def test_while_data_keys_rotate_the_first_writes_and_all_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEYS", f"{NEW_KEY} , {OLD_KEY}")
    assert load().fernet_keys == (NEW_KEY, OLD_KEY)


def test_an_empty_line_in_the_environment_leaves_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "")
    monkeypatch.setenv("LINE_CHANNEL_ACCESS_TOKEN", "")
    assert load().port == 8000
    assert load().line_channel_access_token is None


@pytest.mark.parametrize("level", ["debug", "Info", "WARNING", "error"])
def test_a_log_level_may_be_written_in_any_case(level: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", level)
    assert load().log_level == level.upper()


def test_a_dotenv_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".env").write_text("PORT=8100\nHOST=0.0.0.0\nSOMETHING_OF_OTHERS=1\n", encoding="utf-8")
    monkeypatch.setenv("PORT", "8200")
    assert (load().host, load().port) == ("0.0.0.0", 8200)  # noqa: S104  # compared, not bound


def test_the_example_file_is_refused_until_the_secrets_are_filled_in(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    for name in ENOUGH:
        monkeypatch.delenv(name)
    (tmp_path / ".env").write_text(example(), encoding="utf-8")
    with pytest.raises(SettingsError, match="DATA_KEYS"):
        load()
    filled = example()
    for name, value in ENOUGH.items():
        filled = filled.replace(f"\n#{name}=\n", f"\n{name}=\n").replace(
            f"\n{name}=\n", f"\n{name}={value}\n"
        )
    (tmp_path / ".env").write_text(filled, encoding="utf-8")
    assert load().fernet_keys == (NEW_KEY,)


def test_the_defaults_in_the_example_file_are_the_defaults(tmp_path: Path) -> None:
    before = load()
    lines = example().replace("\n#", "\n").splitlines()
    settings = [line for line in lines if line.partition("=")[0].lower() in Settings.model_fields]
    assert len(settings) == len(Settings.model_fields)
    (tmp_path / ".env").write_text("\n".join(settings), encoding="utf-8")
    assert load() == before


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


@pytest.mark.parametrize(
    "issuer", ["http://login.example.com", "login.example.com", "https://", "https://[x"]
)
def test_an_issuer_that_anybody_could_answer_for_is_refused(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    monkeypatch.setenv("OIDC_ISSUER", issuer)
    monkeypatch.setenv("OIDC_CLIENT_ID", "desk")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "a secret")
    with pytest.raises(SettingsError, match="OIDC_ISSUER: must be"):
        load()


def test_an_issuer_needs_what_we_are_known_by_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OIDC_ISSUER", "https://login.example.com")
    with pytest.raises(SettingsError, match="OIDC_CLIENT_ID"):
        load()
    monkeypatch.setenv("OIDC_CLIENT_ID", "desk")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "a secret")
    assert load().oidc_name == "SSO"
