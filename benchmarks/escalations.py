"""Whether mails to the Privacy Center are lost when the relay fails by chance and the worker is killed.

    python -m benchmarks.escalations --count 10000 [--database sqlite|postgresql ...] [--kills N] [--seed S]

Everybody passes a question on by the real webhook and writes once more by mail, so that two mails of each
ticket must arrive in order. The worker is the real process; `kill -9` ends it while mails are on their way,
and every other time the relay is started again, too. Ends with 1 when anything is wrong.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from benchmarks.databases import Postgres, Sqlite
from benchmarks.escalations_findings import Findings, found
from benchmarks.escalations_town import Town, mail_settings
from benchmarks.line_api import LineApi
from benchmarks.product import Product
from benchmarks.servers import BenchmarkError, Server
from bot import logs
from bot.dev.failures import Chance, Chances, Failure
from bot.dev.mailbox import MailDouble
from bot.store import inbox, outbox
from bot.store.engine import Database, open_database

OF_EACH = 2  # mails to staff about one ticket
_PATIENCE = 400.0  # seconds without a mail; the pause after an eighth try is over by then
_HANGING = 30.0  # seconds; longer than the desk waits for an answer


@dataclass(frozen=True, slots=True)
class Plan:
    """How many escalations, how often the worker is killed, and how likely it is that a try fails."""

    count: int
    kills: int
    seed: int = 1
    failing: float = 0.25
    refusals: float = 0.0005


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was found, how long it took and what the mails met on their way."""

    findings: Findings
    seconds: float
    kills: int
    met: Counter[str]


def chances(failing: float, refusals: float) -> list[Chance]:
    """Return the relay's bad days; `failing` is about how many of all tries fail for now."""
    shares = (
        ("421 as greeting", "connect", 0.15, Failure(status=421)),
        ("dropped as greeting", "connect", 0.15, Failure(drop="before")),
        ("hanging as greeting", "connect", 0.005, Failure(stall=_HANGING)),
        ("451 at MAIL FROM", "sender", 0.1, Failure(status=451)),
        ("550 at MAIL FROM", "sender", 0.1, Failure(status=550)),
        ("450 at RCPT TO", "recipient", 0.1, Failure(status=450)),
        ("dropped at RCPT TO", "recipient", 0.05, Failure(drop="before")),
        ("452 after DATA", "data", 0.1, Failure(status=452)),
        ("dropped in DATA", "data", 0.12, Failure(drop="before")),
        ("dropped after DATA, kept", "data", 0.12, Failure(drop="after")),
        ("hanging in DATA", "data", 0.005, Failure(stall=_HANGING)),
    )
    for_good = Chance("550 at RCPT TO, for good", "recipient", refusals, Failure(status=550))
    return [*(Chance(name, at, share * failing, how) for name, at, share, how in shares), for_good]


def run(plan: Plan, database_url: str, folder: Path) -> Outcome:
    """Let everything happen, on an empty database; `folder` takes the logs. Raises BenchmarkError."""
    with ExitStack() as stack:
        mailbox = stack.enter_context(MailDouble(kept=plan.count * OF_EACH * 4))
        mailbox.chances = Chances(chances(plan.failing, plan.refusals), plan.seed)
        api = stack.enter_context(LineApi(folder))
        api.wait_for_port(api.port)
        product = Product(database_url, api.url, folder, mail_settings(mailbox.url))
        product.migrate()
        web = stack.enter_context(product.webhook())
        web.wait()
        database = stack.enter_context(closing(open_database(database_url)))
        began = time.monotonic()
        town = Town(product, database, web.port, plan.count)
        kills = _work(product, database, mailbox, town, plan)
        seconds = time.monotonic() - began
        return Outcome(found(database, mailbox.letters(), OF_EACH), seconds, kills, mailbox.chances.met)


