"""Lengths are LINE's, and a cut never leaves half a character behind."""

from __future__ import annotations

import pytest
import regex  # type: ignore[import-untyped]  # the package carries no types
from hypothesis import given
from hypothesis import strategies as st

from bot.line import limits
from bot.line.limits import clean, cut_graphemes, cut_quote, cut_utf16, graphemes, split_text, utf16_len

FAMILY = "👨‍👩‍👧‍👦"
PIECES = [
    FAMILY, "🇯🇵", "👍🏽", "1️⃣", "𠮷", "e\u0301", "が", "か\u3099", "ﾊﾞ", "क्षि", "\u0600", "각",
    "שלום", "مرحبا", "。", "？」", ". ", "! A", " ", "\u3000", "\r\n", "\n\n", "\n",
    "\u0301", "\u200d", "word", "漢字", "〰️", "(",
]  # fmt: skip
BROKEN = ["\ud83d", "\ude00", "\0", "\ud83d\0\ude00"]
spoken = st.lists(st.sampled_from(PIECES) | st.text(max_size=5), max_size=80).map("".join)
anything = st.lists(st.sampled_from(PIECES + BROKEN) | st.text(max_size=5), max_size=80).map("".join)


def clusters(text: str) -> list[str]:
    found: list[str] = regex.findall(r"\X", text)
    return found


def in_words(text: str) -> list[str]:
    """Clusters without white space, which is all a cut between messages may leave out."""
    return [bare for cluster in clusters(text) if (bare := "".join(cluster.split()))]


@pytest.mark.parametrize(
    ("text", "units", "shown"),
    [
        ("", 0, 0),
        ("abc", 3, 3),
        ("窓口", 2, 2),
        ("𠮷", 2, 1),
        ("e\u0301", 2, 1),
        (FAMILY, 11, 1),
        ("a\r\nb", 4, 3),
    ],
)
def test_text_is_counted_as_line_counts_it(text: str, units: int, shown: int) -> None:
    assert (utf16_len(text), graphemes(text)) == (units, shown)


@given(anything)
def test_cleaned_text_fits_utf8_and_has_no_nul(text: str) -> None:
    assert "\0" not in clean(text).encode().decode()


def test_cleaning_joins_surrogate_pairs_and_replaces_lone_ones() -> None:
    assert clean("\ud83d\ude00 and \ud83d") == "😀 and \ufffd"


@given(spoken)
def test_cleaning_leaves_sound_text_alone(text: str) -> None:
    assert clean(text) == text.replace("\0", "")


@given(anything, st.integers(2, 60))
def test_a_cut_text_is_a_whole_beginning_within_the_limit(text: str, limit: int) -> None:
    for cut in (cut_utf16(text, limit), cut_quote(text, limit)):
        assert utf16_len(cut) <= limit
        if cut != clean(text):
            assert_is_beginning(cut, clean(text))


def assert_is_beginning(cut: str, text: str) -> None:
    assert cut.endswith("…")
    kept = in_words(cut.removesuffix("…").rstrip())
    assert kept == in_words(text)[: len(kept)]


@given(anything, st.integers(2, 30))
def test_a_cut_label_is_a_whole_beginning_within_the_limit(text: str, limit: int) -> None:
    cut = cut_graphemes(text, limit)
    assert graphemes(cut) <= limit
    if cut != clean(text):
        assert_is_beginning(cut, clean(text))


def test_what_fits_is_not_cut() -> None:
    assert cut_utf16("𠮷𠮷", 4) == "𠮷𠮷"
    assert cut_graphemes(FAMILY * 20, 20) == FAMILY * 20
    assert cut_quote("One. Two.", 9) == "One. Two."


def test_a_family_is_not_torn_apart() -> None:
    assert cut_utf16(FAMILY * 2, 21) == FAMILY + "…"
    assert cut_graphemes(FAMILY * 21, 20) == FAMILY * 19 + "…"


def test_characters_taken_for_plain_never_join_a_neighbour() -> None:
    plain = [char for char in map(chr, range(0x10000)) if limits._PLAIN_PAIR.match(f"あ{char}")]
    assert len(plain) > 20_000
    assert [char for char in plain if len(clusters(f"あ{char}{char}a")) != 4] == []


def test_no_room_for_an_ellipsis_means_no_ellipsis() -> None:
    assert cut_utf16("abcd", 2, ellipsis="[...]") == "ab"
    assert cut_graphemes("abcd", 2, ellipsis="...") == "ab"


@pytest.mark.parametrize(
    ("quote", "limit", "expected"),
    [
        ("You may turn off cookies. This may result in a restriction.", 36, "You may turn off cookies. …"),
        ("Sent to WORKS MOBILE Corp. and others under a contract. Then more.", 60, None),
        ("クッキーは拒否できます。一部のサービスは使えなくなります。", 17, "クッキーは拒否できます。 …"),
        ("「拒否できます。」と書かれています。以上です。", 20, "「拒否できます。」と書かれています。 …"),
        ("(1) your name;\n(2) your address; and\n(3) more", 42, "(1) your name;\n(2) your address; and …"),
        ("Words of Acme Corp. (a maker of it) about data", 28, "Words of Acme Corp. (a …"),
        ("Short. And then one sentence that goes on and on", 36, "Short. And then one sentence that …"),
        ("no end of a sentence anywhere in here", 22, "no end of a sentence …"),
    ],
)
def test_a_quote_is_cut_after_a_whole_sentence_or_line(quote: str, limit: int, expected: str | None) -> None:
    whole = "Sent to WORKS MOBILE Corp. and others under a contract. …"
    assert cut_quote(quote, limit) == (expected or whole)


@given(anything, st.integers(40, 120))
def test_split_text_loses_nothing_but_white_space(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert all(0 < utf16_len(piece) <= limit and piece.strip() for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(clean(text).split())


@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join), st.integers(300, 400))
def test_split_text_never_splits_a_cluster(text: str, limit: int) -> None:
    pieces = split_text(text * 5, limit)
    assert [cluster for piece in pieces for cluster in in_words(piece)] == in_words(text * 5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("First one here.\n\nThen\nthis.", ["First one here.", "Then\nthis."]),
        ("First one. Here\nthen this", ["First one. Here", "then this"]),
        ("First one here. Then this one", ["First one here.", "Then this one"]),
        ("first one here and then this", ["first one here and", "then this"]),
        (
            "あいうえおかきくけこさしす。たちつてとなにぬねの",
            ["あいうえおかきくけこさしす。", "たちつてとなにぬねの"],
        ),
        ("x" * 25, ["x" * 20, "x" * 5]),
    ],
)
def test_long_text_is_split_where_a_reader_would_pause(text: str, expected: list[str]) -> None:
    assert split_text(text, 20) == expected


def test_a_cluster_longer_than_a_message_still_arrives() -> None:
    monster = "a" + "\u0301" * 12_000
    pieces = split_text(monster)
    assert "".join(pieces) == monster
    assert max(map(utf16_len, pieces)) <= limits.TEXT_UTF16
