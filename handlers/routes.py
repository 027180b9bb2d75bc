"""Who decides about what: every event that can happen, and the one function that answers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from handlers import buttons, media, messages, silence, welcome
from handlers.casework import acting
from handlers.context import Context
from handlers.decisions import Decision
from handlers.downloading import code
from handlers.events import (
    ButtonPressed,
    CodeWanted,
    Event,
    FileArrived,
    FileTurnedDown,
    Followed,
    JoinedGroup,
    MailReceived,
    MailReturned,
    MediaReceived,
    MessageReceived,
    MessageUnsent,
    StaffActed,
    Unfollowed,
    Unhandled,
)
from handlers.files import arriving
from handlers.mails import received as mail_received
from handlers.mails import returned as mail_returned
from handlers.own_data import taking_back
from handlers.routing import Handler, one_each

_Happened = TypeVar("_Happened", bound=Event)


def _on(
    event: type[_Happened], handler: Callable[[_Happened, Context], Decision]
) -> tuple[type[Event], Handler]:
    return event, handler


ROUTES: Mapping[type[Event], Handler] = one_each(
    (
        _on(MessageReceived, messages.answer),
        _on(MediaReceived, media.answer),
        _on(ButtonPressed, buttons.answer),
        _on(CodeWanted, code.wanted),
        _on(Followed, welcome.followed),
        _on(Unfollowed, welcome.unfollowed),
        _on(JoinedGroup, welcome.joined_group),
        _on(MessageUnsent, taking_back.unsent),
        _on(FileArrived, arriving.arrived),
        _on(FileTurnedDown, arriving.turned_down),
        _on(MailReceived, mail_received.received),
        _on(MailReturned, mail_returned.returned),
        _on(StaffActed, acting.acted),
        _on(Unhandled, silence.unhandled),
    )
)


def decide(event: Event, ctx: Context) -> Decision:
    """Decide about one event. Changes `ctx.conversation`; does nothing else but return what to say."""
    return ROUTES[type(event)](event, ctx)
