"""What nobody should send is found however it is written, and left out wherever the message goes on."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.secrets import find_secrets, secrets_in
from handlers.secrets.numbers import is_card, is_my_number


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("my card is 4242 4242 4242 4242", "4242 4242 4242 4242"),
        ("カード番号は５５５５−５５５５−５５５５−４４４４です", "5555"),
        ("4000000000000002", "4000000000000002"),
        ("3714 496353 98431 amex", "98431"),
        ("マイナンバーは123456789018です", "123456789018"),
        ("my number: 1234 5678 9018", "9018"),
        ("password is Tulip#99", "Tulip#99"),
        ("my password is sunflower", "sunflower"),
        ("パスワードはhimawari7です", "himawari7"),
        ("ID taro パス: neko-123", "neko-123"),
        ("pw: hunter2", "hunter2"),
        ("暗証番号は4649", "4649"),
        ("my pin is 0420", "0420"),
        ("パスポート番号はTK1234567", "TK1234567"),
        ("在留カード AB12345678CD", "AB12345678CD"),
        ("口座番号 7654321", "7654321"),
        ("免許証は第012345678901号", "012345678901"),
    ],
)
def test_a_secret_is_found_and_left_out(text: str, secret: str) -> None:
    assert find_secrets(text)
    assert secret not in secrets_in(text).rest


@pytest.mark.parametrize(
    "text",
    [
        "",
        "is my password encrypted?",
        "my password is wrong",
        "I forgot my password, please help",
        "パスワードは暗号化されていますか",
        "パスワードを変えたいです",
        "please don't pass my data on to others",
        "do you keep my card number?",
        "カード番号は保存されますか",
        "マイナンバーは集めていますか",
        "call me at 090-1234-5678",
        "+81 90 1234 5678",
        "PR-2026-000123",
        "2022年4月1日に改定されたのはどこですか",
        "〒150-0001 東京都渋谷区神宮前1-5-8",
    ],
)
def test_what_is_no_secret_is_left_alone(text: str) -> None:
    assert not find_secrets(text)


def test_check_digits() -> None:
    assert is_card("4111111111111111")
    assert not is_card("4111111111111112")
    assert is_my_number("123456789018")
    assert not is_my_number("123456789012")


def test_a_ticket_number_is_never_a_secret_and_hides_none() -> None:
    assert not find_secrets("my number is PR20269ZJC6R, password of no use")
    assert find_secrets("PR-2026-9ZJC6R, my pin is 0420")
    assert "9ZJC6R" in secrets_in("PR-2026-9ZJC6R is it done, my pin is 0420").rest


def test_a_card_is_found_beside_its_date_and_code() -> None:
    assert "4111" not in secrets_in("4111 1111 1111 1111 08/27 123 is it stored").rest


@given(text=st.text(alphabet=st.sampled_from("0123456789０１２ -ーaパ:は"), max_size=80))
def test_no_long_run_of_digits_is_left(text: str) -> None:
    assert not re.search(r"[0-9]{5}", secrets_in(text).rest)


@given(text=st.text(max_size=300))
def test_nothing_a_person_writes_makes_it_raise(text: str) -> None:
    find_secrets(text)
    secrets_in(text)
