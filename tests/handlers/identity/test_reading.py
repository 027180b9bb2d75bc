"""A code is known again however it is typed, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from handlers.identity.reading import read_code


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        " 123456 ",
        "１２３４５６",
        "123 456",
        "123-456",
        "123ー456",
        "1 2 3 4 5 6",
        "123456です",
        "「123456」",
        "コードは123456です",
        "確認コード：１２３４５６",
        "届いた番号は123456でした。",
        "my code is 123456",
        "The code is 123456.",
        "it's 123456",
        "code 123456",
        "123456\n",
    ],
)
def test_six_digits_are_a_code_however_they_are_written(text: str) -> None:
    assert read_code(text) == "123456"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "12345",
        "1234567",
        "123456 654321",
        "123456 1",
        "PR-2026-123456",
        "2026-11-28",
        "123-4567",
        "03-1234-5678",
        "order 123456",
        "社員番号ではなく、以前の住所にあった123456という部屋のことを消してほしいのですが、番号はもう覚えていません",
        "abc123456def",
        "the code",
    ],
)
def test_what_is_more_or_less_than_a_code_is_none(text: str) -> None:
    assert read_code(text) is None
