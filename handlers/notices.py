"""What we say to somebody without being asked: about one ticket, in their chat or by mail."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.letters import Letter
from handlers.replies import Text
from knowledge.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Finished words about a ticket for its requester (a pseudonym), as `text` of the chat and as `letter`.

    `version` is the ticket's when this came up: of each version one notice goes out. One way after the
    other is taken, the letter first with `mail_first`; without a letter there is only the chat. What is
    `legal`, for the law asks us to say it, may use the pushes that are kept in reserve. `answers` tells that
    it carries the answer of its ticket, so that the ticket's log has how that travelled.
    """

    number: str
    version: int
    requester: str
    text: Text
    letter: Letter | None = None
    mail_first: bool = False
    legal: bool = False
    answers: bool = False
    language: Language = "ja"
