"""Two spellings of one question have one search key, and every text has a key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.normalise import LONGEST_KEY, MOST_SENTENCES, key, sentence_keys

any_text = st.text(st.characters(exclude_categories=()), max_size=300)


@pytest.mark.parametrize(
    "same",
    [
        ("クッキー", "くっきー", "ｸｯｷｰ", "クッキーーー", "「クッキー」？", "🍪クッキー🍪"),
        (
            "Google Analytics",
            "ＧＯＯＧＬＥ　ａｎａｌｙｔｉｃｓ",
            "google-analytics!!",
            "google\u200b analytics",
        ),
        ("don't sell", "dont sell", "DON’T  SELL"),
        ("waaait", "waaaaaait"),
        ("サーバー", "サーバ", "さーば"),
        ("住所\ud800", "住所\x00", "住所"),
    ],
)
def test_spellings_of_the_same_words_share_a_key(same: tuple[str, ...]) -> None:
    """Width, case, kana, long vowels, punctuation and what cannot be seen make no difference."""
    assert {key(text) for text in same} == {key(same[0])}
    assert key(same[0])


@pytest.mark.parametrize("different", [("sell", "sel"), ("開示", "提示"), ("3 users", "4 users")])
def test_different_words_keep_different_keys(different: tuple[str, str]) -> None:
    """A key forgets how something is written, not what."""
    assert key(different[0]) != key(different[1])


@given(any_text)
def test_every_text_has_a_key_of_letters_and_digits(text: str) -> None:
    """No text is too strange, and what is left can be encoded and split at single spaces."""
    found = key(text)

    assert len(found) <= LONGEST_KEY
    assert all(word.isalnum() for word in found.split(" ") if found)
    found.encode("utf-8")


@given(any_text)
def test_every_sentence_is_a_key_itself(text: str) -> None:
    """Sentences are few, told apart, and short enough to be searched for."""
    sentences = sentence_keys(text)

    assert len(sentences) <= MOST_SENTENCES
    assert len(set(sentences)) == len(sentences)
    assert all(4 <= len(sentence) <= LONGEST_KEY for sentence in sentences)


def test_a_message_that_grows_under_nfkc_is_cut_afterwards() -> None:
    """U+FDFA becomes eighteen characters."""
    assert len(key("\ufdfa" * 5_000)) <= LONGEST_KEY


def test_a_question_between_greetings_is_a_sentence_of_its_own() -> None:
    """Politeness does not bury the question."""
    asked = "お世話になっております。位置情報は取得されますか？よろしくお願いいたします。"

    assert key("位置情報は取得されますか") in sentence_keys(asked)


@pytest.mark.parametrize("single", ["do you sell my data?", "クッキーとは。", "see example.com for more", ""])
def test_a_single_sentence_is_not_searched_twice(single: str) -> None:
    """There are sentences only where there are several."""
    assert sentence_keys(single) == ()
