"""From the chat to the list of what went unanswered: masked on the way, and gone when its writer says so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.dispatch.unanswered import masked
from bot.store import unanswered_questions
from bot.store.unanswered_questions import Wording
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[LineDesk]:
    finder = ScriptedFinder(corpus(), finding("fallback", "9", confidence=0.05))
    with opened(f"sqlite:///{tmp_path}/desk.db") as database, LineDesk(database, lambda: finder) as found:
        yield found


def kept(desk: LineDesk) -> list[Wording]:
    with desk.database.read() as connection:
        return unanswered_questions.by_wording(connection, 0, 50, desk.seal)


def test_what_was_asked_in_vain_is_kept_masked_until_its_writer_is_forgotten(desk: LineDesk) -> None:
    hana = desk.person("Hana", "en")
    hana.says("Do you train machines with what I write, and does jane@example.org read it?")
    (asked,) = kept(desk)
    assert asked.text == "Do you train machines with what I write, and does [EMAIL] read it?"
    assert asked.candidates == ("9",)
    hana.says("forget me")
    assert len(kept(desk)) == 1
    hana.answers("Erase")
    assert kept(desk) == []


def test_what_its_writer_takes_back_is_gone(desk: LineDesk) -> None:
    hana = desk.person("Hana", "en")
    hana.says("Do you train machines with what I write?")
    message = desk.line.items(hana.id)[-2].message_id
    assert len(kept(desk)) == 1
    hana.takes_back(message)
    assert kept(desk) == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Call 03-1234-5678, please?", "Call [PHONE], please?"),
        ("member 123456 wants to know", "member [NUMBER] wants to know"),
        ("会員番号１２３４５６の件", "会員番号[NUMBER]の件"),
        ("What of PR-2026-7QK3FX now?", "What of now?"),
        ("x" * 1_000, "x" * 300),
    ],
)
def test_what_looks_like_personal_data_is_masked(text: str, shown: str) -> None:
    assert masked(text) in (shown, "[SECRET]")
