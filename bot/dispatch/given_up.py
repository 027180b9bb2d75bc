"""Mails to staff that nobody will get: somebody has to look at them, or nobody learns of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.channels import Post
from bot.store import outbox, tasks
from bot.store.engine import Connection
from bot.store.errors import WrongSeal
from bot.store.outbox import MAIL
from bot.store.outcomes import Failed, Settled
from bot.store.sealing import Seal
from handlers.letters import Letter


def note(connection: Connection, settled: Sequence[Settled], post: Post | None, seal: Seal, now: int) -> None:
    """Raise a task for each mail to staff that was given up, and for what cannot be told from one."""
    for one in settled:
        if not isinstance(one.outcome, Failed) or one.outcome.goes_on or one.channel != MAIL:
            continue
        letter = _letter(one, post, seal)
        if letter is None or letter.party == "staff":
            number = letter.number if letter else None
            tasks.raise_task(connection, "mail_failed", one.dedupe, number or None, now)


def _letter(one: Settled, post: Post | None, seal: Seal) -> Letter | None:
    if post is None or one.body is None:
        return None
    try:
        return post.read(seal.open(one.body, outbox.place_of(one.dedupe)))
    except (WrongSeal, ValueError, TypeError):  # of other keys, or of another version
        return None
