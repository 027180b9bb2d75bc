"""Settings of staff: when they are there, and who may answer for them at their sign-in."""

from __future__ import annotations

from datetime import date, time

import pytest

from bot.settings import SettingsError, load
from handlers.tickets.hours import Hours


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
