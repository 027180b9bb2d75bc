"""The data of a button: what LINE brings back to us when it is pressed, even years later.

`m1:command:argument`. The first part is the version: buttons in old chats outlive every change of ours.
"""

from __future__ import annotations

import re

from bot.line.limits import POSTBACK_DATA_UTF16, clean, utf16_len
from handlers.replies import Press

_VERSION = "m1"
_COMMAND = re.compile(r"[A-Za-z0-9_.-]{1,60}")


class UnfitPress(ValueError):
    """A button cannot be carried by LINE: its command is no plain word, or it is too long in all."""


def encode(press: Press) -> str:
    """Write command and argument as postback data of at most 300 UTF-16 code units. Raises UnfitPress.

    LINE keeps the data and every member of a chat can press the button, so the argument names things
    (a passage, a page), never a person.
    """
    data = f"{_VERSION}:{press.command}:{press.argument}"
    if not _COMMAND.fullmatch(press.command) or not _fits(press.argument, data):
        raise UnfitPress(
            f"not a button LINE can carry: {len(press.command)}+{len(press.argument)} characters"
        )
    return data


def decode(data: str) -> tuple[str, str] | None:
    """Read command and argument back; None for anything that `encode` does not write."""
    version, _, rest = data.partition(":")
    command, colon, argument = rest.partition(":")
    if version != _VERSION or not colon or not _COMMAND.fullmatch(command) or not _fits(argument, data):
        return None
    return command, argument


def _fits(argument: str, data: str) -> bool:
    return clean(argument) == argument and utf16_len(data) <= POSTBACK_DATA_UTF16
