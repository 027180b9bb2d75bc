"""Draws: what they give has the form that others rely on, and is never the same."""

from __future__ import annotations

import re

from bot.draws import SecretDraws
from handlers.draws import Draws
from handlers.tickets.numbers import read_number

DRAWS: Draws = SecretDraws("sixteen letters or more")


def test_everything_drawn_has_its_form() -> None:
    for _ in range(200):
        number = DRAWS.ticket_number(2026)
        assert read_number(number) == number
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", DRAWS.text_id())
        assert re.fullmatch(r"[A-Za-z0-9_-]{43}", DRAWS.token())
        assert len(DRAWS.salt()) == 16
        assert re.fullmatch(r"\d{6}", DRAWS.code())


def test_nothing_is_drawn_twice() -> None:
    assert len({DRAWS.ticket_number(2026) for _ in range(50)}) == 50
    assert len({DRAWS.text_id() for _ in range(50)}) == 50
    assert len({DRAWS.token() for _ in range(50)}) == 50
    assert len({DRAWS.salt() for _ in range(50)}) == 50
