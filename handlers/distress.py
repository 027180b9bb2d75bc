"""Somebody who may be in danger from themselves: a caring word, people who listen, and a person here."""

from __future__ import annotations

import tomllib
from importlib.resources import files

from handlers.contact import center, contact_button
from handlers.context import Context
from handlers.decisions import Decision
from handlers.events import MessageReceived
from handlers.replies import Text
from handlers.wording import say
from knowledge.language import LANGUAGES, Language


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Answer without the policy and without repeating anything; never start a request."""
    language = ctx.conversation.language
    lines = (
        say("distress.care", language),
        helplines(language),
        say("distress.danger", language),
        say("distress.person", language, **center(ctx)),
    )
    buttons = (contact_button(language),) if event.place == "direct" else ()
    text = Text("\n\n".join(lines), buttons)
    return Decision((text,), kind="unsafe", escalation=True, behaviour="support")


def helplines(language: Language) -> str:
    """Return whom to call, one line each."""
    return "\n".join(
        say("distress.line", language, name=line["name"], phone=line["phone"]) for line in _LINES[language]
    )


def _load() -> dict[Language, list[dict[str, str]]]:
    table = tomllib.loads(files(__package__).joinpath("helplines.toml").read_text(encoding="utf-8"))
    return {language: table[language] for language in LANGUAGES}


_LINES = _load()
