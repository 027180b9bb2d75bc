"""Groups and rooms, where others read along: general answers when mentioned, never personal matters."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace

from handlers import ask, choosing, distress, earlier_wording, opening_hours, smalltalk, unsafe
from handlers.context import Context
from handlers.decisions import Decision, Kind
from handlers.doubt import heard
from handlers.events import ButtonPressed, MessageReceived
from handlers.intents import Name, about_the_person
from handlers.language import settle
from handlers.replies import Text
from handlers.secrets import find_secrets
from handlers.wording import say
from knowledge.language import Language

_LEADING_MENTIONS = re.compile(r"(?:[@＠]\S+\s+)+")
_PERSONAL: Mapping[Name, Kind] = {
    "right": "right",
    "status": "status",
    "withdraw": "withdraw",
    "human": "human",
    "incident": "human",
    "others_data": "unsafe",
}


def answer(event: MessageReceived, ctx: Context) -> Decision:
    """Answer a general question that was addressed to us; point everything personal to the 1:1 chat."""
    if not event.mentions_us:
        return Decision()
    event = replace(event, text=_without_leading_mentions(event.text))
    settle(ctx.conversation, event.text)
    if find_secrets(event.text):
        return unsafe.warn(event, ctx, point_to_direct)
    intent = heard(event.text, ctx)
    if intent.name in _PERSONAL:
        return replace(point_to_direct(event, ctx), kind=_PERSONAL[intent.name], rights=intent.rights)
    if intent.name == "question" and about_the_person(event.text):
        return replace(point_to_direct(event, ctx), kind="right")
    return _GENERAL.get(intent.name, ask.answer)(event, ctx)


def _without_leading_mentions(text: str) -> str:
    """Return the question without the names it starts with; the edge has taken out our own."""
    text = text.strip()
    leading = _LEADING_MENTIONS.match(text)
    return text[leading.end() :] if leading else text


def point_to_direct(_: MessageReceived | ButtonPressed, ctx: Context) -> Decision:
    """Ask to go on where nobody reads along."""
    return Decision((Text(say("group.personal", ctx.conversation.language)),), kind="help")


def introduce(_: MessageReceived, ctx: Context) -> Decision:
    """Say what can be asked here."""
    return Decision((Text(introduction(ctx, ctx.conversation.language)),), kind="help")


def introduction(ctx: Context, language: Language) -> str:
    policy = ctx.corpus.policy
    return say("group.joined", language, company=policy.company, policy=policy.name[language])


def _introduce_in(language: Language) -> Callable[[MessageReceived, Context], Decision]:
    def asked(event: MessageReceived, ctx: Context) -> Decision:
        ctx.conversation.language = language
        return introduce(event, ctx)

    return asked


_GENERAL: Mapping[Name, Callable[[MessageReceived, Context], Decision]] = {
    "speak_ja": _introduce_in("ja"),
    "speak_en": _introduce_in("en"),
    "full": introduce,
    "related": introduce,
    "source": introduce,
    "again": introduce,
    "topics": introduce,
    "help": introduce,
    "bot": introduce,
    "opening_hours": opening_hours.answer,
    "nothing": introduce,
    "greeting": smalltalk.greeting,
    "thanks": smalltalk.thanks,
    "bye": smalltalk.bye,
    "identity": smalltalk.identity,
    "chitchat": smalltalk.chitchat,
    "puzzled": choosing.puzzled,
    "earlier_wording": earlier_wording.answer,
    "injection": unsafe.injection,
    "abuse": unsafe.abuse,
    "threat": unsafe.threat,
    "distress": distress.answer,
}
