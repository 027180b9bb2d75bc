"""Whatever is found is said in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import knowledge.checking
from knowledge.checking.wording import CATALOGUES, say

HERE = Path(knowledge.checking.__file__).parent


def values(sentence: str) -> set[str | None]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_both_catalogues_hold_the_same_sentences() -> None:
    assert list(CATALOGUES["ja"]) == list(CATALOGUES["en"])


@pytest.mark.parametrize("sentence", CATALOGUES["en"])
def test_a_sentence_wants_the_same_values_in_either_language(sentence: str) -> None:
    assert values(CATALOGUES["ja"][sentence]) == values(CATALOGUES["en"][sentence])


def test_every_rule_has_its_sentence() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in HERE.glob("*.py"))
    rules = re.findall(r'"((?:[a-z]+-)+[a-z]+)"', code)

    assert len(rules) > 20
    assert [rule for rule in rules if rule not in CATALOGUES["en"]] == []


def test_the_name_of_a_language_is_said_in_the_language_of_the_reader() -> None:
    assert "英語の見出し" in say("title-long", "ja", language="en", shown="x", most=20)
    assert "The Japanese title" in say("title-long", "en", language="ja", shown="x", most=20)
