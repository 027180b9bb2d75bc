"""Packing: what comes out of the store is what lay in the folder, and nothing that does not belong to it."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.corpus.packing import packed, unpacked
from knowledge.library import LibraryError, load, read, shipped

Policies = Callable[[str], Path]


def names(raw: bytes) -> list[str]:
    folder = unpacked(raw)
    return sorted(path.name for path in folder.iterdir())


def test_the_shipped_policy_comes_back_whole() -> None:
    assert read(unpacked(packed(shipped()))) == load()


def test_the_same_files_make_the_same_bytes_whenever_they_were_written(policy: Policies) -> None:
    folder = policy("a")
    before = packed(folder)
    for path in folder.rglob("*.toml"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert packed(folder) == before


def test_what_belongs_to_no_policy_stays_outside(policy: Policies) -> None:
    folder = policy("a")
    (folder / ".env").write_text("DATABASE_URL=somewhere")
    (folder / ".git").mkdir()
    (folder / ".git" / "config").write_text("[core]")
    (folder / "trained.npz").write_bytes(b"learned")
    (folder / "asked" / "deeper").mkdir(parents=True)
    (folder / "asked" / "deeper" / "notes.txt").write_text("notes")
    assert names(packed(folder)) == ["passages", "policy.toml", "unstated.toml"]


def test_a_file_that_is_missing_is_named_as_in_a_folder_on_the_disk(policy: Policies) -> None:
    folder = policy("a")
    (folder / "unstated.toml").unlink()
    with pytest.raises(LibraryError, match=r"unstated\.toml: there is no such file in policy"):
        read(unpacked(packed(folder)))


def test_damaged_bytes_are_no_folder() -> None:
    with pytest.raises(zipfile.BadZipFile):
        unpacked(b"no zip")
