"""What nobody should send into a chat: card numbers, My Number, passwords, numbers of identity documents.

Found by form (check digits, length) and by the words around; what looks like one is taken for one, because a
kind word too many costs less than a number kept.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_LONGEST = 5_000
_JOINT = r"[\s\-‐‑‒–—―−ー・./|*,]{0,2}"
_DIGITS = re.compile(rf"(?<![0-9A-Za-z+])[0-9](?:{_JOINT}[0-9]){{10,22}}(?![0-9A-Za-z])")
_NAMED_NUMBER = re.compile(
    r"(?:暗証番号|パスコード|セキュリティ(?:コード|番号)|ワンタイム(?:コード|パスワード)?|認証コード|口座番号|カード番号"
    r"|保険証(?:番号)?|保険者番号|基礎年金番号|免許(?:証)?(?:番号)?|マイナンバー|個人番号|旅券(?:番号)?|パスポート|在留カード"
    r"|\b(?:pin(?: code)?|cvv2?|cvc2?|security code|account (?:number|no\.?)|card (?:number|no\.?)|passcode"
    r"|one[- ]time code|otp|passport|ssn|residence card|my ?number|kojin bang?ou?"
    r"|driver'?s licen[cs]e|licen[cs]e (?:number|no\.?)))"
    r"[^0-9A-Za-z\n]{0,8}(?:(?:no|number|is|was|code|ban|番号)[\s.:：=]{1,3}){0,3}[^0-9A-Za-z\n]{0,4}"
    r"([A-Za-z]{0,2}[0-9][0-9\s-]{1,22}[0-9A-Za-z]{0,3})",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Z]{2}[0-9]{8}[A-Z]{2}|[0-9]{3}-[0-9]{2}-[0-9]{4})(?![0-9A-Za-z])"
)
_PASSWORD = re.compile(
    r"(?:(?<![A-Za-z])(?:password|passwd|passphrase|pass(?=\s{0,3}(?:[:=は]|is\b|was\b))|pwd|pw)(?![A-Za-z])|パスワード|パスフレーズ|パスワ|パス|ぱすわーど)"
    r"[\s「『\"']{0,3}(?:は|が|も|:|=|→|->|is|was|are|;|,|、)?[\s:「『\"']{0,3}"
    r"((?=[!-~]{0,40}[0-9!@#$%^&*_+=~-])[!-~]{4,64}|[a-z]{4,32}(?=\s*(?:$|[」』\"'。、.,!]|です|だよ|だけど|で(?:す|ログ|入)|and\b|but\b)))",
    re.IGNORECASE,
)
# A word of letters and digits shortly after "password", whatever stands between.
_NEAR_PASSWORD = re.compile(
    r"(?:(?<![A-Za-z])(?:password|passcode|pwd|pw|api ?key|token)(?![A-Za-z])|パスワード|パスコード|合言葉)"
    r"[^。!?\n]{0,30}?"
    r"(?<![!-~])((?=[!-~]{0,40}[0-9])(?=[!-~]{0,40}[A-Za-z])[!-~]{6,64})",
    re.IGNORECASE,
)
_NO_PASSWORD = re.compile(
    r"(?:is|not|the|wrong|right|expired|weak|safe|encrypted|stored|hashed|secure|reset|change[sd]?|please|working|"
    r"forgotten|lost|leaked|stolen|hacked|again|now|too|long|short|required|protected|manager|policy|rules?|"
    r"invalid|correct|incorrect|broken|visible|known|kept|used|saved|here|there|field|screen|mail|email|https?|"
    r"[\w.+-]+@[\w.-]+|pr-?20[\w-]+|tls[\d.]*|sha-?\d+|aes-?\d+|2fa|oauth2?|\w*\d(?:min|h|days?|times?)|"
    r"along|away|over|on|to|data|info\w*|details?|them|with|around|your|mine|their)[.,!?]*|[!-/:-@]+|https?:.*",
    re.IGNORECASE,
)
_SPELLED_OUT = re.compile(r"[〇零一二三四五六七八九]{8,}")
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_NUMBER = re.compile(r"[0-9]{5,}|[0-9]{1,2}/[0-9]{2}")
_CLAUSE = re.compile(r"[,、。!?\n]+|\.\s")
_TAKEN_OUT = "\ufffc"
_WORTH_READING = 6  # characters


def find_secrets(text: str) -> bool:
    """Tell whether a text holds something that should not have been sent. Never raises."""
    return next(_spans(_composed(text)), None) is not None


def without_secrets(text: str) -> str:
    """Return what else a text says, width folded: without secrets, long numbers and dates of expiry.

    The clause around a secret ("my card is") goes with it where something is left without it.
    """
    composed = _composed(text).replace(_TAKEN_OUT, " ")
    for start, end in sorted(_spans(composed), reverse=True):
        composed = composed[:start] + _TAKEN_OUT + composed[end:]
    clauses = _CLAUSE.split(_NUMBER.sub(" ", composed))
    others = [clause for clause in clauses if _TAKEN_OUT not in clause]
    if len("".join(others).strip()) >= _WORTH_READING:
        return " ".join("、".join(filter(None, (clause.strip() for clause in others))).split())
    return " ".join("、".join(clauses).replace(_TAKEN_OUT, " ").split())


def _composed(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text[:_LONGEST])[:_LONGEST]
    return _SPELLED_OUT.sub(lambda found: found[0].translate(_HAN_DIGITS), composed)


def _spans(text: str) -> Iterator[tuple[int, int]]:
    if any("0" <= character <= "9" for character in text):
        for found in _DIGITS.finditer(text):
            if _looks_secret("".join(one for one in found[0] if one.isdigit()), found[0]):
                yield found.span()
        yield from (found.span(1) for found in _NAMED_NUMBER.finditer(text))
        yield from (found.span() for found in _DOCUMENT.finditer(text))
    for pattern in (_PASSWORD, _NEAR_PASSWORD):
        for found in pattern.finditer(text):
            if not _NO_PASSWORD.fullmatch(found[1]):
                yield found.span(1)


def _looks_secret(digits: str, written: str) -> bool:
    """Tell whether a number is, or looks like, that of a card (13 to 19 digits) or a My Number (12)."""
    if len(digits) == 12:
        return is_my_number(digits) or written.isdigit() or written.count(written[4:5]) == 2
    if len(digits) == 13:
        return is_card(digits)
    return 14 <= len(digits) <= 19


def is_card(digits: str) -> bool:
    """Tell whether the check digit is that of a payment card (Luhn, ISO/IEC 7812-1)."""
    doubled = [int(one) * (2 if place % 2 else 1) for place, one in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def is_my_number(digits: str) -> bool:
    """Tell whether twelve digits have a My Number's check digit (MIC ordinance no. 85 of 2014, article 5)."""
    weights = (6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2)
    left = sum(int(one) * weight for one, weight in zip(digits, weights, strict=False)) % 11
    return int(digits[11]) == (0 if left <= 1 else 11 - left)
