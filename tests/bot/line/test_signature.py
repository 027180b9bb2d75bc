"""Only LINE's signature over exactly the bytes that came opens the door."""

from __future__ import annotations

import hmac
from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.line.signature import signed_by

SECRET = b"8c570fa6dd201bb328f1c1eac23a96d8"
BODY = b'{"destination":"U8e742f61d673b39c7fff3cecb7536ef0","events":[]}'
# openssl dgst -sha256 -hmac $SECRET -binary | base64
SIGNATURE = "GhRKmvmHys4Pi8DxkF4+EayaH0OqtJtaZxgTD9fMDLs="


def test_line_s_own_signature_is_accepted() -> None:
    assert signed_by([SECRET], BODY, SIGNATURE)


def test_the_old_secret_still_signs_while_it_rotates() -> None:
    assert signed_by([b"new", SECRET], BODY, SIGNATURE)
    assert signed_by([SECRET, b"new"], BODY, SIGNATURE)


@pytest.mark.parametrize("body", [BODY + b"\n", BODY[:-1], b"", BODY.replace(b"U8", b"U9")])
def test_other_bytes_are_refused(body: bytes) -> None:
    assert not signed_by([SECRET], body, SIGNATURE)


@pytest.mark.parametrize(
    "signature",
    [
        None,
        "",
        SIGNATURE[:-1],
        SIGNATURE + "=",
        SIGNATURE.lower(),
        f" {SIGNATURE}",
        "窓口",
        "\udcff",
        "\0",
        "=" * 44,
    ],
)
def test_other_signatures_are_refused(signature: str | None) -> None:
    assert not signed_by([SECRET], BODY, signature)


def test_without_a_secret_nobody_signs() -> None:
    forged = b64encode(hmac.digest(b"", BODY, "sha256")).decode()
    assert not signed_by([], BODY, SIGNATURE)
    assert not signed_by([b""], BODY, forged)


@given(st.lists(st.binary(max_size=40), max_size=3), st.binary(), st.text(st.characters()))
def test_no_header_makes_it_stumble(secrets: list[bytes], body: bytes, signature: str) -> None:
    assert signed_by(secrets, body, signature) is False
