"""Bank accounts are known as banks write them, and talk about accounts is none."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.secrets import find_secrets, secrets_in
from handlers.secrets.accounts import is_iban


@pytest.mark.parametrize(
    "text",
    [
        "口座は普通 1234567 名義ヤマダタロウ",
        "当座2210984です",
        "振込先: 青葉信用金庫 本店 0093214",
        "普通預金 口座番号 0012345",
        "貯蓄口座No.7654320 に返してください",
        "三つ葉銀行あさひ支店 店番 204 7719035",
        "口座0148823に入金お願いします",
        "ゆうちょ銀行 11940-22334451",
        "口座番号は 123-4567 です",
        "定期預金は4456712番",
        "sort code 30-00-12, account number 44120987",
        "Sort Code: 110233 Acct 00998877",
        "my savings account is 8842017",
        "routing number 021000021 at my bank",
        "BSB 062-000 acc 12345678",
        "bank transfer to account 3319204 please",
        "a/c no. 55120098",
        "DE89370400440532013000",
        "iban: fr14 2004 1010 0505 0001 3m02 606 thanks",
        "NO93 8601 1117 947 is mine",
        "すみません、三日月銀行南店の普通口座０９８８１２３に送ってもらえますか",
        "当座預金で口座番号0044521、カ）アサヒ",
        "口座：普通）7781123",
        "gopayment to acct no 9921 0034 11 thanks",
    ],
)
def test_a_bank_account_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "普通 1000000 円くらい",
        "普通のユーザー120万人",
        "普通に2026年から",
        "当座の間",
        "口座は3つ持っています",
        "口座番号は保存されますか",
        "口座情報を登録した覚えがない",
        "銀行に2026年4月に行きました",
        "bank account details, do you keep them?",
        "my account was opened in 2021",
        "is my account number stored?",
        "account 2 of 3",
        "do you share account numbers with banks",
        "sort code, what is that",
        "IBAN は保存しますか",
        "普通は何日かかりますか",
        "普通郵便で送りました 2026041 番",
        "口座振替の手続き2026年3月",
        "口座を解約したのは20260401です",
        "the savings account team",
        "LINE ID is taro1234, account taro",
    ],
)
def test_talk_about_accounts_is_no_secret(text: str) -> None:
    assert not find_secrets(text)


@given(
    country=st.text(alphabet=string.ascii_uppercase, min_size=2, max_size=2),
    account=st.text(alphabet="0123456789", min_size=11, max_size=26),
    wrong=st.integers(min_value=1, max_value=96),
)
def test_an_iban_is_known_by_its_check_digits(country: str, account: str, wrong: int) -> None:
    rest = int("".join(str(int(one, 36)) for one in f"{account}{country}00")) % 97
    check = 98 - rest

    assert is_iban(f"{country}{check:02}{account}")
    assert not is_iban(f"{country}{(check + wrong) % 97:02}{account}")


def test_an_iban_ends_where_ordinary_words_go_on() -> None:
    left = secrets_in("GB29 NWBK 6016 1331 9268 19 where does it go").rest

    assert "where does it go" in left
    assert "NWBK" not in left
