"""Two questions are taken apart, and a short one that leans on the last is read with it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.conversation import Conversation
from handlers.parts import leaning, parts
from handlers.plain import as_text
from handlers.routes import decide
from tests.builders import context, finding, message
from tests.handlers.word_finder import WordFinder

KNOWN = {
    "cookies": finding("answer", "1.cookies", "9"),
    "rights": finding("answer", "9"),
    "consent": finding("choose", "2", "13"),
    "children": finding("fallback", unstated="children"),
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Do you use cookies? What are my rights?", ["Do you use cookies", "What are my rights"]),
        ("cookies off, and how do I reach you", ["cookies off", "how do I reach you"]),
        ("クッキーは切れる？あと保管期間は何年", ["クッキーは切れる", "保管期間は何年"]),
        ("抽選で集める項目＋保管期間について", ["抽選で集める項目", "保管期間について"]),
        ("one single question about cookies", []),
        ("クッキーは止められますか", []),
        ("ok? thx", []),
    ],
)
def test_a_message_is_taken_apart_where_questions_meet(text: str, found: list[str]) -> None:
    assert parts(text) == found


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("and cookies?", "cookies"),
        ("what about cookies?", "cookies"),
        ("じゃあクッキーは？", "クッキー"),
        ("では位置情報はどうですか", "位置情報"),
        ("can I turn off cookies?", None),
        ("クッキーは？", None),
    ],
)
def test_a_short_question_may_lean_on_the_one_before(text: str, asked: str | None) -> None:
    assert leaning(text) == asked


@given(text=st.text(max_size=500))
def test_any_text_can_be_taken_apart(text: str) -> None:
    assert len(parts(text)) <= 3
    leaning(text)


def test_two_questions_in_one_message_get_both_answers() -> None:
    decision = decide(message("do you use cookies? what are the rights"), context(finder=WordFinder(KNOWN)))

    assert decision.sections == ("1.cookies", "9")
    assert "Cookies may be turned off." in as_text(decision.replies)
    assert "You may request deletion." in as_text(decision.replies)
    assert len(decision.replies) <= 5


def test_the_part_the_policy_leaves_open_is_named() -> None:
    decision = decide(message("do you use cookies? and the children?"), context(finder=WordFinder(KNOWN)))

    assert decision.sections[0] == "1.cookies"
    assert "Children are not mentioned." in as_text(decision.replies)


def test_the_last_passage_decides_between_what_was_found() -> None:
    near = Conversation(language="en", last_passages=("1.cookies",))
    decision = decide(message("and consent?"), context(finder=WordFinder(KNOWN), conversation=near))

    assert (decision.tier, decision.sections) == ("answer", ("2",))


def test_without_anything_before_the_choice_is_the_person_s() -> None:
    decision = decide(message("and consent?"), context(finder=WordFinder(KNOWN)))

    assert (decision.tier, decision.sections) == ("choose", ("2", "13"))


def test_somebody_who_is_not_content_is_offered_what_is_near() -> None:
    near = Conversation(language="en", last_passages=("1.cookies",))
    decision = decide(message("👎"), context(conversation=near))

    assert (decision.tier, decision.sections) == ("choose", ("1", "2"))
    assert "Sorry that did not help." in as_text(decision.replies)


def test_somebody_who_is_not_content_before_anything_was_said_is_asked_for_other_words() -> None:
    assert "in other words" in as_text(decide(message("👎"), context()).replies)
