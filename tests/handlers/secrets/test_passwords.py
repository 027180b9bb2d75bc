"""Passwords and recovery codes are known where they stand, and talk about passwords is none."""

from __future__ import annotations

import pytest

from handlers.secrets import find_secrets


@pytest.mark.parametrize(
    "text",
    [
        "backup code HJ4K-99QT-2MWD",
        "recovery codes: 4821 9930",
        "my 2FA code is 83jf-20sk",
        "バックアップコード 8841-2093",
        "リカバリーコードは QW3R-TY56-UI78 です",
        "復旧キー「A1B2-C3D4-E5F6」",
        "復元コード：77120934",
        "recovery key 8FJ2KL0QW9ZX",
        "my password is sunflower",
        "password Tulip#99",
        "pass: neko",
        "パスワードはhimawari だけど",
        "Password = correcthorse",
        "the password was butterfly but it fails",
        "api key sk_test_51Habc",
        "アクセストークンは eyJhbGciOi1NiJ9",
        "recovery code is 9f2k-1l0p-88xz",
        "リカバリコード: 3920 1182 0042",
        "password「mikan」",
        "pw=hoge1234",
        "パスは neko2nyan",
        "my new password: Winter2026!",
    ],
)
def test_a_password_or_a_recovery_code_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "should my password-reset mails be arriving",
        "Changed my password yesterday and now the new one's wrong",
        "backup codes are stored where",
        "how long do you keep backups",
        "do you have a recovery code for 2 people",
        "バックアップは30日残りますか",
        "復旧コードとは何ですか",
        "password changed today and it still fails",
        "my password is expired and",
        "the password is always rejected and I give up",
        "my password was simply forgotten",
        "パスワードリセットのメール",
        "パスワードを変更したのですが",
        "パスワードは8文字以上ですか",
        "password manager, which one do you use",
        "my password isn't working",
        "Is a password-protected file safe",
        "password-less login",
        "password policy: minimum 12 characters",
        "PR 2026 7k3m9q is my ticket, not a password",
        "ワンタイムパスワードが来ない",
        "パスワードが違うと言われます",
        "password reset link expired in 24h",
        "Do you store passwords as SHA256",
        "my password manager says 3 sites leaked",
        "パスワードを 2 回変えました",
        "is the password field encrypted with AES256",
        "backup every 24 hours",
        "recovery mail not arriving",
    ],
)
def test_talk_about_passwords_is_no_secret(text: str) -> None:
    assert not find_secrets(text)
