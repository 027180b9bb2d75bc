"""The operator's own virus scanner: any command that reads a file from its standard input."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable

from bot.channels import SendError
from bot.logs import logger

PATIENCE = 15.0  # seconds; with the download it stays below the lease of a row
_CLEAN, _BAD = 0, 1

Scan = Callable[[bytes], bool]


def scanner(command: str | None) -> Scan:
    """Return what tells whether a file is clean; without a command every file counts as clean.

    The command's exit status says it: 0 clean, 1 bad (as `clamdscan -` does), anything else that it does not
    know now. It gets nothing of our environment, for our secrets are in it.
    """
    if not command:
        return lambda _: True
    words = shlex.split(command)
    return lambda content: _is_clean(words, content)


def _is_clean(words: list[str], content: bytes) -> bool:
    try:
        ended = subprocess.run(
            words,
            input=content,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath},
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _unknown(type(error).__name__) from None
    if ended.returncode not in {_CLEAN, _BAD}:
        raise _unknown(f"status {ended.returncode}")
    return ended.returncode == _CLEAN


def _unknown(why: str) -> SendError:
    logger().error("file_scanner_failed", why=why)
    return SendError(f"scanner: {why}")
