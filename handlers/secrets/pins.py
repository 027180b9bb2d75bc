"""PINs and one-time codes, in digits or in words, and the code on a card's back."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = (
    r"(?:暗証番号|暗証コード|パスコード|セキュリティ(?:コード|番号)|ワンタイム(?:コード|パスワード)?"
    r"|(?:認証|確認|検証)(?:コード|番号)"
    r"|裏(?:面)?の?(?:3|三)(?:桁|けた|ケタ)|\b(?:pin|cvv2?|cvc2?|security code|passcode|pass code"
    r"|(?:one[- ]time|verification|confirmation|sms|login|auth(?:entication)?) (?:pass)?code"
    r"|otp)(?![A-Za-z]))"
)
_CALLED = r"(?:(?:no|number|code|ban|番号|は|is|was)(?![A-Za-z])[\s.:=「『(\"'-]{0,3}){0,3}"
_COUNTED = (
    r"(?![0-9A-Za-z]|[/.-][0-9]|[ ]?(?:桁|けた|ケタ|文字|回|分|秒|年|月|日|人|つ|個|件|円|歳|時|%|度|種類)"
    r"| (?:digit|minute|min\b|second|sec\b|time|hour|day|week|month|year|character|letter|attempt|people"
    r"|people|of\b))"
)
_DIGITS = re.compile(
    rf"{_NAME}[^0-9A-Za-z\n]{{0,8}}{_CALLED}((?:G-)?[0-9]{{3,8}}|[0-9]{{2,4}}[ -][0-9]{{2,4}}){_COUNTED}",
    re.IGNORECASE,
)
_ENGLISH = r"(?:zero|nought|oh|one|two|three|four|five|six|seven|eight|nine|double|triple|[0-9])"
_JAPANESE = (
    r"(?:れい|ぜろ|ゼロ|レイ|まる|マル|いち|イチ|さん|サン|よん|ヨン|ろく|ロク|なな|ナナ|しち|シチ|はち"
    r"|ハチ|きゅう|キュウ|きゅ"
    r"|に|ニ|し|シ|ご|ゴ|く|ク|[〇零一二三四五六七八九0-9])"
)
_IN_ENGLISH = rf"((?:{_ENGLISH}[\s,-]{{1,3}}){{2,7}}{_ENGLISH})(?![A-Za-z0-9])"
_WORDS = (
    re.compile(rf"{_NAME}[^0-9A-Za-z\n]{{0,4}}{_CALLED}{_IN_ENGLISH}", re.IGNORECASE),
    re.compile(
        rf"{_NAME}(?:番号)?[\s:、はがも「『(-]{{0,4}}((?:{_JAPANESE}[ー\s、・,-]{{0,2}}){{4,8}})",
        re.IGNORECASE,
    ),
)


_NAMED = re.compile(_NAME, re.IGNORECASE)


def spans(text: str) -> Iterator[tuple[int, int]]:
    if not _NAMED.search(text):
        return
    yield from (found.span(1) for found in _DIGITS.finditer(text))
    for pattern in _WORDS:
        for found in pattern.finditer(text):
            if not found[1].isdecimal():
                yield found.span(1)
