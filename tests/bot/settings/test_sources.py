"""Settings come from the environment, then from `.env`, then from the defaults that the example shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError, example, load
from tests.bot.settings.enough import ENOUGH, NEW_KEY


def test_settings_cannot_be_changed_after_the_start() -> None:
    with pytest.raises(ValueError, match="frozen"):
        load().port = 1


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
