"""The words of the page behind a link, finished; the page only puts them where they belong."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal

from handlers.downloading.links import ANSWER, OWN_COPY
from handlers.files.sent_out import TYPES
from handlers.identity import limits
from handlers.tickets.regimes import JAPAN
from handlers.wording import say
from knowledge.language import Language

Notice = Literal["sent", "wrong", "later", "no_pdf_now"]
NOTICES: tuple[Notice, ...] = ("sent", "wrong", "later", "no_pdf_now")

OPEN_FOR = timedelta(minutes=15)
"""So long a copy can be fetched after its code was right."""

_AS_THEY_ARE = (
    "lead",
    "send_head",
    "send",
    "enter_head",
    "enter_label",
    "enter",
    "open_head",
    "get_pdf",
    "get_html",
    "get_json",
    "no_pdf",
    "wrong",
    "later",
    "no_pdf_now",
)
_OF_ANSWER = ("enter", "wrong", "open_head", "get_letter", "files_head")
Words = Mapping[str, str]


def page_words(number: str, until: datetime, language: Language, content: str = OWN_COPY) -> Words:
    """Return the words of the page for a link to a content of this ticket, which works until then."""
    words = {name: say(f"download.page.{name}", language) for name in _AS_THEY_ARE}
    return words | {
        "title": say("download.page.title", language, number=number),
        "send_text": say("download.page.send_text", language, minutes=minutes(limits.LIFE)),
        "sent": say("download.page.sent", language, hour=limits.MOST_AN_HOUR, day=limits.MOST_A_DAY),
        "open_text": say("download.page.open_text", language, minutes=minutes(OPEN_FOR)),
        "until": say("download.page.until", language, until=day_of(until, language)),
        **(_of_answer(number, language) if content == ANSWER else {}),
    }


def _of_answer(number: str, language: Language) -> Words:
    """Return the words that are different where the link leads to an answer."""
    return {name: say(f"answer_link.page.{name}", language) for name in _OF_ANSWER} | {
        "title": say("answer_link.title", language, number=number),
        "open_text": say("answer_link.page.open_text", language, minutes=minutes(OPEN_FOR)),
    }


def file_words(place: int, media_type: str, size: int, language: Language) -> str:
    """Return what a file of an answer is called; `place` counts from 1."""
    kind = TYPES.get(media_type, media_type).upper()
    kilobytes = max(1, size // 1_024)
    return say("answer_link.file", language, place=place, kind=kind, kilobytes=kilobytes)


def gone_words(language: Language) -> Words:
    """Return the words for every link that does not work, whatever the reason."""
    return {
        "title": say("download.page.gone_title", language),
        "gone": say("download.page.gone", language),
    }


def later_words(language: Language) -> Words:
    """Return the words for when the page cannot be served just now."""
    return {
        "title": say("download.page.later_title", language),
        "gone": say("download.page.later", language),
    }


def minutes(period: timedelta) -> int:
    return int(period.total_seconds() // 60)


def day_of(at: datetime, language: Language) -> str:
    """Return a day in Japan, without the year ("15 April")."""
    day = at.astimezone(JAPAN)
    return say("date.day", language, month=say(f"month.{day.month}", language), day=day.day)
