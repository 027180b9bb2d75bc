"""Numbers of payment cards and My Numbers, told by their check digits and their length."""

from __future__ import annotations

import re
from collections.abc import Iterator

_JOINT = r"[\s\-‐‑‒–—―−ー・./|*,]{0,2}"
_RUN = re.compile(rf"(?<![0-9+])[0-9](?:{_JOINT}[0-9]){{10,25}}(?![0-9])")
_GROUP = re.compile(r"[0-9]+")
_LETTER = re.compile(r"[A-Za-z]")
_MOST_GROUPS = 9
# First digits and lengths of the card networks (ISO/IEC 7812-1 issuer numbers, as the networks publish them).
_CARD = re.compile(
    r"4[0-9]{15}(?:[0-9]{3})?|5[1-5][0-9]{14}|2(?:2[2-9]|[3-6][0-9]|7[01])[0-9]{13}|2720[0-9]{12}"
    r"|3[47][0-9]{13}|3(?:0[0-5]|[689][0-9])[0-9]{11}|35(?:2[89]|[3-8][0-9])[0-9]{12}|6[0-9]{15}(?:[0-9]{3})?"
)
_MOMENT = re.compile(
    r"(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]|3[01])"
    r"(?:(?:[01][0-9]|2[0-3])[0-5][0-9](?:[0-5][0-9])?|(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:[0-2][0-9]"
    r"|3[01]))"
)
_NAME = 40  # characters before a number in which its name stands
_NAMED_OTHERWISE = re.compile(
    r"(?:(?<![一-龠ァ-ヶー])(?![一-龠ァ-ヶー]{0,8}(?:カード|クレ|デビ|ビザ|アメックス|マスター|個人|マイ|本人|身分|国民|社会|納税"
    r"|保険|年金|免許|旅券|暗証|口座|在留|手帳))"
    r"[一-龠ァ-ヶー]{2,8}(?:の|用)?(?:番号|ナンバー|コード|No\.?|ID)|JAN(?:コード)?|バーコード|お?(?:客|問い?合わせ)[一-龠ぁ-ん]{0,3}(?:番号|No\.?)"
    r"|\b(?:order|member(?:ship)?|customer|client|ref(?:erence)?|booking|invoice|ticket|case|tracking|parcel|shipment"
    r"|reservation|contract|serial|quote|subscription|loyalty|employee|student|device|transaction|session|product)s?\.?"
    r"(?: ?(?:ref(?:erence)?|id|no|number|num|nr|code)\b\.?)?|\b(?:ean|barcode|isbn|imei))"
    r"[\s:#=.「『(\"'-]{0,4}(?:(?:は|が|です|is|was)[\s:「『]{0,2})?\Z",
    re.IGNORECASE,
)


def spans(text: str) -> Iterator[tuple[int, int]]:
    for found in _RUN.finditer(text):
        start, end = found.span()
        before = text[max(0, start - _NAME) : start]
        if _holds_card(found[0]) or (_loose(text, start, end) and _looks_secret(found[0], before)):
            yield start, end


def is_card(digits: str) -> bool:
    """Tell whether the check digit is that of a payment card (Luhn, ISO/IEC 7812-1)."""
    doubled = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_my_number(digits: str) -> bool:
    """Tell whether twelve digits have a My Number's check digit (MIC ordinance no. 85 of 2014, article 5)."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    left = sum(int(one) * weight for one, weight in zip(digits, weights, strict=False)) % 11
    return int(digits[11]) == (0 if left <= 1 else 11 - left)


def _loose(text: str, start: int, end: int) -> bool:
    """Tell whether a number stands alone, no Latin letter touching it."""
    return not _LETTER.search(text[max(0, start - 1) : start] + text[end : end + 1])


def _looks_secret(written: str, before: str) -> bool:
    """Tell whether a number is, or looks like, that of a card (13 to 19 digits) or a My Number (12)."""
    digits = "".join(_GROUP.findall(written))
    if _NAMED_OTHERWISE.search(before) or _MOMENT.fullmatch(digits):
        return False
    if len(digits) == 12:
        return is_my_number(digits) or written.isdigit() or written.count(written[4:5]) == 2
    if len(digits) == 13:
        return is_card(digits)
    return 14 <= len(digits) <= 19


def _holds_card(written: str) -> bool:
    """Tell whether whole groups of a number are a card's, whatever is glued or added to them."""
    groups = _GROUP.findall(written)
    if len(groups) > _MOST_GROUPS:  # digit by digit: one number
        groups = ["".join(groups)]
    for first in range(len(groups)):
        digits = ""
        for group in groups[first:]:
            digits += group
            if len(digits) > 19:
                break
            if _CARD.fullmatch(digits) and is_card(digits):
                return True
    return False
