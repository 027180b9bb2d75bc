"""Bytes of a mail as text, whatever they are said to be.

Half of what is wrong with Japanese mail is its charset: ISO-2022-JP with characters that only Windows has
(①㈱髙), Shift_JIS that is really its Windows extension, names that no program knows, and none at all.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

_SAME_FOR_READING = {  # what mailers write -> the larger set they mean
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "ms_kanji": "cp932",
    "windows-31j": "cp932", "cp943": "cp932", "cp943c": "cp932", "x-euc-jp": "euc_jp", "cp51932": "euc_jp",
    "eucjp-ms": "euc_jp", "cp50220": "iso2022_jp", "cp50221": "iso2022_jp", "cp50222": "iso2022_jp",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "iso_8859-1": "cp1252", "gb2312": "gb18030", "gbk": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "big5": "cp950", "unicode-1-1-utf-8": "utf-8",
}  # fmt: skip
_EIGHT_BIT = ("cp125", "iso8859", "koi8", "mac")
_FAMILIES = (
    *_EIGHT_BIT,
    "utf",
    "ascii",
    "iso2022",
    "euc",
    "cp9",
    "gb18030",
    "shift_jis",
    "big5",
    "hz",
    "tis",
)
_JIS_RUN = re.compile(rb"\x1b\$[@B]((?:[\x21-\x7e]{2})+)(?:\x1b\([BJ])?")
_JIS_KANA = re.compile(rb"\x1b\(I([\x21-\x5f]+)(?:\x1b\([BJ])?")
_JIS_LEFT = re.compile(rb"\x1b[($][@-Z]")
_EUC_TOKEN = re.compile(rb"(?:[\xa1-\xfe]{2})+|\x8e[\xa1-\xdf]|\x8f[\xa1-\xfe]{2}|[\x00-\x7f]+|.", re.DOTALL)
_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_IDEOGRAPH = re.compile("[一-鿿]")
_HALF_WIDTH_OR_PRIVATE = re.compile("[\uff61-\uff9f\ue000-\uf8ff]")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_NEARLY = 0.1


def decode(raw: bytes, declared: str = "") -> str:
    """Return bytes as text. What is declared is believed as far as it fits; nothing raises.

    Characters that cannot be read become U+FFFD.
    """
    codec = _codec(declared)
    if (b"\x1b$" in raw or b"\x1b(I" in raw) and codec in (
        "",
        "ascii",
        "utf-8",
        "iso2022_jp",
        "cp1252",
        "cp932",
    ):
        return _jis(raw)
    if codec.startswith(_EIGHT_BIT) and not raw.isascii():
        return _utf8_or_japanese(raw) or raw.decode(codec, "replace")
    if codec:
        text = _strictly(raw, codec)
        if text is not None:
            return text
    return _guessed(raw, codec)


def _codec(declared: str) -> str:
    """Return the codec for a charset's name, or nothing. Others that Python has are slow, or no charsets."""
    name = declared.strip().strip("\"'").lower()
    try:
        found = codecs.lookup(_SAME_FOR_READING.get(name, name)).name
    except (LookupError, ValueError):
        return ""
    if found.startswith("iso2022_jp"):
        return "iso2022_jp"
    known = found.startswith(_FAMILIES) and found != "utf-7"
    return _SAME_FOR_READING.get(found, found) if known else ""


def _strictly(raw: bytes, codec: str) -> str | None:
    return _euc(raw) if codec == "euc_jp" else _exactly(raw, codec)


def _exactly(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode("utf-8-sig" if codec == "utf-8" else codec)
    except UnicodeError:
        return None


def _guessed(raw: bytes, codec: str) -> str:
    if codec == "utf-8":
        text = raw.decode("utf-8", "replace")
        if text.count("\ufffd") <= _NEARLY * len(_NOT_ASCII.findall(text)):
            return text
    return _utf8_or_japanese(raw) or _anything(raw, codec)


def _anything(raw: bytes, codec: str) -> str:
    text = _strictly(raw, "cp932")
    if text is not None and len(_IDEOGRAPH.findall(text)) >= 2:
        return text
    return raw.decode(codec if codec not in ("", "ascii", "euc_jp") else "cp1252", "replace")


def _utf8_or_japanese(raw: bytes) -> str | None:
    """Return the text if the bytes can hardly be anything else."""
    if (text := _exactly(raw, "utf-8")) is not None:
        return text
    readings = [text for codec in ("cp932", "euc_jp") if (text := _exactly(raw, codec)) is not None]
    best = max(readings, key=_japanese, default="")
    return best if _japanese(best) > _NEARLY else None


def _japanese(text: str) -> float:
    """Return how much of what is not ASCII is kana; what a wrong codec makes of it counts against it."""
    foreign = len(_NOT_ASCII.findall(text))
    odd = len(_HALF_WIDTH_OR_PRIVATE.findall(text)) + text.count("\ufffd")
    return (len(_KANA.findall(text)) - odd) / foreign if foreign else 0.0


def _jis(raw: bytes) -> str:
    try:
        return raw.decode("iso2022_jp_ext")
    except UnicodeError:
        pass
    shifted = _JIS_RUN.sub(lambda run: _to_shift_jis(run[1]), raw)
    shifted = _JIS_KANA.sub(lambda run: bytes(byte | 0x80 for byte in run[1]), shifted)
    return _JIS_LEFT.sub(b"", shifted).decode("cp932", "replace")


def _euc(raw: bytes) -> str | None:
    try:
        return raw.decode("euc_jp")
    except UnicodeError:
        pass
    text = "".join(_euc_token(token) for token in _EUC_TOKEN.findall(raw))
    return text if text.count("\ufffd") <= _NEARLY * len(text) else None


def _euc_token(token: bytes) -> str:
    try:
        return token.decode("euc_jp")
    except UnicodeError:
        return _to_shift_jis(bytes(byte & 0x7F for byte in token)).decode("cp932", "replace")


def _to_shift_jis(rows_and_cells: bytes) -> bytes:
    """Move pairs of JIS X 0208, and of the rows NEC and IBM added, to where Windows has them in Shift_JIS."""
    pairs = (rows_and_cells[at : at + 2] for at in range(0, len(rows_and_cells) - 1, 2))
    return b"".join(map(_pair_in_shift_jis, pairs))


@cache
def _pair_in_shift_jis(pair: bytes) -> bytes:
    row, cell = pair
    lead = (row - 0x21) // 2 + (0x81 if row < 0x5F else 0xC1)
    trail = cell + (0x1F if cell < 0x60 else 0x20) if row % 2 else cell + 0x7E
    return bytes((lead & 0xFF, trail & 0xFF))
