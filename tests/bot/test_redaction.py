"""Redaction, the second net: what looks like a person or a secret does not stay in a line."""

from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from cryptography.fernet import Fernet
from hypothesis import given
from hypothesis import strategies as st

from bot.redaction import redact

SIGNATURE = base64.b64encode(hmac.digest(b"secret", b"{}", hashlib.sha256)).decode()
SEALED = Fernet(Fernet.generate_key()).encrypt(b"what somebody wrote").decode()
JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMjM0NTY3ODkwIn0.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("written", "left"),
    [
        ("taro.yamada+privacy@example.co.jp に返信", "[EMAIL] に返信"),
        ("ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ", "[EMAIL]"),
        ("U4af4980629c1d0a5b3b0f2f3a4b5c6d7", "[LINE_ID]"),
        ("group C0123456789abcdef0123456789abcdef left", "group [LINE_ID] left"),
        ("Authorization: Bearer abc.def/ghi", "Authorization: [BEARER]"),
        ("電話は03-1234-5678です", "電話は[PHONE]です"),
        ("電話は０３－１２３４－５６７８です", "電話は[PHONE]です"),
        ("(090) 1234-5678", "([PHONE]"),
        ("090-1234-5678", "[PHONE]"),
        ("携帯09012345678まで", "携帯[PHONE]まで"),
        ("+81 90 1234 5678", "[PHONE]"),
        ("+81-3-1234-5678", "[PHONE]"),
        ("+14155552671", "[PHONE]"),
        ("4111 1111 1111 1111", "[NUMBER]"),
        ("4111-1111-1111-1111", "[NUMBER]"),
        ("マイナンバーは１２３４ ５６７８ ９０１８", "マイナンバーは[NUMBER]"),
        ("〒150-0002 渋谷区", "〒[POST] 渋谷区"),
        ("from 203.0.113.7", "from [IP]"),
        ("postgresql://bot:hunter2@db.example/privacy", "postgresql://[LOGIN]@db.example/privacy"),
        (f"signature {SIGNATURE}", "signature [SECRET]"),
        (f"row holds {SEALED}", "row holds [SECRET]"),
        (f"token {JWT}", "token [SECRET]"),
    ],
)
def test_personal_data_and_secrets_are_replaced_by_their_kind(written: str, left: str) -> None:
    assert redact(written) == left


@pytest.mark.parametrize(
    "line",
    [
        "event_accepted",
        "01JD8Z0Q4V7Y3W2X1T9S8R7P6N",
        "store full after 1500 ms, 3 of 5 tries",
        "bot.store.outbox:118",
        "2026-11-24T21:25:11.123456Z",
        "PR-2026-000123",
        "2.2.cookies",
        "クッキーは止められます",
    ],
)
def test_our_own_words_and_ids_stay_as_they_are(line: str) -> None:
    assert redact(line) == line


@given(st.uuids())
def test_a_retry_key_can_always_be_traced(key: object) -> None:
    assert redact(f"row {key} sent") == f"row {key} sent"


@given(st.text("0123456789abcdef", min_size=32, max_size=32))
def test_a_lane_can_always_be_traced_and_a_line_id_never(digits: str) -> None:
    assert redact(f"lane {digits}") == f"lane {digits}"
    assert redact(f"from U{digits}") == "from [LINE_ID]"


@given(st.text(), st.text("0123456789", min_size=12, max_size=16), st.text())
def test_no_long_number_stays_whatever_stands_around_it(before: str, digits: str, after: str) -> None:
    assert digits not in redact(f"{before}、{digits}、{after}")


@given(st.text())
def test_redacting_twice_changes_nothing_more(text: str) -> None:
    assert redact(redact(text)) == redact(text)
