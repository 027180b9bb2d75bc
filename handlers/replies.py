"""What we may say, before it is LINE JSON or mail. The edges turn these into their own form.

Sentences inside are finished (language chosen, values filled in); nothing is translated later.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from knowledge.language import Language


@dataclass(frozen=True, slots=True)
class Press:
    """A button that comes back to us as ButtonPressed. `label` also appears as what the person said."""

    label: str
    command: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A button that opens an address (https, http, tel, mailto is not possible in LINE)."""

    label: str
    url: str


Button: TypeAlias = Press | Open


@dataclass(frozen=True, slots=True)
class Text:
    """Plain words of any length (the edge splits what is too long), with buttons to go on.

    `about` are the ids of the passages it shows, for when the person quotes it. `sender` is the name it is
    said under, "" for the bot's own: at most 20 characters and without "LINE" in it, as LINE asks
    (https://developers.line.biz/en/reference/messaging-api/#icon-nickname-switch).
    """

    text: str
    choices: tuple[Press, ...] = ()
    about: tuple[str, ...] = ()
    sender: str = ""


@dataclass(frozen=True, slots=True)
class AnswerCard:
    """A passage as an answer: our plain summary first, then the policy's own words.

    `section` names the place ("LINE WORKS Privacy Policy 2 (2), Cookies"), `revision` its date in words,
    `prevails` the line that the Japanese original prevails, `notes` what must be said beside the quote.
    `quote` is verbatim and may be empty where the source has no body. `about` as in `Text`.
    """

    language: Language
    title: str
    summary_label: str
    summary: str
    quote_label: str
    quote: str
    section: str
    revision: str
    prevails: str
    notes: tuple[str, ...] = ()
    buttons: tuple[Button, ...] = ()
    choices: tuple[Press, ...] = ()
    about: tuple[str, ...] = ()


Reply: TypeAlias = Text | AnswerCard
