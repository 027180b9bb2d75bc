"""Numbers of documents that prove who somebody is, or let them pay: known by the name that stands before."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BETWEEN = r"[\s:=#.、。,;「『(\"'第のはがもで→-]{0,6}"
_CALLED = (
    r"(?:(?:no|nos|number|num|nr|is|was|code|ban|card|番号"
    r"|記号)(?![A-Za-z])[\s.:=#「『(\"'第はが-]{0,4}){0,3}"
)
# Capitals and digits in groups, or one word in small letters: ordinary words after it are not taken along.
_VALUE = r"((?-i:[A-Z0-9]{1,18}(?:[ -][A-Z0-9]{1,14}){0,4})(?![A-Za-z0-9])|[a-z0-9]{6,18}(?![A-Za-z0-9]))"
_NAMED = re.compile(
    r"(?:保険証|保険者番号|資格確認書|基礎年金番号|年金手帳|年金番号|免許証?|マイナンバー(?:カード)?"
    r"|まいなんばー|個人番号|旅券|パスポート|在留カード"
    r"|\b(?:passport|ssn|social security|residence card|individual number|my ?number(?: card)?|kojin bang?ou?"
    r"|insurance (?:card|policy)|national insurance|driv(?:er'?s?|ing) licen[cs]e)(?![A-Za-z])"
    r"|\blicen[cs]e (?=no\b|number|#))"
    rf"{_BETWEEN}{_CALLED}{_VALUE}",
    re.IGNORECASE,
)
_CARD = re.compile(
    r"(?:カード番号|クレジットカード|クレカ|\b(?:card (?:number|no\.?)|credit card))"
    rf"{_BETWEEN}{_CALLED}([0-9](?:[\s-]?[0-9]){{7,22}})(?![0-9A-Za-z])",
    re.IGNORECASE,
)
_PAIR = re.compile(
    r"記号[\s:はが]{0,3}([0-9]{1,8}(?:[\s-][0-9]{1,2})?)[\s、,・/でのと]{0,3}番号[\s:はが]{0,3}([0-9]{1,8})"
)
_FORM = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2}[0-9]{8}[A-Z]{2}|[0-9]{3}-[0-9]{2}-[0-9]{4})(?![0-9A-Za-z-])", re.ASCII
)
_FEWEST_DIGITS = 5
_TELEPHONE = re.compile(r"0[0-9]{1,4}-[0-9]{1,4}-[0-9]{3,4}|0[5789]0[0-9]{8}|0[5789]0 [0-9]{4} [0-9]{4}")
_DATE = re.compile(r"(?:19|20)[0-9]{2}[ -]?[0-9]{1,2}[ -]?[0-9]{1,2}")


def spans(text: str) -> Iterator[tuple[int, int]]:
    for found in _NAMED.finditer(text):
        if _is_number(found[1]):
            yield found.span(1)
    yield from (found.span(1) for found in _CARD.finditer(text))
    for found in _PAIR.finditer(text):
        yield found.span(1)
        yield found.span(2)
    yield from (found.span() for found in _FORM.finditer(text))


def _is_number(written: str) -> bool:
    if _TELEPHONE.fullmatch(written) or _DATE.fullmatch(written):
        return False
    return sum(one.isdecimal() for one in written) >= _FEWEST_DIGITS
