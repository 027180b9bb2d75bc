"""What is asked now, in words and with buttons; the same question however often it is asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from handlers.awaited import Awaited, Wanted
from handlers.context import Context
from handlers.decisions import Decision
from handlers.handover.held import held
from handlers.intake.form import Form
from handlers.intake.labels import label, names, worded
from handlers.intake.presses import button
from handlers.intake.steps import (
    ADD,
    CONFIRM,
    ELSEWHERE,
    LISTED_FROM,
    PERSON,
    QUESTION,
    QUESTION_KEPT,
    REPLY,
    RESUME,
    SUMMARY,
    Step,
    answered_at_once,
    before,
    current,
    told,
)
from handlers.own_data.presses import only_chat_buttons
from handlers.replies import Press, Text
from handlers.tickets.kinds import Kind
from handlers.wording import say
from knowledge.language import Language

_ASKED_LAST: frozenset[Wanted] = frozenset({"address", "information", "more", "withdraw"})
_MOST_BUTTONS = 11  # LINE shows 13 in all; two are to go back and to stop


def ask(form: Form, ctx: Context, *before_it: str) -> Decision:
    """Ask what comes now, after what is to be said before it."""
    question = _question(form, ctx)
    text = replace(question, text="\n\n".join((*before_it, question.text)))
    return asked_about(form, text)


def asked_about(form: Form, text: Text) -> Decision:
    """Return what was decided about a form as the outside counts it: a right, or that a person is wanted."""
    if form.kind is not Kind.RIGHTS:
        return Decision((text,), kind="human", escalation=True)
    return Decision((text,), kind="right", rights=tuple(right.value for right in form.rights))


def again(said: Decision, ctx: Context) -> Decision:
    """Ask once more after something else was answered; not of somebody who needs other help first.

    What was asked about a ticket is answered before the form goes on, and what staff ask before both.
    """
    form, awaited = ctx.conversation.form, ctx.conversation.awaited
    if form is None or said.behaviour == "support" or _asked_last(awaited, ctx.now) or held(ctx):
        return said
    question = _question(form, ctx)
    return said if question in said.replies[-1:] else replace(said, replies=(*said.replies, question))


def _asked_last(awaited: Awaited | None, now: datetime) -> bool:
    return awaited is not None and awaited.what in _ASKED_LAST and not awaited.lapsed(now)


def _question(form: Form, ctx: Context) -> Text:
    language, step = ctx.conversation.language, current(form)
    return Text(
        "\n\n".join((_words(step, form, language), *_listed(step, language))), _buttons(form, language)
    )


def _words(step: Step, form: Form, language: Language) -> str:
    if step in {CONFIRM, ADD}:
        return _which_rights(step, form, language)
    if step == ELSEWHERE:
        return say(f"intake.elsewhere.{form.chosen('whose')}", language)
    if step == PERSON:
        return say(f"intake.ask.person_{form.chosen('kind')}", language)
    if step == SUMMARY:
        return say("intake.ask.summary", language, lines=summary(form, language))
    if step == RESUME:
        return _resume(form, language)
    return _told(step, form, language)


def _told(step: Step, form: Form, language: Language) -> str:
    if step == QUESTION_KEPT:
        return say("intake.ask.question_kept", language, question=form.answers[QUESTION.name])
    if step == REPLY:
        return say(f"intake.reply.{form.kind}", language)
    return say(f"intake.ask.{step.name}", language)


def _which_rights(step: Step, form: Form, language: Language) -> str:
    rights = form.offered if step == ADD else form.rights
    at_once = step == CONFIRM and answered_at_once(form)
    name = "confirm_notice" if at_once else step.name
    return say(f"intake.ask.{name}", language, rights=names(rights, language))


def _resume(form: Form, language: Language) -> str:
    if form.kind is not Kind.RIGHTS:
        return say("intake.ask.resume_kind", language, kind=say(f"escalate.kind.{form.kind}", language))
    if not form.rights:
        return say("intake.ask.resume_unnamed", language)
    return say("intake.ask.resume", language, rights=names(form.rights, language))


def summary(form: Form, language: Language) -> str:
    """Return all answers, numbered; the numbers name the lines to change."""
    answered = (step for step in told(form) if step.name in form.answers)
    lines = (
        say(
            "intake.summary_line",
            language,
            number=number,
            title=label(step.name, language),
            answer=worded(step, form.answers[step.name], language),
        )
        for number, step in enumerate(answered, 1)
    )
    return "\n".join((_heading(form, language), *lines))


def _heading(form: Form, language: Language) -> str:
    if form.kind is not Kind.RIGHTS:
        return say(f"intake.summary_kind.{form.kind}", language)
    return say("intake.summary_rights", language, rights=names(form.rights, language))


def _listed(step: Step, language: Language) -> tuple[str, ...]:
    """Write longer choices out, for those whose app shows no buttons: the number does as well."""
    if len(step.choices) < LISTED_FROM or step == SUMMARY:
        return ()
    lines = (
        say("intake.choice_line", language, number=number, label=label(choice, language))
        for number, choice in enumerate(step.choices, 1)
    )
    return ("\n".join(lines),)


def _buttons(form: Form, language: Language) -> tuple[Press, ...]:
    step = current(form)
    shown = [button(form, choice, language) for choice in step.choices[:_MOST_BUTTONS]]
    if step == CONFIRM:
        shown.append(Press(say("intake.button.policy", language), "passage", "9"))
        shown += only_chat_buttons(form.rights, language)
    if step in {ADD, RESUME}:
        return tuple(shown)
    if before(form) or step.name == "change" or step.name in form.answers:
        shown.append(button(form, "back", language))
    return (*shown, button(form, "cancel", language))
