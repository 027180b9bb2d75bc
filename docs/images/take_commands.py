"""Take the pictures of the operators' commands: real runs, on a store with made-up tickets."""

from __future__ import annotations

import secrets
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape

from cryptography.fernet import Fernet

from bot.settings import environment
from bot.store import schema, tickets
from bot.store.engine import Database, open_database
from bot.store.sealing import Seal
from handlers.tickets.actors import SYSTEM, Actor, Role
from handlers.tickets.assurance import Level
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.items import Outcome
from handlers.tickets.log import Assigned, Channel, MessageIn, Opened
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Move
from handlers.tickets.texts import KeptText, digest_of
from tests.bot.store.lodged import Silent
from tests.handlers.tickets.lives import MORI, Life

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LINE_HEIGHT, LETTER, EDGE = 20, 8.4, 20
STYLE = """\
  svg { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #1f2328 }
  .page { fill: #f6f8fa; stroke: #d1d9e0 }
  .typed { fill: #0b6b4f; font-weight: 600 }
  @media (prefers-color-scheme: dark) {
    svg { fill: #e6edf3 }
    .page { fill: #0d1117; stroke: #3d444d }
    .typed { fill: #63d2aa }
  }
"""
SHOWN = "PR-2026-7QK3FX"
TAMPERED = """\
UPDATE ticket_events SET record = replace(record, 'deletion', 'addition')
WHERE number = 'PR-2026-7QK3FX' AND sequence = 3"""


def life(number: str, days_ago: float, *rights: Right, person: str) -> Life:
    """Return the life of a ticket that was handed in so many days ago."""
    begun = Silent(*rights, number=number, start=datetime.now(UTC) - timedelta(days=days_ago))
    who = Actor(Role.REQUESTER, person)
    begun.events[0] = replace(cast("Opened", begun.events[0]), requester=person)
    return begun.move(Move.SUBMIT, by=who).wait(minutes=1)


def shown() -> tuple[Life, dict[str, SaltedText]]:
    """Return a ticket in review, which somebody added a message to and a second person looks at."""
    words, salt = "One of my addresses is an old one.", secrets.token_bytes(16)
    one = life(SHOWN, 6.4, Right.DISCLOSURE, Right.DELETION, person="0f3a")
    one.identified(Level.KNOWN_FACTS).wait(hours=3).move(Move.TAKE_UP, by=SYSTEM)
    one.add(Assigned(at=one.now, by=MORI, to="mori")).wait(days=1)
    kept = KeptText("message", digest_of(words, salt))
    one.add(MessageIn(at=one.now, by=Actor(Role.REQUESTER, "0f3a"), channel=Channel.LINE, text=kept))
    return one, {"message": SaltedText(words, salt)}


def fill(database: Database, seal: Seal) -> None:
    """Put tickets into a store as their lives would have."""
    one, texts = shown()
    late = life("PR-2026-M4T9WZ", 15.2, Right.CORRECTION, person="77c1").move(Move.VERIFY, by=SYSTEM)
    fresh = life("PR-2026-2B8RYC", 0.3, Right.SUSPENSION_OF_USE, person="b20e").move(Move.VERIFY, by=SYSTEM)
    over = life("PR-2026-K0V5HD", 21.0, Right.PURPOSE_NOTICE, person="5d9e").move(Move.TAKE_UP)
    over.wait(days=2).propose(Outcome.NOT_HELD).add()
    gone = life("PR-2026-9XJ3QA", 30.0, Right.DISCLOSURE, person="e41b")
    gone.wait(days=1).move(Move.WITHDRAW, by=Actor(Role.REQUESTER, "e41b"))
    for each, written in ((gone, {}), (over, {}), (late, {}), (one, texts), (fresh, {})):
        _keep(database, seal, each, written)


def _keep(database: Database, seal: Seal, one: Life, texts: dict[str, SaltedText]) -> None:
    change = TicketChange(one.ticket.number, 0, tuple(one.events), texts)
    with database.write() as connection:
        tickets.append(connection, [change], seal)


@contextmanager
def store() -> Iterator[tuple[Database, dict[str, str]]]:
    """Give a store with tickets, and the settings under which commands find it."""
    with tempfile.TemporaryDirectory() as home:
        key, secret = Fernet.generate_key().decode(), secrets.token_urlsafe(32)
        settings = {
            **environment(),
            "LINE_CHANNEL_SECRET": secret,
            "LINE_CHANNEL_ID": "1",
            "SECRET_KEY": secret,
            "DATA_KEYS": key,
            "DATABASE_URL": f"sqlite:///{home}/madoguchi.db",
            "PYTHONPATH": str(ROOT),
        }
        with closing(open_database(settings["DATABASE_URL"])) as database:
            schema.migrate(database)
            fill(database, Seal([key], secret))
            yield database, {**settings, "PWD": home}


def typed(settings: dict[str, str], *words: str) -> list[str]:
    """Run a command; return what is on the screen then."""
    run = subprocess.run(
        [sys.executable, "-m", "bot", *words],
        env=settings,
        cwd=settings["PWD"],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.stderr:
        raise SystemExit(run.stderr)
    return [f"$ python -m bot {' '.join(words)}", *run.stdout.splitlines()]


def picture(lines: Sequence[str], described: str) -> str:
    """Return the lines of a terminal as SVG, legible in light and dark."""
    width = round(max(map(len, lines)) * LETTER) + 2 * EDGE
    height = len(lines) * LINE_HEIGHT + 2 * EDGE
    size = f'viewBox="0 0 {width} {height}" width="{width}"'
    rows = [_row(line, place) for place, line in enumerate(lines, 1)]
    return "\n".join(
        [
            f'<svg {size} xmlns="http://www.w3.org/2000/svg" role="img">',
            f"<title>{escape(described)}</title>",
            f"<style>\n{STYLE}</style>",
            f'<rect class="page" x="0.5" y="0.5" width="{width - 1}" height="{height - 1}" rx="8"/>',
            *filter(None, rows),
            "</svg>\n",
        ]
    )


def _row(line: str, place: int) -> str:
    if not line.strip():
        return ""
    kind = ' class="typed"' if line.startswith("$ ") else ""
    start = len(line) - len(line.lstrip())
    left, top, length = EDGE + start * LETTER, EDGE + place * LINE_HEIGHT - 5, len(line.strip()) * LETTER
    written = escape(line.strip()).replace(" ", "\u00a0")
    return f'<text{kind} x="{left:.1f}" y="{top}" textLength="{length:.1f}">{written}</text>'


def main() -> None:
    """Run each command and keep what it printed."""
    with store() as (database, settings):
        listed = typed(settings, "tickets", "list")
        told = typed(settings, "tickets", "show", SHOWN)
        whole = typed(settings, "tickets", "verify")
        with database.write() as connection:
            connection.exec_driver_sql(TAMPERED)
        broken = typed(settings, "tickets", "verify")
    meanwhile = "# … somebody changes a row of the database by hand …"
    for name, lines, described in (
        ("tickets-list", listed, "The list of tickets, each in a line"),
        ("tickets-show", told, "One ticket with its periods, items and log"),
        (
            "tickets-verify",
            [*whole, "", meanwhile, "", *broken],
            "The check before and after somebody tampered",
        ),
    ):
        (HERE / f"{name}.svg").write_text(picture(lines, described), encoding="utf-8")


if __name__ == "__main__":
    main()
