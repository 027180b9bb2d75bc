"""Each right asks for what it needs, and no step has more than people and LINE can take."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from handlers.intake.asking import ask
from handlers.intake.form import Form
from handlers.intake.labels import label
from handlers.intake.steps import (
    ADD,
    CONFIRM,
    CONTACT,
    ELSEWHERE,
    FIELDS,
    KIND,
    NOTICE,
    PERSON,
    QUESTION_KEPT,
    REPLY,
    RESUME,
    SUMMARY,
    TELLING,
    WHICH,
    WHOSE,
    before,
    current,
    steps,
)
from handlers.intake.words import choice
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right
from knowledge.language import LANGUAGES, Language
from tests.builders import context

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=UTC)
FRAME = (CONFIRM, WHICH, WHOSE, ELSEWHERE, KIND, PERSON, CONTACT, NOTICE, SUMMARY, ADD, RESUME)
TOLD = (QUESTION_KEPT, REPLY, *(step for told in TELLING.values() for step in told))
EVERY = (*FRAME, *TOLD, *(step for fields in FIELDS.values() for step in fields))


def form(*rights: Right, step: str = "confirm", **answers: str) -> Form:
    return Form(id="f" * 22, rights=rights, step=step, touched_at=NOW, answers=answers)


def names(one: Form) -> list[str]:
    return [step.name for step in steps(one)]


def test_every_right_has_fields_and_no_two_steps_a_name() -> None:
    assert set(FIELDS) == set(Right)
    assert all(FIELDS.values())
    assert len({step.name for step in EVERY}) == len(EVERY)


def test_the_order_is_who_what_how_to_reach_them_and_the_summary() -> None:
    assert names(form(Right.ADDITION)) == ["confirm", "whose", "addition_what", "contact", "summary"]


def test_only_a_representative_is_asked_which() -> None:
    assert "kind" in names(form(Right.ADDITION, whose="@somebody_else"))
    assert "kind" not in names(form(Right.ADDITION, whose="@own", kind="@mandated"))


def test_only_a_representative_is_asked_for_whom_once_it_is_known_on_what_ground() -> None:
    assert "person" not in names(form(Right.ADDITION, whose="@somebody_else"))
    assert names(form(Right.ADDITION, whose="@somebody_else", kind="@mandated"))[2:4] == ["kind", "person"]
    assert "person" not in names(form(Right.ADDITION, whose="@own", kind="@mandated"))


def test_a_notice_of_purposes_alone_asks_no_more_than_whose_data_it_is() -> None:
    assert names(form(Right.PURPOSE_NOTICE)) == ["confirm", "whose", "notice"]
    assert names(form(Right.PURPOSE_NOTICE, whose="@company")) == ["confirm", "whose", "elsewhere", "notice"]
    assert names(form(Right.PURPOSE_NOTICE, whose="@somebody_else", kind="@mandated"))[2:] == [
        "kind",
        "notice",
    ]


def test_beside_another_right_it_is_asked_about_like_any_other() -> None:
    asked = names(form(Right.PURPOSE_NOTICE, Right.DELETION))

    assert asked == ["confirm", "whose", "purpose_scope", "deletion_scope", "contact", "summary"]


@pytest.mark.parametrize("whose", ["company", "affiliated"])
def test_whose_data_are_elsewhere_is_told_where_before_anything_else(whose: str) -> None:
    assert names(form(Right.ADDITION, whose=f"@{whose}"))[2] == "elsewhere"


@pytest.mark.parametrize("kind", sorted(TELLING))
def test_without_rights_it_is_what_happened_where_to_answer_and_the_summary(kind: Kind) -> None:
    begun = Form(id="f" * 22, rights=(), step="", touched_at=NOW, kind=kind)
    assert steps(begun) == (*TELLING[kind], REPLY, SUMMARY)
    assert current(begun) == TELLING[kind][0]


def test_a_question_that_was_kept_is_shown_as_long_as_it_is_there() -> None:
    kept = Form(
        id="f" * 22,
        rights=(),
        step="question_kept",
        touched_at=NOW,
        kind=Kind.QUESTION,
        answers={"question": "May I?"},
        messages={"question": "m1"},
    )
    assert current(kept) == QUESTION_KEPT
    assert current(kept.without("m1")) == TELLING[Kind.QUESTION][0]


def test_there_is_nothing_before_the_first_question() -> None:
    assert before(form(Right.ADDITION)) is None
    assert before(form(step="which")) is None


def test_a_form_of_a_step_that_is_gone_goes_on_with_the_first_that_is_open() -> None:
    assert current(form(Right.ADDITION, step="no_such_step", confirm="@yes")) == WHOSE


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("step", EVERY, ids=lambda step: step.name)
def test_a_choice_is_heard_by_its_label_and_fits_a_button(step: object, language: Language) -> None:
    known = next(one for one in EVERY if one == step)
    for one in known.choices:
        assert len(label(one, language)) <= 20
        assert choice(label(one, language), known) == one


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_every_right_at_once_there_are_no_more_buttons_than_line_shows(language: Language) -> None:
    whole = form(*Right, step="change", whose="@somebody_else", kind="@mandated")
    (reply,) = ask(whole, context(language=language)).replies

    assert len(reply.choices) <= 13
    assert "17." in getattr(reply, "text", "")
