"""What we remember of a person between two messages. Loaded and saved per event, never kept in memory."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.awaited import Awaited
from handlers.escalating.unanswered import Unanswered
from handlers.intake.form import Form
from knowledge.language import Language


@dataclass(slots=True)
class Conversation:
    """One person's (or group's) thread with us. Handlers change it; dispatch saves it with the event.

    `language` is what we last answered in; `language_fixed` tells that the person chose it.
    `blocked` is set while the person blocks us. `last_passages` are the ids last quoted, best first.
    `form` is the request being written, `awaited` what we asked for outside it; None where there is none.
    `unanswered` is the question that we could not answer last.
    """

    language: Language = "ja"
    language_fixed: bool = False
    blocked: bool = False
    last_passages: tuple[str, ...] = ()
    form: Form | None = None
    awaited: Awaited | None = None
    unanswered: Unanswered | None = None
