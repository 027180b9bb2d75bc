"""A button comes back as it was sent, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.postback import UnfitPress, decode, encode
from handlers.replies import Press

commands = st.from_regex(r"[A-Za-z0-9_.-]{1,60}", fullmatch=True)
arguments = st.text(st.characters(min_codepoint=1, exclude_categories=["Cs"]), max_size=110)


@given(commands, arguments)
def test_a_press_comes_back_as_it_was_sent(command: str, argument: str) -> None:
    data = encode(Press("label", command, argument))
    assert decode(data) == (command, argument)
    assert len(data.encode("utf-16-le")) // 2 <= 300


@given(st.text() | st.text().map("m1:".__add__) | st.builds("m1:{}:{}".format, commands, st.text()))
def test_whatever_is_read_is_what_would_have_been_written(data: str) -> None:
    read = decode(data)
    assert read is None or encode(Press("label", *read)) == data


@pytest.mark.parametrize(
    "data",
    [
        "", "m1", "m1:", "m1::x", "m1:full", "m0:full:9", "m2:full:9", "M1:full:9", " m1:full:9", "full:9",
        "m1:fu ll:9", "m1:全文:9", "m1:full:\ud83d", "m1:full:\0", "m1:full:" + "9" * 293, "a=b&c=d", "{}",
    ],
)  # fmt: skip
def test_nonsense_and_unknown_versions_are_no_press(data: str) -> None:
    assert decode(data) is None


@pytest.mark.parametrize(
    "press",
    [
        Press("x", ""),
        Press("x", "a:b"),
        Press("x", "c" * 61),
        Press("x", "full", "9" * 300),
        Press("x", "full", "𠮷" * 150),
        Press("x", "full", "\0"),
        Press("x", "full", "\udc00"),
    ],
)
def test_a_press_that_could_not_come_back_is_refused(press: Press) -> None:
    with pytest.raises(UnfitPress):
        encode(press)


def test_the_refusal_does_not_repeat_the_argument() -> None:
    with pytest.raises(UnfitPress) as refused:
        encode(Press("x", "full", "taro@example.jp" * 30))
    assert "taro" not in str(refused.value)


def test_the_label_is_not_in_the_data() -> None:
    assert encode(Press("Read the full text", "full", "2.2.cookies")) == "m1:full:2.2.cookies"
