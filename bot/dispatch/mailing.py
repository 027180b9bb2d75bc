"""Mails that a decision owes, as rows of the outbox."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.channels import Draft, Post
from bot.store import outbox
from bot.store.inbox import StoredEvent
from bot.store.outbox import MAIL, NewDebt, mail_lane, thread_lane
from bot.store.sealing import Seal
from handlers.letters import Letter


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail we owe. Those of one `thread` to one address go out in order; without one, a person's do.

    What is soon of no use, as a code, has none: it must not wait behind what a relay puts off.
    """

    draft: Draft
    to: str
    thread: str = ""


def composed(letters: Sequence[Letter], post: Post | None) -> tuple[Mail, ...]:
    """Return letters as mails. Raises ValueError without a way to send them."""
    if not letters:
        return ()
    if post is None:
        raise ValueError("there is no post to send these letters")
    return tuple(
        Mail(post.compose(letter), letter.to, "" if letter.until else letter.thread) for letter in letters
    )


def debts(mails: Sequence[Mail], stored: StoredEvent, seal: Seal) -> Iterator[NewDebt]:
    """Give the rows of the mails that an event leads to."""
    for number, mail in enumerate(mails):
        dedupe = f"{stored.event_id}:mail{number}"
        body = seal.close(mail.draft.body, outbox.place_of(dedupe))
        thread = mail.thread
        lane = thread_lane(thread, mail.to, seal) if thread else mail_lane(stored.lane, seal)
        yield NewDebt(dedupe, MAIL, lane, body, None, threaded=bool(thread))
