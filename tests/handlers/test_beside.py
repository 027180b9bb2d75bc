"""A wish and a question in one message are both answered, and nothing starts because somebody asks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers import beside
from handlers.intents import Intent, Name
from handlers.plain import as_text
from handlers.replies import AnswerCard
from handlers.routes import decide
from tests.builders import context, finding, message
from tests.desk import Desk
from tests.handlers.word_finder import WordFinder

KNOWN = {
    "cookies": finding("answer", "1.cookies"),
    "クッキー": finding("answer", "1.cookies"),
    "consent": finding("choose", "2", "13"),
    "location": finding("choose", "1", confidence=0.6),
    "children": finding("fallback", unstated="children"),
}


@pytest.mark.parametrize(
    ("text", "rights"),
    [
        ("Please delete my data. Do you use cookies?", ("deletion",)),
        ("please correct my address, and also do you use cookies?", ("correction",)),
        ("please delete my data and tell me what cookies you use", ("deletion",)),
        ("Do you use cookies? And please delete my data.", ("deletion",)),
        ("私のデータを削除してください。あと、クッキーは使っていますか？", ("deletion",)),
        ("住所を訂正してください、クッキーは使っていますか？", ("correction",)),
    ],
)
def test_a_right_comes_first_and_the_question_is_answered_after_it(
    text: str, rights: tuple[str, ...]
) -> None:
    decision = decide(message(text), context(finder=WordFinder(KNOWN)))

    assert (decision.kind, decision.rights, decision.sections) == ("right", rights, ("1.cookies",))
    assert [reply.title for reply in decision.replies if isinstance(reply, AnswerCard)][1:] in (
        ["Title 1.cookies"],
        ["1.cookiesの題"],
    )


def test_where_a_request_begins_the_answer_comes_first_and_its_question_last() -> None:
    desk = Desk(finder=WordFinder(KNOWN))
    desk.says("Please delete my data. Do you use cookies?")

    assert [reply.title for reply in desk.decision.replies if isinstance(reply, AnswerCard)] == [
        "Title 1.cookies"
    ]
    assert desk.text.endswith("Shall we start?")
    assert (desk.decision.kind, desk.decision.rights) == ("right", ("deletion",))


@pytest.mark.parametrize(
    "text",
    ["I want to talk to a person. Also, do you use cookies?", "担当者と話したい。あとクッキーは使ってるの？"],
)
def test_who_asks_for_a_person_gets_the_answer_too(text: str) -> None:
    decision = decide(message(text), context(finder=WordFinder(KNOWN)))

    assert (decision.kind, decision.sections, decision.escalation) == ("human", ("1.cookies",), True)


@pytest.mark.parametrize(
    "text",
    [
        "How do I delete my data? And do you use cookies?",
        "Is deletion possible, and do you use cookies?",
        "削除はどうすればできますか？あと、クッキーは使っていますか？",
    ],
)
def test_two_questions_start_nothing(text: str) -> None:
    decision = decide(message(text), context(finder=WordFinder(KNOWN)))

    assert (decision.kind, decision.rights) == ("policy", ())


@pytest.mark.parametrize(
    "text",
    [
        "please delete my data. I left the cookies company.",  # says, does not ask
        "Please delete my data. Do you know about consent?",  # which of two was meant is not sure
        "Please delete my data. Do you like opera?",  # nothing is known of it
        "please delete my data",
    ],
)
def test_a_wish_alone_is_answered_alone(text: str) -> None:
    decision = decide(message(text), context(finder=WordFinder(KNOWN)))

    assert (decision.rights, decision.sections, len(decision.replies)) == (("deletion",), ("9",), 2)


def test_a_likely_passage_that_no_other_comes_near_is_shown_too() -> None:
    text = "Please delete my data. Do you track my location?"

    assert decide(message(text), context(finder=WordFinder(KNOWN))).sections == ("1",)


def test_a_right_is_not_taken_from_what_is_only_asked() -> None:
    text = "please delete my data and tell me if cookies are shared with third parties"

    assert decide(message(text), context(finder=WordFinder(KNOWN))).rights == ("deletion",)


def test_what_is_left_beside_the_question_never_changes_which_right_is_meant() -> None:
    whole = Intent("right", ("disclosure",), 1.0)
    text = "Do you use cookies? Please delete my data."
    decision = beside.answer(message(text), context(finder=WordFinder(KNOWN)), whole)

    assert decision is not None
    assert decision.rights == ("disclosure",)


@pytest.mark.parametrize(
    "name", ["withdraw", "status", "distress", "threat", "abuse", "others_data", "incident"]
)
def test_nothing_comes_before_what_is_more_serious(name: Name) -> None:
    text = "Please delete my data. Do you use cookies?"

    assert beside.answer(message(text), context(finder=WordFinder(KNOWN)), Intent(name)) is None


def test_what_the_policy_leaves_open_is_said_beside_the_wish() -> None:
    text = "Please delete my data. What about children?"
    decision = decide(message(text), context(finder=WordFinder(KNOWN)))

    assert decision.sections == ("9",)
    assert as_text(decision.replies).endswith("Children are not mentioned.")


def test_a_follow_up_goes_on_with_the_answered_question() -> None:
    ctx = context(finder=WordFinder(KNOWN))
    decide(message("Please delete my data. Do you use cookies?"), ctx)

    assert ctx.conversation.last_passages == ("1.cookies", "9")


@given(
    questions=st.lists(
        st.sampled_from(["cookies?", "location?", "children?", "消して。", "also "]), max_size=9
    )
)
def test_all_of_it_fits_in_one_call_to_line(questions: list[str]) -> None:
    text = "Please delete my data. Do you use " + " Do you use ".join(questions)

    assert len(decide(message(text), context(finder=WordFinder(KNOWN))).replies) <= 5
