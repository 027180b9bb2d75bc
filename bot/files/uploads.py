"""What a file is that staff upload: by its own bytes, and for plain text by its name as well."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import PurePath

import orjson

from bot.channels import NoContent
from bot.files.kinds import kind_of
from bot.files.scanner import Scan

_TEXTS = {".csv": "text/csv", ".txt": "text/plain", ".json": "application/json"}
_ENCODINGS = ("utf-8-sig", "cp932")  # what spreadsheets write in Japan
_NO_TEXT = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1b")


def examined(content: bytes, name: str, scan: Scan) -> str:
    """Return the media type of a file that is kept.

    Raises NoContent for what is none of ours or unsafe, and SendError where the scanner cannot tell now.
    """
    media_type = kind_of(content) or _archive(content, name) or _text(content, name)
    if media_type is None:
        raise NoContent("wrong_type")
    if not scan(content):
        raise NoContent("unsafe")
    return media_type


def _archive(content: bytes, name: str) -> str | None:
    named = PurePath(name.lower()).suffix == ".zip"
    return "application/zip" if named and zipfile.is_zipfile(BytesIO(content)) else None


def _text(content: bytes, name: str) -> str | None:
    media_type = _TEXTS.get(PurePath(name.lower()).suffix)
    if media_type is None or not content or not _NO_TEXT.isdisjoint(content) or not _reads(content):
        return None
    if media_type == "application/json" and not _is_json(content):
        return None
    return media_type


def _reads(content: bytes) -> bool:
    return any(_decodes(content, encoding) for encoding in _ENCODINGS)


def _decodes(content: bytes, encoding: str) -> bool:
    try:
        content.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_json(content: bytes) -> bool:
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError:
        return False
    return True
