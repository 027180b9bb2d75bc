"""Japanese typed in Latin letters, read as kana."""

from __future__ import annotations

import re

_ROWS = {
    "": "あいうえお", "k": "かきくけこ", "g": "がぎぐげご", "s": "さしすせそ", "z": "ざじずぜぞ",
    "t": "たちつてと", "d": "だぢづでど", "n": "なにぬねの", "h": "はひふへほ", "b": "ばびぶべぼ",
    "p": "ぱぴぷぺぽ", "m": "まみむめも", "r": "らりるれろ",
}  # fmt: skip
_SYLLABLES = {
    **{
        consonant + vowel: kana
        for consonant, row in _ROWS.items()
        for vowel, kana in zip("aiueo", row, strict=True)
    },
    **{
        consonant + "y" + vowel: row[1] + small
        for consonant, row in _ROWS.items()
        if consonant
        for vowel, small in zip("auo", "ゃゅょ", strict=True)
    },
    **{"sh" + vowel: "し" + small for vowel, small in zip("auo", "ゃゅょ", strict=True)},
    **{"ch" + vowel: "ち" + small for vowel, small in zip("auo", "ゃゅょ", strict=True)},
    **{"j" + vowel: "じ" + small for vowel, small in zip("auo", "ゃゅょ", strict=True)},
    **{"f" + vowel: "ふ" + small for vowel, small in zip("aieo", "ぁぃぇぉ", strict=True)},
    "ya": "や", "yu": "ゆ", "yo": "よ", "wa": "わ", "wo": "を", "n": "ん",
    "shi": "し", "chi": "ち", "tsu": "つ", "fu": "ふ", "ji": "じ", "je": "じぇ", "she": "しぇ", "che": "ちぇ",
    "thi": "てぃ", "dhi": "でぃ", "vu": "ゔ",
}  # fmt: skip
_PARTICLES = {"wa": "は", "o": "を", "e": "へ"}
_SYLLABLE = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_WORD = re.compile(rf"(?:(?:{_SYLLABLE.pattern})|(?:([kstpgbdzc])(?=\1|ch))|m(?=[bpm]))+")
# Words that can be read as kana and hardly ever are meant so.
_ENGLISH = frozenset(
    (
        "a", "i", "me", "my", "you", "he", "she", "we", "the", "are", "is", "am", "use", "data", "name",
        "do", "one", "more", "take", "make", "give", "some", "same", "site", "home", "page", "time", "date",
        "sale", "made", "gone", "done", "note", "mine", "here", "there", "were", "hire", "hi", "bye",
        "none", "ha", "hate", "nice", "age", "ago", "game", "case", "share", "phone", "japan", "china",
        "sure", "mean", "men"
    )
)  # fmt: skip
_FEWEST_LETTERS = 5


def kana(key: str) -> str | None:
    """Return a search key read as kana, or None when it is not rōmaji from beginning to end."""
    words = key.split()
    if len(key) < _FEWEST_LETTERS or any(word in _ENGLISH or not _WORD.fullmatch(word) for word in words):
        return None
    return "".join(_PARTICLES.get(word) or _read(word) for word in words)


def _read(word: str) -> str:
    doubled = re.sub(r"([kstpgbdz])(?=\1)|c(?=ch)|t(?=ch)", "っ", word)
    return _SYLLABLE.sub(lambda found: _SYLLABLES[found.group()], re.sub("m(?=[bpm])", "ん", doubled))