def _work(product: Product, database: Database, mailbox: MailDouble, town: Town, plan: Plan) -> int:
    """Kill the worker whenever so many mails have come, until the last one lives to see the end."""
    kills = 0
    for after in _when(plan):
        with product.worker() as worker:
            _wait(worker, database, mailbox, town, after)
            worker.kill()
        kills += 1
        if kills % 2 == 0:
            with mailbox.away():
                time.sleep(0.5)
    with product.worker() as worker:
        _wait(worker, database, mailbox, town, None)
    return kills


def _when(plan: Plan) -> Iterator[int]:
    """Give after how many mails the worker is killed; never at the same place of two stretches."""
    chance, stretch = random.Random(plan.seed), plan.count * OF_EACH / (plan.kills + 1)
    for number in range(plan.kills):
        yield round(stretch * (number + chance.uniform(0.3, 1.0)))


def _wait(worker: Server, database: Database, mailbox: MailDouble, town: Town, until: int | None) -> None:
    """Keep the town busy until so many mails came, or until nothing is owed any more."""
    came, since = 0, time.monotonic()
    while True:
        worker.check()
        going_on = town.go_on()
        now = len(mailbox.letters())
        if now != came:
            came, since = now, time.monotonic()
        if until is None and not going_on and _nothing_waits(database):
            return
        if until is not None and came >= until:
            return
        if time.monotonic() - since > _PATIENCE:
            raise BenchmarkError(f"no mail came for {_PATIENCE:.0f} s after {came}:\n{worker.last_words()}")
        time.sleep(0.05)


def _nothing_waits(database: Database) -> bool:
    with database.read() as connection:
        return inbox.backlog(connection).waiting == 0 and outbox.debts(connection).waiting == 0


def table(name: str, plan: Plan, outcome: Outcome) -> str:
    """Return the figures as lines of Markdown."""
    seen, met = outcome.findings, outcome.met
    rows = (
        ("tickets opened", seen.tickets),
        ("mails owed", seen.owed),
        ("arrived", seen.arrived),
        ("refused for good by the relay, and recorded so", seen.refused),
        ("lost", len(seen.lost)),
        ("tickets that told too little of themselves", len(seen.told_too_little)),
        ("mails under two Message-IDs", len(seen.renamed)),
        ("mails whose copies differ", len(seen.changed)),
        ("mails that a later one of their ticket overtook", len(seen.out_of_order)),
        ("copies beyond the first", seen.copies),
        ("most tries of one mail", seen.most_tries),
        ("tries that the relay let fail", met.total()),
        ("workers ended with kill -9", outcome.kills),
        ("seconds", round(outcome.seconds)),
    )
    lines = [f"| {what} | {figure:,} |" for what, figure in rows]
    failed = ", ".join(f"{name} {count:,}" for name, count in sorted(met.items()))
    head = f"| {name}, {plan.count:,} escalations, seed {plan.seed} | |\n| --- | --- |"
    return "\n".join([head, *lines, "", f"The relay: {failed}."])


def _leave(_: int, __: FrameType | None) -> None:
    raise SystemExit(143)  # so that every process that was started is ended


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--database", action="append", choices=("sqlite", "postgresql"))
    parser.add_argument("--kills", type=int, help="instead of one for every hundred escalations")
    parser.add_argument("--seed", type=int, default=1)
    return parser.parse_args()


def main() -> int:
    """Run on each database and print what was found; 1 when anything is wrong."""
    arguments = _arguments()
    logs.set_up("CRITICAL")
    signal.signal(signal.SIGTERM, _leave)
    kills = arguments.kills if arguments.kills is not None else max(3, arguments.count // 100)
    plan, flaws = Plan(arguments.count, kills, arguments.seed), 0
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="madoguchi-escalations-")))
        for name in arguments.database or ("sqlite", "postgresql"):
            databases = Sqlite(home) if name == "sqlite" else stack.enter_context(Postgres())
            outcome = run(plan, databases.create(), home)
            print(table(name, plan, outcome), flush=True)
            for flaw in outcome.findings.flaws:
                print(f"wrong: {flaw}", file=sys.stderr)
            flaws += len(outcome.findings.flaws)
    return 1 if flaws else 0


if __name__ == "__main__":
    sys.exit(main())
