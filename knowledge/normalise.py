"""Search keys: what two spellings of one question have in common. Never shown to anybody."""

from __future__ import annotations

import re
import unicodedata

import jaconv

from knowledge.romaji import kana

LONGEST_MESSAGE = 5_000  # LINE's limit for a text message, in UTF-16 units; we count characters
LONGEST_KEY = 600
MOST_SENTENCES = 6
_SHORTEST_SENTENCE = 4
# Marks and blanks fall away later, so more than the key is kept; NFKC can make eighteen characters of one
# (U+FDFA), so the text is cut before it and after it.
_LONGEST_COMPOSED = 4 * LONGEST_KEY

_UNSEEN = re.compile(
    "[\ud800-\udfff\u0000\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]"
)
_APOSTROPHE = re.compile("['\u2019\u02bc`]")
_END = re.compile(r"[。!?\n\r\u2026]+|\.(?=\s|$)")
_NO_LETTER = re.compile(r"[\W_]+")
_REPEATED = re.compile(r"(.)\1{2,}")
_OVER_AND_OVER = re.compile(r"(.{2,24}?)\1{3,}")  # "why why why why why"
_SHORTEST_FLOOD = 16
_BLANK_IN_JAPANESE = re.compile(r"(?<=[\u3040-\u30ff\u3400-\u9fff]) (?=[\u3040-\u30ff\u3400-\u9fff])")
_LONG_VOWEL = re.compile("[ー〜~]+")


def key(text: str) -> str:
    """Return the search key of a text: letters and digits with single spaces, at most 600 characters.

    Width, case, katakana or hiragana, long vowels, stretched letters, words said over and over, punctuation,
    emoji and blanks within Japanese make no difference, and rōmaji is read as kana. Total: any text has a
    key, which may be empty.
    """
    return _key_of(_composed(text))[:LONGEST_KEY].rstrip()


def sentence_keys(text: str) -> tuple[str, ...]:
    """Return the keys of the first sentences of a text; none when it is a single sentence.

    A question wrapped in greetings is told by its sentences better than by the whole.
    """
    composed = _composed(text)
    if not _END.search(composed.rstrip(" 。!?.\n\r\u2026")):
        return ()
    keys = (_key_of(part)[:LONGEST_KEY] for part in _END.split(composed))
    told = [each for each in keys if len(each) >= _SHORTEST_SENTENCE]
    return tuple(dict.fromkeys(told))[:MOST_SENTENCES] if len(told) > 1 else ()


def _composed(text: str) -> str:
    seen = _UNSEEN.sub("", text[:LONGEST_MESSAGE])[:_LONGEST_COMPOSED]
    return unicodedata.normalize("NFKC", seen)[:_LONGEST_COMPOSED].lower()


def _key_of(composed: str) -> str:
    plain = _LONG_VOWEL.sub("", _APOSTROPHE.sub("", composed))
    hiragana = jaconv.kata2hira(plain)
    plain_key = _REPEATED.sub(r"\1\1", _NO_LETTER.sub(" ", hiragana)).strip()
    if len(plain_key) >= _SHORTEST_FLOOD:
        plain_key = _OVER_AND_OVER.sub(r"\1", plain_key[:_LONGEST_COMPOSED]).strip()
    return kana(plain_key[:LONGEST_KEY]) or _BLANK_IN_JAPANESE.sub("", plain_key)
