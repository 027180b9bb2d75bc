"""A relay's URL says where it is and how to speak to it, and its password is not shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.mail.relay import Relay, relay_of


def test_a_relay_does_not_show_its_password(tmp_path: Path) -> None:
    shown = f"{relay_of('smtps://desk:hunter2@mail.example:2465')!r}"
    assert "hunter2" not in shown
    assert "desk" not in shown


@pytest.mark.parametrize(
    ("url", "relay"),
    [
        ("smtp://mail.example", Relay("mail.example", 587)),
        ("smtps://mail.example", Relay("mail.example", 465, tls=True, starttls=False)),
        ("smtp://mail.example:25", Relay("mail.example", 25)),
        ("smtp://localhost:25", Relay("localhost", 25, starttls=False)),
        ("smtp://[::1]:25", Relay("::1", 25, starttls=False)),
        ("smtp://a%40b:c%3A@mail.example", Relay("mail.example", 587, user="a@b", password="c:")),
    ],
)
def test_a_url_says_where_the_relay_is_and_how_to_speak_to_it(url: str, relay: Relay) -> None:
    assert relay_of(url) == relay
