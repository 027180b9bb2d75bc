"""Letters to test with, and the rows of the outbox they lie in."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.channels import Owed
from bot.mail.message import sender_of
from bot.mail.post import MailPost
from handlers.letters import Letter, Party
from knowledge.language import Language

START = 1_800_000_000_000  # milliseconds since 1970, UTC
RETRY_KEY = "0b9f6d1e-5c6e-4b0e-9b66-3f6a2b1c9d10"
SENDER = sender_of("プライバシーセンター <desk@example.com>")
HANAKO = "hanako@example.jp"


def letter(
    to: str = HANAKO,
    subject: str = "ご確認のお願い（PR-2026-7QK3FX）",
    text: str = "コードは 123456 です。\n\n10分以内にご入力ください。",
    language: Language = "ja",
    number: str = "PR-2026-7QK3FX",
    until: datetime | None = None,
    party: Party = "",
    *,
    thread: str = "",
) -> Letter:
    return Letter(
        to=to,
        subject=subject,
        text=text,
        language=language,
        number=number,
        until=until,
        party=party,
        thread=thread,
    )


def owed(what: Letter | None = None, attempts: int = 1) -> Owed:
    return Owed(
        id=7,
        body=MailPost().compose(what or letter()).body,
        retry_key=RETRY_KEY,
        attempts=attempts,
        outcome_unknown=False,
        token_until=None,
        created_at=START,
    )


def at(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1_000, UTC)
