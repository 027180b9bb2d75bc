"""Two questions in one message, and short questions that lean on the one before."""

from __future__ import annotations

import re
import unicodedata

MOST_PARTS = 3
_SHORTEST = 5  # characters of a question of its own
_SHORT = 30  # characters up to which a message may lean on what was said before
_LONGEST = 400

BETWEEN = (
    r"[?？。！!\n]+|[＋+&＆;；]|(?<=[ぁ-ん一-龠ァ-ヶ])/|／|[①②③④]|\([a-c1-3]\)|、(?=その|それ)|と、|"
    r"[、,]?\s*(?:あと、|あと(?=[一-龠ァ-ヶA-Za-z])|それと|それから|また、|さらに|ついでに|ならびに|および)|"
    r"[,.]?\s+(?:also|plus|and(?: also)?)\s+"
)
"""What stands between two things that are said, as a regular expression (to be read without case)."""
_BETWEEN = re.compile(BETWEEN, re.IGNORECASE)
_LEANS = re.compile(
    r"(?:じゃあ?|では|それじゃあ?|それでは|で|なら|それなら|ちなみに|あと|それと|また|でも)[、,\s]*|"
    r"(?:and|but|then|so|ok|okay|also|what about|how about|and what about|and how about)[,\s]+",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:は|の場合は|についても?|も)?(?:どう(?:ですか|なの|なる|なります|でしょう)?か?)?[?？。\s]*$"
)


def parts(text: str) -> list[str]:
    """Return the questions a message may be made of, two or three; none where it is one."""
    text = unicodedata.normalize("NFKC", text) if len(text) <= _LONGEST else ""
    found = [part.strip(" 、,.　") for part in _BETWEEN.split(text) if part]
    told = [part for part in found if len(part) >= _SHORTEST]
    return told[:MOST_PARTS] if len(told) > 1 else []


def leaning(text: str) -> str | None:
    """Return what a short message asks after its connective ("and cookies?"); None where it stands alone."""
    text = text.strip()
    if len(text) > _SHORT or not (lead := _LEANS.match(text)):
        return None
    return _END.sub("", text[lead.end() :]).strip() or None
