"""Cards and My Numbers are known by their check digits; numbers of orders and members are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.secrets import find_secrets
from handlers.secrets.numbers import is_card


@pytest.mark.parametrize(
    "text",
    [
        "checking account # 000123456789",
        "refund me at GB29 NWBK 6016 1331 9268 19 please",
        "paid with4111111111111111ok",
        "card5555555555554444exp 03/28",
        "クレカ4012888888881881で払った",
        "4111 1111 1111 1111 08/27 123",
        "order number 4111 1111 1111 1111",
        "会員番号 5200 0088 1199 2205",
        "visa 4222 2222 2222 2",
        "card number 9999 8888 7777 6666",
        "ビザ番号 4556 0000 1234 0980",
        "社会保障番号 7310-5529-8410",
        "my number 7319 5182 4066",
        "ticket PR-2026-7K3M9Q, card 3530111333300000",
        "運転免許証番号 308812345670",
        "免許証の番号は 第 012345678901 号です",
        "Konto DE75 5121 0800 1245 1261 99",
        "振込はゆうちょの14080-7712341まで",
        "my card: 378282246310005, is it saved",
        "amex378282246310005",
        "免許証No. 62 08 123456 70",
        "mynumber is 8123 4411 9023",
    ],
)
def test_a_card_or_a_my_number_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "注文番号4980-2231-7765です",
        "会員No.0412-8837-1190",
        "customer ref 2026-0418-0093",
        "order 8830-1192-4471-0036",
        "予約番号：1234-5678-9012-3456",
        "お客様番号は 4402 1198 7765 です",
        "tracking number 1234 5678 9012",
        "invoice no. 2026-0001-4431",
        "member id 330012349987",
        "reservation number is 4410 2288 1093 5567",
        "伝票番号 403312345678 の荷物",
        "学籍番号20261234567890",
        "2026-04-18 2026-04-19",
        "20260418103000",
        "log 2026/04/18 10.30.00",
        "03-1234-5678 090-1234-5678",
        "call me at +81 90 1234 5678",
        "PR-2026-123456",
        "order no 4402118877651234",
        "案件番号 1234-5678-9012",
        "製品番号 4549980123456",
        "JANコード 4901234567894",
        "ISBN 978-4-06-123456-7",
        "バーコード 4901234567894",
        "version 10.15.7 build 19H2026",
        "IP 192.168.100.254",
        "お問い合わせ番号 20260418-0021",
        "問い合わせNo 123456789012 の件",
        "ref no. 1234 5678 9012",
        "my employee number is 100234567890",
        "session id 123456789012345",
    ],
)
def test_an_ordinary_number_is_no_secret(text: str) -> None:
    assert not find_secrets(text)


@given(order=st.text(alphabet="0123456789", min_size=12, max_size=16))
def test_a_number_named_as_an_order_is_a_secret_only_where_a_card_could_have_it(order: str) -> None:
    assert not find_secrets(f"order number {order}") or (len(order) > 12 and is_card(order))
