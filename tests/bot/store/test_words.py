"""Words of texts: what somebody wrote is found by what stands in it, however it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.store.words import searchable, stands_in, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Delete my DATA, please", {"delete", "my", "data", "please"}),
        ("個人情報", {"個人", "人情", "情報"}),
        ("ｶﾞｽ料金", {"ガス", "ス料", "料金"}),
        ("氏 名", {"氏", "名"}),
        ("2026年4月", {"2026", "年", "4", "月"}),
        ("Straße café", {"strasse", "café"}),
        ("Hana.Y@Example.co.jp", {"hana.y@example.co.jp", "hana", "y", "example", "co", "jp"}),
        ("削除delete", {"削除", "delete"}),
        ("…!? ", set()),
    ],
)
def test_words_are_whole_in_alphabets_and_pairs_in_japanese(text: str, words: set[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("京都", "東京都に住んでいます", True),
        ("東京都", "東京と京都に行きました", False),  # the pairs stand there, the word does not
        ("data", "my metadata", False),
        ("DATA delete", "please delete the data", True),
        ("data erase", "please delete the data", False),
        ("hana@example.jp", "write to hana@example.jp or so", True),
        ("hana@example.jp", "write to yohana@example.jp or so", False),
    ],
)
def test_a_hit_has_everything_that_was_asked_for(query: str, text: str, found: bool) -> None:
    assert stands_in(query, text) is found


@pytest.mark.parametrize(("query", "enough"), [("a", True), ("個", False), ("個人", True), ("!", False)])
def test_one_sign_of_japanese_is_not_enough(query: str, enough: bool) -> None:
    assert searchable(query) is enough


@given(st.text(max_size=80))
def test_whatever_is_written_stands_in_itself(text: str) -> None:
    assert stands_in(text, text)


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_what_stands_in_a_text_has_its_hashes_there(text: str, before: str, after: str) -> None:
    whole = f"{before} {text} {after}"
    assert words_of(text) <= words_of(whole)
