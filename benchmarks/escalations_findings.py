"""What became of every mail that was owed: compared row by row with what the relay got."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Row, select

from bot.dev.mailbox import KeptMail
from bot.store.engine import Database
from bot.store.outbox import MAIL
from bot.store.tables import OwedState, mail_ledger, outbox, tickets

_TICKET = re.compile(r"PR-\d{4}-[0-9A-Z]{6}")


@dataclass(frozen=True, slots=True)
class Findings:
    """Counts, and what is wrong in words: ids of mails (the part before the token) and numbers of tickets."""

    tickets: int
    owed: int
    arrived: int
    refused: int
    still_owed: int
    copies: int
    most_tries: int
    lost: tuple[str, ...]
    told_too_little: tuple[str, ...]
    renamed: tuple[str, ...]
    changed: tuple[str, ...]
    out_of_order: tuple[str, ...]

    @property
    def flaws(self) -> tuple[str, ...]:
        """What must not be: lost, without a mail, one mail under two ids, copies that differ, overtaken."""
        return (*self.lost, *self.told_too_little, *self.renamed, *self.changed, *self.out_of_order)


def found(database: Database, kept: Sequence[KeptMail], of_each: int) -> Findings:
    """Compare the store with what the relay kept; every ticket has to have told of itself `of_each` times."""
    with database.read() as connection:
        owed = connection.execute(select(outbox).where(outbox.c.channel == MAIL).order_by(outbox.c.id)).all()
        numbers = connection.execute(select(tickets.c.number)).scalars().all()
        unsettled = connection.execute(
            select(mail_ledger.c.id).where(mail_ledger.c.outcome.is_distinct_from("to_ticket"))
        )
        dropped = [f"ledger {row}" for row in unsettled.scalars()]
    copies = _by_id(kept)
    refused = [row for row in owed if row.state == OwedState.FAILED and row.retry_key not in copies]
    waiting = [row for row in owed if row.state < OwedState.SENT and row.retry_key not in copies]
    excused = {row.id for row in (*refused, *waiting)}
    told = _by_subject(kept)
    number_of = {one: _number(mails[0]) for one, mails in copies.items()}
    return Findings(
        tickets=len(numbers),
        owed=len(owed),
        arrived=len(copies),
        refused=len(refused),
        still_owed=len(waiting),
        copies=len(kept) - len(copies),
        most_tries=max((row.attempts for row in owed), default=0),
        lost=tuple(row.retry_key for row in owed if row.retry_key not in copies and row.id not in excused),
        told_too_little=(
            *dropped,
            *_untold(numbers, list(number_of.values()), of_each, allowed=len(excused)),
        ),
        renamed=tuple(subject for subject, ids in told.items() if len(ids) > 1),
        changed=tuple(one for one, mails in copies.items() if len({_content(mail) for mail in mails}) > 1),
        out_of_order=_overtaken(owed, copies),
    )


def _by_id(kept: Sequence[KeptMail]) -> dict[str, list[KeptMail]]:
    copies = defaultdict(list)
    for mail in kept:
        copies[_id(mail)].append(mail)
    return copies


def _by_subject(kept: Sequence[KeptMail]) -> dict[str, set[str]]:
    """A subject holds the ticket's number and what it is about, which here no two mails share."""
    told = defaultdict(set)
    for mail in kept:
        told[mail.subject].add(str(mail.message["Message-ID"]))
    return told


def _untold(numbers: Sequence[str], arrived: Sequence[str], of_each: int, *, allowed: int) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for number in arrived:
        counts[number] += 1
    untold = tuple(number for number in numbers for _ in range(of_each - counts[number]))
    return untold if len(untold) > allowed else ()


def _overtaken(owed: Sequence[Row[tuple[object, ...]]], copies: dict[str, list[KeptMail]]) -> tuple[str, ...]:
    """Return the mails of which a later one of the same thread arrived first."""
    first: dict[str, int] = {}
    overtaken = []
    for row in owed:
        if row.retry_key not in copies:
            continue
        at = copies[row.retry_key][0].number
        if at < first.get(row.lane, 0):
            overtaken.append(row.retry_key)
        first[row.lane] = max(at, first.get(row.lane, 0))
    return tuple(overtaken)


def _id(mail: KeptMail) -> str:
    """Return what was drawn when the mail was owed: its row's retry key."""
    return str(mail.message["Message-ID"]).removeprefix("<").partition(".")[0]


def _number(mail: KeptMail) -> str:
    named = _TICKET.search(mail.subject)
    return named[0] if named else ""


def _content(mail: KeptMail) -> bytes:
    return mail.message.as_bytes()
