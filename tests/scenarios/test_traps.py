"""The traps of traps.toml: where half an answer would mislead, the whole of it is given."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.plain import as_text
from handlers.replies import Text
from handlers.routes import decide
from knowledge import library
from knowledge.language import LANGUAGES
from knowledge.matching import Matcher
from tests.builders import NOW, message

TRAPS = tomllib.loads(Path(__file__).with_name("traps.toml").read_text("utf-8"))["trap"]
PERIOD = re.compile(r"\d+\s*(?:days?|weeks?|months?|years?|日|週|か月|ヶ月|カ月|年)")


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    return Matcher(library.load())


def cases() -> Iterator[Any]:
    for trap in TRAPS:
        for language in LANGUAGES:
            for asked in trap[language]["asks"]:
                yield pytest.param(trap, language, asked, id=f"{trap['name']}: {asked}")


def missing(wanted: list[str], text: str) -> list[str]:
    """Return what is not there; `a|b` is there when either is."""
    return [one for one in wanted if not any(words in text for words in one.split("|"))]


def own_words(decision: Decision) -> str:
    """Return what we say ourselves, without the policy's own words."""
    said = [
        [reply.text] if isinstance(reply, Text) else [reply.summary, *reply.notes]
        for reply in decision.replies
    ]
    return "\n".join(line for lines in said for line in lines)


@pytest.mark.parametrize(("trap", "language", "asked"), list(cases()))
def test_nothing_is_left_out_that_would_mislead(
    trap: dict[str, Any], language: str, asked: str, matcher: Matcher
) -> None:
    decision = decide(message(asked), Context(matcher, Conversation(), NOW))
    told = as_text(decision.replies)

    assert missing(trap[language]["has"], told) == [], told
    assert [words for words in trap[language].get("lacks", []) if words in told] == []
    assert not (trap.get("no_period") and PERIOD.search(own_words(decision)))


def test_every_trap_is_tried_in_both_languages() -> None:
    assert [trap["name"] for trap in TRAPS if not all(trap[one]["asks"] for one in LANGUAGES)] == []
