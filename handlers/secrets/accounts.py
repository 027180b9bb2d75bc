"""Bank accounts: what Japanese, British and American banks call them, the postal bank's pair, and IBANs."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NO_COUNT = r"(?![0-9A-Za-z]|[ ]?(?:円|万|億|人|件|ポイント|ドル|ユーロ)|名(?!義)|回|個|本|台|歳|年|番地)"
_BANK_JA = r"(?:銀行|信用金庫|信金|信用組合|信組|労働?金庫?|農協|ゆうちょ|郵貯|郵便貯金|支店|出張所)"
_NUMBERS = (
    re.compile(
        r"(?:普通|当座|貯蓄|定期)(?:預金|口座)?(?:の)?(?:口座)?(?:番号)?[\s:、,=#.第はがで()「No-]{0,6}"
        rf"([0-9]{{6,8}}){_NO_COUNT}"
    ),
    re.compile(
        r"(?:口座|こうざ)(?:番号)?(?:の番号)?[\s:、,=#.はがを(「No-]{0,5}"
        rf"(?:[0-9]{{3,4}}[\s-]{{1,2}}[0-9]{{3}}[\s-]{{1,2}})?([0-9]{{6,8}}){_NO_COUNT}"
    ),
    re.compile(rf"口座番号[^0-9A-Za-z\n]{{0,8}}([0-9][0-9 -]{{2,12}}[0-9]){_NO_COUNT}"),
    re.compile(
        rf"{_BANK_JA}[^0-9\n。]{{0,20}}(?:[0-9]{{3}}[^0-9\n。]{{1,10}})?([0-9]{{7}}){_NO_COUNT}",
    ),
    re.compile(
        r"(?:ゆうちょ|郵貯|郵便貯金|郵便局)[^0-9\n]{0,16}(1[0-9]{3}0-?(?:[0-9]-)?[0-9]{3,7}1)(?![0-9])",
    ),
    re.compile(
        r"\b(?:sort code|bsb|routing(?: (?:number|no\.?|code))?|aba|branch code)(?![A-Za-z])[\s:#=.is-]{0,6}"
        r"([0-9]{2}[ -]?[0-9]{2}[ -]?[0-9]{2}|[0-9]{3}[ -]?[0-9]{3}|[0-9]{9})(?![0-9])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:(?:ordinary|savings?|che(?:ck|qu)ing|cheque|current|bank|deposit|futsu|toza) (?:account"
        r"|acct|a/c|acc)"
        r"|(?:account|acct\.?|a/c|acc) (?:number|no\.?|num|#))(?: (?:number|no\.?|num))?"
        r"[\s:#=(-]{0,4}(?:(?:is|was|:) ?)?([0-9](?:[ -]?[0-9]){4,15})(?![0-9A-Za-z])",
        re.IGNORECASE,
    ),
)
_AT_A_BANK = re.compile(r"\b(?:bank|sort code|bsb|routing|swift|bic|iban|refund)\b", re.IGNORECASE)
_ACCOUNT = re.compile(r"\b(?:account|acct|a/c|acc)[\s:#.]{1,3}([0-9]{6,12})(?![0-9A-Za-z-])", re.IGNORECASE)
_IBAN = re.compile(r"(?<![0-9A-Za-z])[A-Z]{2}[0-9]{2}(?:[ -]?[0-9A-Z]){11,30}", re.IGNORECASE)
_WORD_END = re.compile(r"(?<=[0-9A-Za-z])(?![0-9A-Za-z])")
_SHORTEST_IBAN, _LEAST_DIGITS = 15, 8  # Norway has 15 characters; Malta, the most letters


def spans(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _NUMBERS:
        yield from (found.span(1) for found in pattern.finditer(text))
    if _AT_A_BANK.search(text):
        yield from (found.span(1) for found in _ACCOUNT.finditer(text))
    for found in _IBAN.finditer(text):
        if end := _end_of_iban(found[0]):
            yield found.start(), found.start() + end


def is_iban(written: str) -> bool:
    """Tell whether letters and digits have an IBAN's check digits (ISO 13616-1, ISO 7064 mod 97-10)."""
    if len(written) < _SHORTEST_IBAN or sum(one.isdecimal() for one in written) < _LEAST_DIGITS:
        return False
    return int("".join(str(int(one, 36)) for one in written[4:] + written[:4])) % 97 == 1


def _end_of_iban(written: str) -> int | None:
    """Return where an IBAN ends in what may go on with ordinary words."""
    for end in _WORD_END.finditer(written):
        if is_iban(written[: end.start()].replace(" ", "").replace("-", "")):
            return end.start()
    return None
