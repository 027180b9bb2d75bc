"""What nobody should send into a chat: numbers of cards and documents, passwords, one's own illness.

Found by form (check digits, length) and by the words around; what looks like one is taken for one, because a
kind word too many costs less than a number kept. A file per kind, each with its `spans`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from handlers.secrets import accounts, documents, health, numbers, passwords, pins
from handlers.tickets.numbers import blank_numbers

Told = Literal["secret", "health"]
Span = tuple[int, int]

_LONGEST = 5_000
_KINDS: tuple[tuple[Told, Callable[[str], Iterator[Span]]], ...] = (
    ("secret", passwords.spans),
    ("secret", pins.spans),
    ("health", health.spans),
)
# Most messages hold no number at all, so these need not be looked for.
_NUMBERED: tuple[tuple[Told, Callable[[str], Iterator[Span]]], ...] = (
    ("secret", numbers.spans),
    ("secret", documents.spans),
    ("secret", accounts.spans),
)
_DIGIT = re.compile("[0-9]")
_SPELLED_OUT = re.compile(r"[〇零一二三四五六七八九]{8,}")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile(r"[0-9]{5,}|[0-9]{1,2}/[0-9]{2}")
_CLAUSE = re.compile(r"[,、。!?\n]+|\.\s")
_TAKEN_OUT = "\ufffc"
_WORTH_READING = 6  # characters


@dataclass(frozen=True, slots=True)
class Secrets:
    """`kinds` of what should not have been sent, secrets first; `rest` is what else was said, width folded.

    The rest is without secrets, long numbers and dates of expiry; the clause around a secret ("my card is")
    goes with it where something is left without it.
    """

    kinds: tuple[Told, ...]
    rest: str


def find_secrets(text: str) -> bool:
    """Tell whether a text holds something that should not have been sent. Never raises."""
    return next(_spans(_composed(text)), None) is not None


def secrets_in(text: str) -> Secrets:
    """Return what a text holds that should not have been sent, and what else it says. Never raises."""
    composed = _composed(text).replace(_TAKEN_OUT, " ")
    spans = list(_spans(composed))
    kinds = {kind for kind, *_ in spans}
    return Secrets(
        kinds=tuple(kind for kind in ("secret", "health") if kind in kinds),
        rest=_rest(composed, [(start, end) for _, start, end in spans]),
    )


def _rest(composed: str, spans: list[Span]) -> str:
    for start, end in _joined(spans):
        composed = composed[:start] + _TAKEN_OUT + composed[end:]
    clauses = _CLAUSE.split(_NUMBER.sub(" ", composed))
    others = [clause for clause in clauses if _TAKEN_OUT not in clause]
    if len("".join(others).strip()) >= _WORTH_READING:
        return " ".join("、".join(filter(None, (clause.strip() for clause in others))).split())
    return " ".join("、".join(clauses).replace(_TAKEN_OUT, " ").split())


def _composed(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text[:_LONGEST])[:_LONGEST].replace("\u2019", "'")
    return _SPELLED_OUT.sub(lambda found: found[0].translate(_HAN_DIGITS), composed)


def _spans(text: str) -> Iterator[tuple[Told, int, int]]:
    text = blank_numbers(text)
    for kind, spans in (*(_NUMBERED if _DIGIT.search(text) else ()), *_KINDS):
        for start, end in spans(text):
            yield kind, start, end


def _joined(spans: list[Span]) -> list[Span]:
    """Return the spans from the last to the first, those that overlap as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined[::-1]
