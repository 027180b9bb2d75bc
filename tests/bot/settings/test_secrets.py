"""Settings: without the secrets there is no start, and the refusal says which one, never what it was."""

from __future__ import annotations

import pytest

from bot.settings import SettingsError, load
from tests.bot.settings.enough import ENOUGH, NEW_KEY, OLD_KEY, REQUIRED


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


def test_settings_do_not_show_their_secrets() -> None:
    shown = f"{load()!r} {load()}"
    assert not [ENOUGH[name] for name in REQUIRED if ENOUGH[name] in shown]


def test_while_a_channel_secret_rotates_both_are_known_the_newest_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "newest, older ,")
    assert load().channel_secrets == (b"newest", b"older")


def test_while_data_keys_rotate_the_first_writes_and_all_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_KEYS", f"{NEW_KEY} , {OLD_KEY}")
    assert load().fernet_keys == (NEW_KEY, OLD_KEY)
