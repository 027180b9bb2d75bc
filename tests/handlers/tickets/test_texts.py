"""A digest proves a text to who has its salt, and gives nothing away to who has not."""

from __future__ import annotations

import hashlib

import pytest

from handlers.tickets.texts import digest_of

SALT = bytes(range(16))


def test_the_digest_is_sha256_over_salt_and_text() -> None:
    assert digest_of("消して", SALT) == hashlib.sha256(SALT + "消して".encode()).hexdigest()


def test_the_same_text_has_another_digest_with_another_salt() -> None:
    assert digest_of("yes", SALT) != digest_of("yes", SALT[::-1])


@pytest.mark.parametrize("length", [0, 15, 17])
def test_a_salt_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        digest_of("yes", bytes(length))
