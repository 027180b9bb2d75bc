"""Files that staff upload are what their bytes are; text is what it is called only if it reads as that."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.channels import NoContent
from bot.files.uploads import examined


def _archive() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("a.csv", "1,2")
    return held.getvalue()


def _clean(_: bytes) -> bool:
    return True


@pytest.mark.parametrize(
    ("content", "name", "media_type"),
    [
        (b"%PDF-1.7\n", "anything.txt", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n", "a.png", "image/png"),
        ("日付,内容\n".encode(), "台帳.CSV", "text/csv"),
        ("日付,内容\n".encode("cp932"), "台帳.csv", "text/csv"),
        (b"a note\n", "note.txt", "text/plain"),
        (b'{"a": [1]}', "data.json", "application/json"),
        (_archive(), "all.zip", "application/zip"),
    ],
)
def test_a_file_of_ours_is_known_by_what_is_in_it(content: bytes, name: str, media_type: str) -> None:
    assert examined(content, name, _clean) == media_type


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00", "report.csv"),
        (b"\xff\xfe\x00a", "text.txt"),
        (b"{", "data.json"),
        (b"<html>", "page.html"),
        (_archive(), "macro.docm"),
        (b"PK\x03\x04 no archive", "all.zip"),
        (b"", "empty.txt"),
        (b"no ending", "README"),
    ],
)
def test_anything_else_is_turned_down(content: bytes, name: str) -> None:
    with pytest.raises(NoContent) as refused:
        examined(content, name, _clean)
    assert refused.value.why == "wrong_type"


def test_what_the_scanner_finds_is_turned_down() -> None:
    with pytest.raises(NoContent) as refused:
        examined(b"%PDF-1.7\n", "a.pdf", lambda _: False)
    assert refused.value.why == "unsafe"
