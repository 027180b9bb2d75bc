"""An office with tickets to list: written into the console's store, every step through the machine."""

from __future__ import annotations

from datetime import timedelta

from bot.store import tickets
from handlers.tickets.kinds import Kind
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from tests.bot.store.lodged import Silent, change, life_of, person, wrote
from tests.builders import NOW
from tests.console_desk import ConsoleDesk
from tests.handlers.tickets.lives import PERSON, Life

ANA, BEN = "a" * 32, "b" * 32
ADDRESS, MOVED, LEAK, OVER = "PR-2026-0000A1", "PR-2026-0000A2", "PR-2026-0000A3", "PR-2026-0000A4"


def filled(console: ConsoleDesk) -> ConsoleDesk:
    """Give the console four tickets: two requests of Ana, an incident, and one of Ben that has ended."""
    add(
        console,
        life_of(ANA, Right.CORRECTION, number=ADDRESS, start=NOW),
        "東京都に引っ越しました。住所を直してください",
    )
    late = life_of(ANA, Right.DELETION, number=MOVED, start=NOW - timedelta(days=15))
    add(console, late, "Please delete the account of hana@example.jp")
    leak = Silent(kind=Kind.INCIDENT, number=LEAK, start=NOW)
    add(console, leak.move(Move.SUBMIT, by=PERSON), "=SUM(A1) somebody reads my mail <b>now</b>")
    over = life_of(BEN, number=OVER, start=NOW - timedelta(days=2))
    add(console, over.move(Move.WITHDRAW, by=person(BEN)), "東京と京都の記録をください")
    return console


def add(console: ConsoleDesk, life: Life, text: str = "…") -> None:
    """Store a ticket with a text of its requester."""
    texts = wrote(life, f"text of {life.ticket.number}", text)
    with console.desk.database.write() as connection:
        tickets.append(connection, [change(life, texts)], console.desk.seal)
