"""A file is what its first bytes say, whatever it is called; whatever comes, nothing breaks."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.dev.events import MEDIA
from bot.files.kinds import kind_of
from handlers.files.limits import TYPES

BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-")


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "image/jpeg"),
        (b"\xff\xd8\xff\xe1\x00\x10Exif\x00", "image/jpeg"),
        (MEDIA["image"][1], "image/png"),
        (MEDIA["file"][1], "application/pdf"),
        (b"%PDF-2.0\n", "application/pdf"),
    ],
)
def test_what_we_keep_is_known_by_its_beginning(content: bytes, kind: str) -> None:
    assert kind_of(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xd8",
        b"\x89PNG",
        b"%PDF",
        b"%pdf-1.7",
        b" %PDF-1.7",
        b"MZ%PDF-1.7",
        b"GIF89a",
        b"RIFF\x00\x00\x00\x00WEBP",
        b"\x00\x00\x00\x18ftypheic",
        b"PK\x03\x04",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"<html>%PDF-1.7",
        "ただの文章".encode(),
        MEDIA["video"][1],
        MEDIA["audio"][1],
    ],
)
def test_everything_else_is_not_kept(content: bytes) -> None:
    assert kind_of(content) is None


@given(st.binary(max_size=64))
@example(b"")
def test_whatever_comes_is_a_kind_we_keep_or_none(content: bytes) -> None:
    kind = kind_of(content)
    assert kind is None or (kind in TYPES and content.startswith(BEGINNINGS))


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=64))
def test_what_follows_the_beginning_changes_nothing(start: bytes, rest: bytes) -> None:
    assert kind_of(start + rest) == kind_of(start) is not None


@given(st.sampled_from(BEGINNINGS), st.binary(min_size=1, max_size=16))
def test_what_stands_before_it_makes_it_another_file(start: bytes, before: bytes) -> None:
    if not before.startswith(BEGINNINGS):
        assert kind_of(before + start) is None or (before + start).startswith(BEGINNINGS)
