"""The mails of samples/, and what a person would say about each."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from bot.mail.incoming.incoming_mail import IncomingMail, Unreadable
from bot.mail.incoming.reading import read
from bot.mail.incoming.receiver import Receiver

FOLDER = Path(__file__).parent / "samples"
EXPECTED: dict[str, dict[str, Any]] = tomllib.loads((FOLDER / "samples.toml").read_text(encoding="utf-8"))
RECEIVER = Receiver(frozenset({"privacy@desk.example.com"}), "desk.example.com", "mx.example.com")


def raw(name: str) -> bytes:
    """Return a sample as it came over the wire."""
    return (FOLDER / f"{name}.eml").read_bytes()


def mail(source: str | bytes) -> IncomingMail:
    """Return what is read of a sample, or of bytes."""
    found = read(raw(source) if isinstance(source, str) else source, RECEIVER)
    assert not isinstance(found, Unreadable), found
    return found
