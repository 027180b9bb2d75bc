"""Japanese is read whatever it is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.mail.incoming.charset import decode

TEXT = "これは日本語の文章です。ひらがなとカタカナ、漢字。"
ENCODINGS = ("utf-8", "cp932", "euc_jp", "iso2022_jp")
NAMES = (
    "",
    "us-ascii",
    "x-unknown",
    "iso-8859-1",
    "utf-8",
    "base64",
    "idna",
    "\x00",
    "utf-8\ud800",
    "x" * 5000,
)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_or_unknown_name_hides_nothing(encoding: str, name: str) -> None:
    assert decode(TEXT.encode(encoding), name) == TEXT


@pytest.mark.parametrize("name", ["ISO-2022-JP", "iso-2022-jp-ms", "utf-8"])
@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"\x1b$B-!-j\x1b(B", "①㈱"),
        (b"\x1b$B|b\x1b(B", "髙"),
        (b"\x1b$B-!\r\n\x1b(Babc", "①\r\nabc"),
        (b"\x1b(I1\x1b(B", "ｱ"),
        (b"\x1b$B-!\x1b(I1\x1b(B\x1b$@0!\x1b(J", "①ｱ亜"),
    ],
)
def test_characters_that_only_windows_has_are_read_in_jis(raw: bytes, text: str, name: str) -> None:
    assert decode(raw, name) == text


def test_characters_that_only_windows_has_are_read_in_euc() -> None:
    assert decode(b"\xad\xa1\xad\xea\xfc\xe2\xa4\xa2\x8e\xb1", "euc-jp") == "①㈱髙あｱ"


def test_one_broken_byte_does_not_change_the_charset() -> None:
    assert decode((TEXT * 3).encode()[:-1], "utf-8").startswith(TEXT * 2)


def test_western_text_stays_western() -> None:
    assert decode("naïve café".encode("cp1252"), "iso-8859-1") == "naïve café"
    assert decode("naïve café".encode("cp1252")) == "naïve café"


@given(st.binary(max_size=400), st.one_of(st.sampled_from((*NAMES, *ENCODINGS)), st.text(max_size=20)))
def test_any_bytes_under_any_name_are_some_text(raw: bytes, name: str) -> None:
    decode(raw, name).encode("utf-8")


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=200), st.sampled_from(("utf-8", "")))
def test_utf8_is_never_mistaken(text: str, name: str) -> None:
    if "\x1b$" not in text and not text.startswith("\ufeff"):
        assert decode(text.encode(), name) == text
