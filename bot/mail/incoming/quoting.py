"""How mail programs show, in Japanese and English, that other people's words follow."""

from __future__ import annotations

import re

_QUOTED = re.compile(r"[ \t]{0,3}[>＞]")
_DATE = r"(?:\d{4}年\s?\d{1,2}月\s?\d{1,2}日|\d{4}[/-]\d{1,2}[/-]\d{1,2})"
_ADDRESS = r"[<＜][^<>＜＞\s]+@[^<>＜＞\s]+[>＞]"
_CERTAIN = (
    re.compile(r"(?:-+ )?On\b(?=.*\d).{6,300}\bwrote(?:\s?[:：]| -+)"),  # Gmail, Apple, Thunderbird, Becky!
    re.compile(rf"{_DATE}.{{1,200}}\bwrote\s?[:：]"),  # Thunderbird in Japanese
    re.compile(rf"{_DATE}.{{0,200}}{_ADDRESS}\s?[:：]"),  # Gmail in Japanese
    re.compile(rf"{_DATE}.{{0,200}}のメール\s?[:：]"),  # Apple in Japanese
    re.compile(rf"{_DATE}.{{0,200}}(?:は|が)書きました\s?[:：。]"),
)
_LIKELY = re.compile(rf".{{0,5}}{_DATE}.{{0,80}}[:：]|.{{1,200}}\b(?:wrote|writes)\s?[:：]")
_DIGIT = re.compile(r"\d")
_LONGEST_LINE = 300
LONGEST_INTRODUCTION = 3  # lines
_INTRODUCTION_ENDS = ":：。-"
_SENTENCE_ENDS = (".", "。", "!", "?", "！", "？")
_SEPARATOR = re.compile(
    r"[ \t]*-{2,}\s*(?:Original (?:Message|Appointment)|Forwarded (?:Message|by .*)"
    r"|元のメッセージ|転送メッセージ|転送されたメッセージ)\s*-{2,}[ \t]*"
    r"|Begin forwarded message:|転送されたメッセージ\s?[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[ \t]*_{10,}[ \t]*")
_OPENING = frozenset("-_bf差送転")
_FIELD = re.compile(r"[ \t*]*([A-Za-z差送日宛件題][A-Za-z出信時付者人先名]{0,8})[ \t]*\**[:：]")
_FIELDS = {
    "差出人": "from", "送信者": "from", "from": "from",
    "送信日時": "date", "日時": "date", "日付": "date", "送信日": "date", "sent": "date", "date": "date",
    "宛先": "to", "to": "to", "件名": "subject", "題名": "subject", "subject": "subject",
}  # fmt: skip
_FIELDS_OF_A_HEADER = 3
_HEADER_LINES = 8


def is_quoted(line: str) -> bool:
    """Whether a line is somebody else's by the mark in front of it."""
    return _QUOTED.match(line) is not None


def introduction(lines: list[str], at: int, *, likely: bool = False) -> int:
    """Return how many lines from `at` on introduce a quote, 0 if none.

    `likely` takes lines too that only look so: a date and a colon, or who wrote. It is right where a quote
    is known to follow.
    """
    if not (likely or _DIGIT.search(lines[at], 0, _LONGEST_LINE)):
        return 0
    for count in range(1, LONGEST_INTRODUCTION + 1):
        joined = _joined(lines[at : at + count])
        if joined is None:
            return 0
        if joined[-1] not in _INTRODUCTION_ENDS:
            continue
        if any(pattern.fullmatch(joined) for pattern in _CERTAIN):
            return count
        if likely and count == 1 and _LIKELY.fullmatch(joined):
            return count
    return 0


def old_mail_at(lines: list[str], at: int) -> bool:
    """Whether a whole mail follows without marks: behind a separator, or behind its From, Sent and To."""
    line = lines[at][:_LONGEST_LINE]
    if line.lstrip(" \t*")[:1].lower() not in _OPENING:
        return False
    if _SEPARATOR.fullmatch(line):
        return True
    following = at + 1 if _RULE.fullmatch(line) else at
    return _is_header(lines[following : following + _HEADER_LINES])


def before_quotes(lines: list[str]) -> list[bool]:
    """Return for each line, and for the end, whether the next line with words is quoted."""
    out = [False]
    for line in reversed(lines):
        out.append(is_quoted(line) if line.strip() else out[-1])
    return out[::-1]


def _joined(lines: list[str]) -> str | None:
    """Return wrapped lines as one, None if they are none: a sentence ended before the last."""
    if not all(line.strip() and len(line) <= _LONGEST_LINE for line in lines):
        return None
    if any(line.rstrip().endswith(_SENTENCE_ENDS) for line in lines[:-1]):
        return None
    return " ".join(line.strip() for line in lines)


def _is_header(lines: list[str]) -> bool:
    found: set[str] = set()
    for number, line in enumerate(lines):
        if not line.strip():
            break
        if field := _FIELD.match(line):
            found.add(_FIELDS.get(field[1].lower(), ""))
        elif number == 0:
            return False
        if number == 0 and "from" not in found:
            return False
    return len(found - {""}) >= _FIELDS_OF_A_HEADER
