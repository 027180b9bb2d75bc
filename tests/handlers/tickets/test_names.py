"""Every status, right, outcome and obstacle has a name in both languages."""

from __future__ import annotations

from enum import StrEnum

import pytest

from handlers.tickets.extensions import NotExtended
from handlers.tickets.items import Outcome
from handlers.tickets.names import (
    article,
    not_extended_sentence,
    obstacle_sentence,
    outcome_name,
    right_name,
    status_name,
)
from handlers.tickets.obstacles import Obstacle
from handlers.tickets.refusals import catalogue
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from handlers.wording import CATALOGUES
from knowledge.language import LANGUAGES, Language


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_has_a_name_that_no_other_has(language: Language) -> None:
    for names in (
        [status_name(one, language) for one in Status],
        [right_name(one, language) for one in Right],
        [outcome_name(one, language) for one in Outcome],
        [obstacle_sentence(one, language) for one in Obstacle],
        [not_extended_sentence(one, language) for one in NotExtended],
    ):
        assert all(names)
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("section", "known"),
    [
        ("status", Status),
        ("right", Right),
        ("outcome", Outcome),
        ("obstacle", Obstacle),
        ("not_extended", NotExtended),
    ],
)
def test_nothing_has_a_name_that_does_not_exist(section: str, known: type[StrEnum]) -> None:
    prefix = f"ticket.{section}."

    assert {key.removeprefix(prefix) for key in CATALOGUES["ja"] if key.startswith(prefix)} == set(known)


@pytest.mark.parametrize(
    ("law", "japanese"),
    [("34", "第34条"), ("33(3)", "第33条第3項"), ("33(2)(iii)", "第33条第2項第3号"), ("", "")],
)
def test_an_article_is_named_as_the_language_writes_it(law: str, japanese: str) -> None:
    assert article(law, "ja") == japanese
    assert article(law, "en") == law


def test_every_article_of_a_reason_has_a_japanese_name() -> None:
    laws = [one.law for one in catalogue().values() if one.law]
    assert laws
    assert all(article(law, "ja").startswith("第") for law in laws)
