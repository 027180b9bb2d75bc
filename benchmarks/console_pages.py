"""The pages of the console that are measured, each under its name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.console_desk import Console
from benchmarks.console_seed import PERSON, busy
from benchmarks.tickets_seed import STAFF, UNTIL, number_of
from bot.console.figures.charts import CHARTS
from handlers.tickets.months import Month

Ask = Callable[[], str]
_FORGOTTEN_MS = 11 * 60_000
"""What the figures know of past months is older than they keep it."""
_LISTS = {
    "to do": "/",
    "waiting": "/?tab=waiting",
    "done": "/?tab=done",
    "mine": "/?who=me",
    "unassigned": "/?who=-",
    "overdue": "/?tab=all&due=overdue",
    "one right": "/?tab=all&right=deletion",
    "new only": "/?tab=all&unread=yes",
    "filters that nothing fits": "/?tab=all&kind=incident&right=disclosure&written=en",
}
_RECORD = {
    "record": "/audit",
    "record: of one person": f"/audit?member={STAFF[3]}",
    "record: exports": "/audit?subject=exports",
    "record: of one ticket": "/audit?number={number}",
    "record: decisions of a year": "/audit?subject=decisions&since=2024-01-01&until=2024-12-31",
}
_OTHERS = {
    "unanswered": "/knowledge/unanswered?days=180",
    "unanswered by passage": "/knowledge/unanswered?days=180&by=passage",
    "erasing": "/erasing",
    "health": "/health",
}


def pages(console: Console, count: int) -> Iterator[tuple[str, Ask]]:
    """Give what is measured: lists, searches, tickets, the record, figures and the rest."""
    month = Month.at(UNTIL)
    opened = {
        **_LISTS,
        "all, 40 pages deep": console.deep("/?tab=all"),
        "one tag": f"/?tab=all&tag={console.tag}",
        "ticket": f"/tickets/{number_of(count // 2)}",
        "ticket with 100 entries more": f"/tickets/{busy(count)}",
        **{name: path.format(number=busy(count)) for name, path in _RECORD.items()},
        "record, 40 pages deep": console.deep("/audit"),
        "figures": "/figures",
        "month for paper": f"/figures/report/{month}",
        "picture": f"/figures/charts/{next(iter(CHARTS))}/{month}/light.svg",
        **_OTHERS,
    }
    for name, path in opened.items():
        yield name, lambda path=path: console.opens(path)  # type: ignore[misc]  # bound in the loop
    yield "figures: first look", lambda: console.opens("/figures", after=_FORGOTTEN_MS)
    for name, query in _searches(count).items():
        yield name, lambda query=query: console.searches(query)  # type: ignore[misc]  # bound in the loop


def _searches(count: int) -> dict[str, str]:
    return {
        "search: number": number_of(count // 2),
        "search: rare word": f"案件{count // 20 * 10}番",
        "search: word of every text": "住所",
        "search: mail address": PERSON.format(place=0),
        "search: nothing": "見当たらない言葉",
    }
