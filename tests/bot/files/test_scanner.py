"""The operator's scanner: its exit status counts, it gets the bytes, and it gets nothing else of ours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.channels import SendError
from bot.files import scanner as scanner_module
from bot.files.scanner import Scan, scanner

CONTENT = b"\x00\xffa file\n" * 100_000  # more than a pipe holds

Script = Callable[[str], Scan]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Give what writes a scanner of these lines."""

    def written(lines: str) -> Scan:
        path = tmp_path / "a scanner"
        path.write_text(f"#!/bin/sh\n{lines}\n", encoding="utf-8")
        path.chmod(0o700)
        return scanner(f"'{path}' --stream -")

    return written


def test_without_a_scanner_every_file_counts_as_clean() -> None:
    assert scanner(None)(CONTENT)
    assert scanner("")(CONTENT)


@pytest.mark.parametrize(("status", "clean"), [(0, True), (1, False)])
def test_zero_is_clean_and_one_is_bad(script: Script, status: int, clean: bool) -> None:
    assert script(f"cat > /dev/null; exit {status}")(CONTENT) is clean


@pytest.mark.parametrize("status", [2, 3, 50, 126, 127, 255])
def test_any_other_status_means_that_it_is_asked_again(script: Script, status: int) -> None:
    with pytest.raises(SendError, match=f"scanner: status {status}") as failed:
        script(f"exit {status}")(CONTENT)
    assert not failed.value.permanent


def test_it_gets_every_byte_and_its_arguments(script: Script, tmp_path: Path) -> None:
    script(f"cat > '{tmp_path}/seen'; echo \"$@\" > '{tmp_path}/arguments'")(CONTENT)
    assert (tmp_path / "seen").read_bytes() == CONTENT
    assert (tmp_path / "arguments").read_text(encoding="utf-8") == "--stream -\n"


def test_one_that_does_not_read_to_the_end_is_heard_all_the_same(script: Script) -> None:
    assert script("exit 0")(CONTENT)
    assert not script("exit 1")(CONTENT)


def test_what_it_prints_goes_nowhere(script: Script, capfd: pytest.CaptureFixture[str]) -> None:
    script("cat; echo FOUND >&2")(b"secret words")
    assert capfd.readouterr() == ("", "")


def test_our_environment_is_not_its_own(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_KEY", "sixteen letters or more")
    script(f"env > '{tmp_path}/environment'")(CONTENT)
    assert "sixteen" not in (tmp_path / "environment").read_text(encoding="utf-8")


def test_one_that_is_not_there_means_that_it_is_asked_again() -> None:
    with pytest.raises(SendError, match="FileNotFoundError"):
        scanner("/nowhere/clamdscan -")(CONTENT)


def test_one_that_hangs_is_ended_and_asked_again(script: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scanner_module, "PATIENCE", 0.2)
    with pytest.raises(SendError, match="TimeoutExpired"):
        script("exec sleep 60")(CONTENT)
