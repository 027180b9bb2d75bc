"""Every event that can happen is decided, and nothing a person sends is met with silence or a crash."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from handlers import events
from handlers.buttons import BUTTONS
from handlers.conversation import Conversation
from handlers.decisions import Decision
from handlers.events import Event
from handlers.plain import as_text
from handlers.routes import ROUTES, decide
from knowledge.findings import Finding
from knowledge.language import LANGUAGES
from tests.builders import context, corpus, finding, message, pressed

FINDINGS = (
    finding("answer", "1.cookies", "9"),
    finding("answer", "2"),
    finding("choose", "1", "2", "9", "13"),
    finding("fallback", "1", "2"),
    finding("fallback", unstated="children"),
    finding("fallback", unstated="weather"),
    finding("fallback"),
)
conversations = st.builds(
    Conversation,
    language=st.sampled_from(LANGUAGES),
    language_fixed=st.booleans(),
    last_passages=st.sampled_from(((), ("9",), ("1.cookies", "1"), ("gone",))),
)


def kinds_of_events() -> Iterator[type[Event]]:
    for defined in vars(events).values():
        if isinstance(defined, type) and issubclass(defined, Event) and defined is not Event:
            yield defined


def said(decision: Decision) -> str:
    return as_text(decision.replies).strip()


def test_every_event_has_exactly_one_handler() -> None:
    assert set(ROUTES) == set(kinds_of_events())


@given(text=st.text(max_size=200), found=st.sampled_from(FINDINGS), conversation=conversations)
@example(text="", found=FINDINGS[-1], conversation=Conversation())
@example(text="\u200b\u202e", found=FINDINGS[-1], conversation=Conversation())
@example(text="12345", found=FINDINGS[0], conversation=Conversation(language="en"))
@example(text="なんで" * 3_000, found=FINDINGS[-1], conversation=Conversation())
@example(text="a" * 10_000, found=FINDINGS[-1], conversation=Conversation())
@example(text="ha" * 5_000, found=FINDINGS[-1], conversation=Conversation())
def test_whatever_a_person_writes_they_hear_something(
    text: str, found: Finding, conversation: Conversation
) -> None:
    decision = decide(message(text), context(found, conversation=conversation))

    assert said(decision)
    assert decision.kind is not None


@given(text=st.text(max_size=200), found=st.sampled_from(FINDINGS))
def test_a_mention_in_a_group_is_always_answered_and_other_messages_never(text: str, found: Finding) -> None:
    assert said(decide(message(text, place="group", mentions_us=True), context(found)))
    assert decide(message(text, place="group"), context(found)) == Decision()


@given(
    command=st.one_of(st.sampled_from(sorted(BUTTONS)), st.text(max_size=20)),
    argument=st.one_of(
        st.sampled_from(("", "1", "0", "-1", "9", "2", "13", "ja", "99")), st.text(max_size=20)
    ),
    conversation=conversations,
)
def test_whatever_button_is_pressed_the_person_hears_something(
    command: str, argument: str, conversation: Conversation
) -> None:
    decision = decide(pressed(command, argument), context(conversation=conversation))

    assert said(decision)
    assert decision.kind is not None


@pytest.mark.parametrize("found", FINDINGS, ids=lambda found: f"{found.tier}-{len(found.matches)}")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_decision_names_only_passages_that_exist(found: Finding, language: str) -> None:
    question = {"ja": "クッキーはどうなりますか", "en": "what about cookies"}[language]
    decision = decide(message(question), context(found))

    assert set(decision.sections) <= {passage.id for passage in corpus()}
    assert decision.tier == found.tier
    assert decision.confidence == found.confidence
