"""The two languages we answer in, and how to tell which one a message is written in."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Language = Literal["ja", "en"]
LANGUAGES: tuple[Language, ...] = ("ja", "en")

_KANA = re.compile(r"[\u3040-\u30ff]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")


def language_of(text: str) -> Language | None:
    """Say which language a message is written in, by its script; None when it carries no letters of either.

    Statistical detectors call 削除 Chinese and "OK" German; the script decides better for short messages.
    """
    text = unicodedata.normalize("NFKC", text)
    if _KANA.search(text) or _HAN.search(text):
        return "ja"
    if _LATIN.search(text):
        return "en"
    return None
