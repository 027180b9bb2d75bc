"""The operator's scanner: does it run, and does it let through what is harmless."""

from __future__ import annotations

from bot.bootstrap.checked import Checked, Wrong, checked
from bot.channels import SendError
from bot.files.scanner import scanner

_HARMLESS = b"Nothing but a few words.\n"


def scanner_runs(command: str | None) -> Checked:
    """Let the scanner look at a few words."""
    if not command:
        return Checked("FILE_SCANNER", None, "not set: no file is scanned")
    return checked("FILE_SCANNER", lambda: _runs(command))


def _runs(command: str) -> str:
    try:
        clean = scanner(command)(_HARMLESS)
    except SendError as error:
        raise Wrong(f"it does not run as it must ({error}); try it by hand: status 0 clean, 1 bad") from None
    if not clean:
        raise Wrong("it calls a few harmless words bad; look at its arguments")
    return "it runs, and takes harmless words for clean"
