"""Help gives examples that work."""

from __future__ import annotations

import re

import pytest

from handlers.intents import recognise
from handlers.language import other
from handlers.plain import as_text
from handlers.usage import answer
from knowledge.language import LANGUAGES, Language
from tests.builders import context, message


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_help_tells_people_to_send_is_understood(language: Language) -> None:
    text = as_text(answer(message("help"), context(language=language)).replies)
    to_send = re.findall(r"[「“](.+?)[」”]", text)

    assert [recognise(words).name for words in to_send] == [f"speak_{other(language)}", "human"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_examples_are_questions_we_take(language: Language) -> None:
    text = as_text(answer(message("help"), context(language=language)).replies)
    examples = re.findall(r"^[-・] ?(.+)$", text, re.MULTILINE)

    assert len(examples) == 3
    assert {recognise(words).name for words in examples} <= {"question", "right", "about_me"}
