"""What a person wants: set phrases from ja.toml and en.toml first, then what the model has learnt.

Cautious: whatever is not clearly something else is a question. A question about a right ("how do I ask for
deletion?") is a question; only a wish ("delete my data") is a right.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any, Literal, cast, get_args

from handlers.tickets.numbers import read_number
from knowledge.language import LANGUAGES
from knowledge.recognising.wishes import LEAST, wish

Phrase = Literal[
    "speak_ja",
    "speak_en",
    "full",
    "related",
    "source",
    "again",
    "topics",
    "help",
    "greeting",
    "thanks",
    "bye",
    "identity",
    "chitchat",
    "puzzled",
    "earlier_wording",
    "opening_hours",
    "bot",
]
Name = Literal[
    Phrase,
    "nothing",
    "withdraw",
    "status",
    "human",
    "incident",
    "right",
    "others_data",
    "injection",
    "abuse",
    "threat",
    "distress",
    "question",
]
AboutDesk = Literal["forget_me", "own_data"]
Weigh = Callable[[], Mapping[str, float]]
SURE = 9.0
_LONGEST_PHRASE = 80  # characters; who writes more says more than a set phrase
_LONGEST = 1_000
# Who names a ticket and says nothing else that is clear asks how it stands.
_BESIDE_A_TICKET: frozenset[Name] = frozenset(
    {"withdraw", "human", "injection", "distress", "threat", "abuse"}
)
# A tag, a broken-out quote, a template or a turned direction of writing is no human's sentence, whatever
# words stand around it.
_CODE = re.compile(
    r"</?[a-z!][^>]{0,200}>|javascript:|\{\{|\$\{|'\s*(?:;|or\b|--|\))|;\s*(?:drop|update|delete|insert)\b"
    r"|[\u202d\u202e]|\bunion\s+select\b|\bselect\s.{1,40}\bfrom\b|\.\./|\[/?inst\]",
    re.IGNORECASE,
)
# One word over and over is a flood, not a question.
_FLOOD = re.compile(r"(.{1,12}?)\1{15,}.{0,12}")


@dataclass(frozen=True, slots=True)
class Intent:
    """What is wanted; `rights` (names from knowledge.recognising.examples.RIGHTS) only with `right`.

    `score` tells how sure that is: about 0 is a guess, 1 is as clear as the examples, a set phrase is SURE.
    """

    name: Name
    rights: tuple[str, ...] = ()
    score: float = SURE


def recognise(text: str, least: Mapping[str, float] = LEAST, weigh: Weigh | None = None) -> Intent:
    """Say what a message wants. Never raises; a message without anything to read is `nothing`.

    `least` is how loud each wish must be to be heard; where one is, `weigh` tells how loud it must be after
    all (knowledge.recognising.wishes).
    """
    tidied = tidy(text)
    if phrase := _phrase(tidied):
        return Intent(phrase)
    if not _bare(tidied):
        return Intent("nothing")
    if _CODE.search(text[:_LONGEST]) or _FLOOD.fullmatch(tidied.replace(" ", "")):
        return Intent("injection")
    heard = wish(text, least, weigh)
    if not heard:
        return Intent("question")
    return Intent(cast("Name", heard.label), heard.rights, heard.score)


def wanted(text: str, least: Mapping[str, float] = LEAST, weigh: Weigh | None = None) -> Intent:
    """Say what a message wants, with what a ticket's number in it tells."""
    intent = recognise(text, least, weigh)
    if intent.name not in _BESIDE_A_TICKET and read_number(text):
        return Intent("status")
    return intent


def about_the_person(text: str) -> bool:
    """Tell whether a message, though perhaps a question, is about whoever writes it."""
    return bool(_ABOUT_ME.search(tidy(text)))


def adds_information(text: str) -> bool:
    """Tell whether a message that names a ticket says that something is to be added to it."""
    return bool(_ADDS.search(tidy(text)))


def objects(text: str) -> bool:
    """Tell whether a message says in full, and nothing else, that an answer is to be looked at again."""
    return bool(_OBJECTS.fullmatch(tidy(text)))


def about_this_desk(text: str) -> AboutDesk | None:
    """Return what a message wants with what this desk itself holds of its writer: to see it, or it erased.

    None where it speaks of anything else, such as what the company holds.
    """
    tidied = tidy(text)
    if len(tidied) > _LONGEST_PHRASE:
        return None
    for name, (whole, within) in _ABOUT_DESK.items():
        if whole.fullmatch(tidied) or within.search(tidied):
            return name
    return None


def tidy(text: str) -> str:
    """Return a message in one spelling: width, case, spaces, no invisible characters, no marks around it."""
    text = unicodedata.normalize("NFKC", text[:_LONGEST]).casefold().replace("’", "'")
    if not text.isascii():
        text = "".join(character for character in text if unicodedata.category(character) != "Cf")
    text = " ".join(text.split())
    return _bare(text) or text


def _bare(text: str) -> str:
    """Return the text without punctuation, signs and emoji around it."""
    start, end = 0, len(text)
    while start < end and unicodedata.category(text[start])[0] in "PSZM":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] in "PSZM":
        end -= 1
    return text[start:end]


def _phrase(text: str) -> Phrase | None:
    if len(text) <= _LONGEST_PHRASE:
        for name, whole in _WHOLE.items():
            if whole.fullmatch(text):
                return name
    earlier = any(cue in text for cue in _CUES) and _EARLIER.search(text)
    return "earlier_wording" if earlier else None


def listed(name: str, part: str) -> list[str]:
    """Return the phrases of all languages together: people mix them."""
    return [one for table in _TABLES for one in table.get(name, {}).get(part, [])]


def any_of(patterns: list[str]) -> re.Pattern[str]:
    """Return a pattern that finds what one of these does."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


_TABLES: tuple[dict[str, Any], ...] = tuple(
    tomllib.loads(files(__name__).joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    for language in LANGUAGES
)
_WHOLE: Mapping[Phrase, re.Pattern[str]] = {
    name: any_of(found) for name in get_args(Phrase) if (found := listed(name, "whole"))
}
_EARLIER, _ABOUT_ME = any_of(listed("earlier_wording", "within")), any_of(listed("about_me", "within"))
_OBJECTS = any_of(listed("objection", "whole"))
_ADDS = any_of(listed("adds_information", "within"))
_CUES = tuple(listed("earlier_wording", "cues"))
_ABOUT_DESK: Mapping[AboutDesk, tuple[re.Pattern[str], re.Pattern[str]]] = {
    name: (any_of(listed(name, "whole")), any_of(listed(name, "within"))) for name in get_args(AboutDesk)
}
