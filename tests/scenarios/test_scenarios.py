"""The dialogues of ja.toml and en.toml, through the real knowledge: what a person does and then reads.

`quotes` is the number of the turn whose answer the person quotes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers.context import Context
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import Event, Followed, MediaReceived
from handlers.plain import as_text
from handlers.routes import decide
from knowledge import library
from knowledge.language import LANGUAGES, Language
from knowledge.matching import Matcher
from tests.builders import NOW, mention, message, pressed

KEYS = {
    "says",
    "quotes",
    "sends",
    "place",
    "presses",
    "mentions_us",
    "does",
    "silent",
    "has",
    "lacks",
    "kind",
    "tier",
    "sections",
    "rights",
    "escalation",
}


@dataclass(frozen=True)
class Dialogue:
    """One table of turns, and the language the person is greeted in."""

    language: Language
    name: str
    turns: list[dict[str, Any]]


def dialogues() -> list[Dialogue]:
    return [
        Dialogue(language, table["name"], table["turns"])
        for language in LANGUAGES
        for table in tomllib.loads(Path(__file__).with_name(f"{language}.toml").read_text("utf-8"))[
            "dialogue"
        ]
    ]


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    return Matcher(library.load())


def event_of(turn: dict[str, Any]) -> Event:
    if "presses" in turn:
        return pressed(*turn["presses"])
    if "mentions_us" in turn:
        return mention(turn["mentions_us"])
    if "sends" in turn:
        return MediaReceived(id="media", at=NOW, media=turn["sends"])
    if turn.get("does") == "follow":
        return Followed(id="follow", at=NOW)
    return message(turn["says"], place=turn.get("place", "direct"))


def check(turn: dict[str, Any], decision: Decision) -> None:
    text = as_text(decision.replies)
    assert bool(text) is not turn.get("silent", False)
    assert [words for words in turn.get("has", []) if words not in text] == []
    assert [words for words in turn.get("lacks", []) if words in text] == []
    for field in ("kind", "tier", "escalation"):
        if field in turn:
            assert (field, getattr(decision, field)) == (field, turn[field])
    if "rights" in turn:
        assert decision.rights == tuple(turn["rights"])
    wanted = tuple(turn.get("sections", ()))
    assert decision.sections[: len(wanted)] == wanted


@pytest.mark.parametrize(
    "dialogue", dialogues(), ids=lambda dialogue: f"{dialogue.language}: {dialogue.name}"
)
def test_a_person_reads_what_the_table_says(dialogue: Dialogue, matcher: Matcher) -> None:
    conversation = Conversation(language=dialogue.language)
    shown: list[tuple[str, ...]] = []
    for turn in dialogue.turns:
        assert turn.keys() <= KEYS
        group = "mentions_us" in turn or turn.get("place") == "group"
        # A group has no memory, so each of its turns begins anew.
        quoted = shown[turn["quotes"] - 1] if "quotes" in turn else ()
        ctx = Context(matcher, Conversation() if group else conversation, NOW, quoted)
        decision = decide(event_of(turn), ctx)
        check(turn, decision)
        shown.append(tuple(one for reply in decision.replies for one in reply.about))


@given(text=st.text(max_size=300))
@example(text="\U0001f600" * 500)
@example(text="クッキー" * 2_000)
@example(text="' OR 1=1; DROP TABLE requests;--")
def test_whatever_is_written_the_real_knowledge_gives_an_answer(text: str, matcher: Matcher) -> None:
    assert as_text(decide(message(text), Context(matcher, Conversation(), NOW)).replies).strip()
