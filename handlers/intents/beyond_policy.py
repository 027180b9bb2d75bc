"""Wishes for the two rights that the law adds to those of the policy, told by their words.

The policy names six rights, and the model knows these. A notice of purposes and the records of provision
(Art. 32(2) and 33(5) APPI) sound to it like questions or like other rights; only who asks for them as such
is heard here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from handlers.intents import Intent, any_of, listed, tidy, wanted
from handlers.tickets.rights import Right

_LONGEST = 400
_CLEAR = 1.0  # as clear as an example
_SENTENCE = re.compile(r"[^。！？!?\n]+?(?:[。！？!?\n]|\.(?=\s)|$)")
_RIGHTS: Mapping[Right, re.Pattern[str]] = {
    right: any_of(listed("beyond_policy", right.value))
    for right in (Right.PURPOSE_NOTICE, Right.THIRD_PARTY_RECORDS)
}
_WISHES, _ASKS, _ALSO = (any_of(listed("beyond_policy", part)) for part in ("wishes", "asks", "also"))


def refined(intent: Intent, text: str) -> Intent:
    """Return the wish with a right that the law adds, where its words stand in it; else as it was."""
    if intent.name not in {"right", "question"} or len(text) > _LONGEST:
        return intent
    found = list(_found(text))
    if not found:
        return intent
    added = {right.value for right, _ in found}
    kept = _beside(intent, text, [sentence for _, sentence in found])
    rights = tuple(right.value for right in Right if right.value in {*kept, *added})
    return replace(intent, name="right", rights=rights, score=max(intent.score, _CLEAR))


def _found(text: str) -> Iterator[tuple[Right, str]]:
    """Return each right that a sentence wishes for, with the sentence."""
    for sentence in _SENTENCE.findall(text):
        said = tidy(sentence)
        if not _WISHES.search(said) or _ASKS.search(said):
            continue
        yield from ((right, sentence) for right, words in _RIGHTS.items() if words.search(said))


def _beside(intent: Intent, text: str, sentences: list[str]) -> tuple[str, ...]:
    """Return the rights that are wished for as well: said to be, or in other sentences."""
    if intent.name != "right":
        return ()
    if any(_ALSO.search(tidy(sentence)) for sentence in sentences):
        return intent.rights
    rest = text
    for sentence in sentences:
        rest = rest.replace(sentence, " ")
    elsewhere = wanted(rest)
    others = elsewhere.rights if elsewhere.name == "right" else ()
    return tuple(right for right in intent.rights if right in others)
