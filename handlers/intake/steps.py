"""What is asked in which order, as data: the steps of every form, and what each right needs beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from handlers.intake.form import Form
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right

LONGEST = 500
"""Characters of an answer in own words: as much as a caseworker reads at once."""
LONG = 2_000
"""Characters where somebody tells what happened: several pages of a letter."""
LISTED_FROM = 3
"""So many choices are written out with numbers; fewer are in the question itself."""


@dataclass(frozen=True, slots=True)
class Step:
    """One question. `choices` are what its buttons stand for; `words` tells that own words do as well.

    With `anything` they are taken whatever they sound like: a question, a wish, a complaint. `longest` is how
    many characters they may have.
    """

    name: str
    choices: tuple[str, ...] = ()
    words: bool = False
    anything: bool = False
    longest: int = LONGEST


CONFIRM = Step("confirm", ("yes", "other"))
WHICH = Step("which", tuple(Right))
WHOSE = Step("whose", ("own", "company", "affiliated", "applicant", "business", "somebody_else"))
ELSEWHERE = Step("elsewhere", ("agree", "all_the_same"))
KIND = Step("kind", ("statutory", "mandated", "neither"))
PERSON = Step("person", words=True)
CONTACT = Step("contact", ("later",), words=True)
SUMMARY = Step("summary", ("send", "change"))
NOTICE = Step("notice", ("send",))
ADD = Step("add", ("add", "leave"))
RESUME = Step("resume", ("go_on", "drop"))


def _told(name: str, *choices: str) -> Step:
    """Return a question that people answer in any words and at length."""
    return Step(name, choices, words=True, anything=True, longest=LONG)


QUESTION_KEPT = _told("question_kept", "this_question", "other_question")
QUESTION = _told("question")
REPLY = Step("reply", ("here",), words=True)
TELLING: Mapping[Kind, tuple[Step, ...]] = {
    Kind.QUESTION: (QUESTION,),
    Kind.COMPLAINT: (_told("complaint"), _told("complaint_wish", "skip")),
    Kind.INCIDENT: (
        _told("incident"),
        _told("incident_when", "just_now", "today", "earlier"),
        _told("incident_data", "skip"),
    ),
}
"""What a person of ours needs to know, by the kind of ticket; how they are answered is asked of all."""
BY_MAIL = frozenset({CONTACT, REPLY})
"""The steps whose answer in own words is a mail address."""

IN_OTHER_HANDS = frozenset({"company", "affiliated"})
"""Whose data are not ours to decide about: the person's company, another service."""
_UNTOLD = frozenset({CONFIRM, WHICH, ELSEWHERE, NOTICE, SUMMARY, QUESTION_KEPT})

_METHOD = ("electronic", "paper")  # Art. 33(2) APPI: the requester chooses
FIELDS: Mapping[Right, tuple[Step, ...]] = {
    Right.DISCLOSURE: (
        Step("disclosure_scope", ("everything",), words=True),
        Step("disclosure_period", ("any_time",), words=True),
        Step("disclosure_method", _METHOD),
    ),
    Right.CORRECTION: (
        Step("correction_field", words=True),
        Step("correction_current", ("skip",), words=True),
        Step("correction_right", words=True),
    ),
    Right.ADDITION: (Step("addition_what", words=True),),
    Right.DELETION: (Step("deletion_scope", ("everything",), words=True),),
    Right.SUSPENSION_OF_USE: (Step("suspension_use", ("mails", "analysis", "every_use"), words=True),),
    Right.STOP_THIRD_PARTY_PROVISION: (Step("provision_whom", ("everyone",), words=True),),
    Right.PURPOSE_NOTICE: (Step("purpose_scope", ("everything",), words=True),),
    Right.THIRD_PARTY_RECORDS: (
        Step("records_scope", ("everything",), words=True),
        Step("records_method", _METHOD),
    ),
}


def answered_at_once(form: Form) -> bool:
    """Tell whether the policy itself is the whole answer: a notice of purposes, and nothing else."""
    return form.rights == (Right.PURPOSE_NOTICE,)


def steps(form: Form) -> tuple[Step, ...]:
    """Return every step of a form in order, as its kind, rights and answers have it."""
    if form.kind is not Kind.RIGHTS:
        return (*_kept(form), *TELLING[form.kind], REPLY, SUMMARY)
    return tuple(_steps(form)) if form.rights else (WHICH,)


def _kept(form: Form) -> tuple[Step, ...]:
    """Return the step that shows the question we could not answer, where the form began with one."""
    begun = form.step == QUESTION_KEPT.name or QUESTION_KEPT.name in form.answers
    return (QUESTION_KEPT,) if begun and QUESTION.name in form.answers else ()


def _steps(form: Form) -> Iterator[Step]:
    yield from (CONFIRM, WHOSE)
    if form.chosen("whose") in IN_OTHER_HANDS:
        yield ELSEWHERE
    if form.chosen("whose") == "somebody_else":
        yield KIND
    yield from (NOTICE,) if answered_at_once(form) else _details(form)


def _details(form: Form) -> Iterator[Step]:
    """Return what staff need to know to work on a request."""
    if form.chosen("whose") == "somebody_else" and form.chosen("kind"):
        yield PERSON
    for right in form.rights:
        yield from FIELDS[right]
    yield from (CONTACT, SUMMARY)


def told(form: Form) -> tuple[Step, ...]:
    """Return the steps whose answers the summary shows, each of which can be changed."""
    return tuple(step for step in steps(form) if step not in _UNTOLD)


def change(form: Form) -> Step:
    """Return the step that asks which answer to change."""
    return Step("change", tuple(step.name for step in told(form)))


def first_open(form: Form) -> Step:
    """Return the first step without an answer; the summary when there is none."""
    order = steps(form)
    return next((step for step in order if step.name not in form.answers), order[-1])


def current(form: Form) -> Step:
    """Return what is asked now: whether to go on, whether to add a right, else the form's own step."""
    if form.paused:
        return RESUME
    if form.offered:
        return ADD
    asked = (step for step in (*steps(form), change(form)) if step.name == form.step)
    return next(asked, None) or first_open(form)


def before(form: Form) -> Step | None:
    """Return the step before the one that is asked; None where there is none to go back to."""
    order = steps(form)
    at = order.index(current(form)) if current(form) in order else 0
    return order[at - 1] if at else None
