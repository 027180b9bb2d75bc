"""PINs and one-time codes are known in digits and in words, and their length or number of tries is none."""

from __future__ import annotations

import pytest

from handlers.secrets import find_secrets


@pytest.mark.parametrize(
    "text",
    [
        "the pin is four four one nine",
        "PIN: zero-three-one-one",
        "my passcode is seven, seven, two, five, one, four",
        "暗証番号は よん よん いち きゅう",
        "暗証番号は四四一九です",
        "暗証番号ゼロゼロイチニ",
        "パスコード 二、五、八、〇",
        "security code 771",
        "カードの裏の3桁は482",
        "the verification code is 482913",
        "確認コードは 48 29 13",
        "OTP 339201 came",
        "認証番号：G-229041",
        "PINはいちにーさんよん",
        "pin: 9-1-1-2",
        "my pin is double four seven two",
        "暗証番号 ８８２１ だったと思う",
        "PIN code 0192 works?",
    ],
)
def test_a_pin_or_a_code_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "暗証番号は4桁ですか",
        "暗証番号を10回間違えると",
        "暗証番号は何回まで間違えられますか",
        "PIN 4 digits or 6 digits?",
        "does the one-time code expire after 300 seconds",
        "security code on the card",
        "認証コードが届きません",
        "認証コードが30分届かない",
        "確認番号って何ですか",
        "pin it to the top please",
        "pin number one on the list",
        "PIN を 3 回間違えた",
        "pin コードを忘れました",
    ],
)
def test_talk_about_pins_is_no_secret(text: str) -> None:
    assert not find_secrets(text)
