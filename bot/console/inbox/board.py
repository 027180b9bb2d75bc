"""Everything that the page of the inbox shows, read in a bounded number of statements."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import url_for

from bot.console import colleagues
from bot.console.desk import Desk
from bot.console.inbox.filters import (
    APPROVE,
    ME,
    PRESETS,
    TABS,
    Filters,
    filters_of,
    tag_key,
    wanted_by,
    written_mark,
)
from bot.console.inbox.rows import Line, lines
from bot.console.inbox.searching import find, short
from bot.console.language import language, words
from bot.console.member import Member, Permission
from bot.store import inbox_lists, saved_views, staff_mails, ticket_search, ticket_tags
from bot.store.engine import Connection, hold_still
from bot.store.inbox_lists import COUNTED, NOBODY, Listed, Mark, Page, Wanted
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel
from handlers.tickets.rights import Right
from handlers.tickets.statuses import Status
from handlers.tickets.telling import words as told
from knowledge.language import LANGUAGES

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A tab or a kept list: its words, address, how many tickets ("" where nobody counts), and its id."""

    label: str
    href: str
    here: bool
    count: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The inbox at one moment. `next` is where the next page begins, "" at the end.

    `query` is what was searched for, "" in a list; `problem` says why it found less than there may be.
    `beside` are the names of those whose tickets are shown with the member's own. `narrowed` says in words
    what was chosen beside the tab.
    """

    filters: Filters
    lines: Sequence[Line]
    next: str
    first: bool
    tabs: Sequence[Link]
    presets: Sequence[Link]
    views: Sequence[Link]
    options: Mapping[str, Options]
    narrowed: Sequence[str]
    colleagues: Options
    query: str = ""
    problem: str = ""
    beside: Sequence[str] = ()

    @property
    def seal(self) -> str:
        """Return a mark of what the list shows: the same as long as nothing in it has changed."""
        shown = (self.lines, self.next, self.tabs, self.presets, self.views)
        return sha256(repr(shown).encode()).hexdigest()[:16]


def board(desk: Desk, member: Member, filters: Filters, after: Mark | None, query: str = "") -> Board:
    """Read the inbox for a member. Raises StoreError."""
    now, presets = desk.clock(), _presets_of(member)
    with desk.database.read() as connection:
        hold_still(connection)
        tags = {tag_key(name, desk.seal): name for name in ticket_tags.names(connection)}
        beside = staff_mails.stood_in_for(connection, member.id, now)
        wanted = wanted_by(filters, member.id, tags, now, beside)
        if query:
            page, excerpts, problem = _searched(desk, connection, member, wanted, after, query)
        else:
            page, excerpts, problem = inbox_lists.page(connection, wanted, after), {}, ""
        counts = inbox_lists.counts(connection, _counted(member.id, presets, now, beside))
        kept = saved_views.of_member(connection, member.id, desk.seal)
        staff = colleagues.everybody(desk, connection, "caseworker")
        names = {**staff, **colleagues.names(desk, connection, {*_named(page, staff), *beside})}
    options = _options(staff, tags)
    return Board(
        filters=filters,
        lines=lines(page.tickets, names, now, excerpts),
        next=written_mark(page.next),
        first=after is None,
        tabs=[_tab(filters, name, counts, searched=bool(query)) for name in TABS],
        presets=[_preset(filters, name, counts, searched=bool(query)) for name in presets],
        views=[_view(filters, view, searched=bool(query)) for view in kept],
        options=options,
        narrowed=list(_narrowed(filters, options)),
        colleagues=_people(staff, member),
        query=query,
        problem=problem,
        beside=[names[one] for one in beside] if filters.who == ME else (),
    )


def _searched(  # everything that a search depends on
    desk: Desk, connection: Connection, member: Member, wanted: Wanted, after: Mark | None, query: str
) -> tuple[Page, Mapping[str, str], str]:
    found = find(desk, connection, member, query)
    page = inbox_lists.page(connection, inbox_lists.among(wanted, found.numbers), after)
    numbers = {one.number for one in page.tickets}
    excerpts = ticket_search.excerpts(connection, found, numbers, query, desk.seal)
    shown = tuple(one for one in page.tickets if one.number in found.sure or one.number in excerpts)
    problem = "short" if not found.sure and short(member, query) else "more" if found.more else ""
    return Page(shown, page.next), excerpts, problem


def address(filters: Filters) -> str:
    """Return the address of a list."""
    chosen: dict[str, Any] = dict(filters.chosen)
    return url_for("inbox.inbox", **chosen)


def _presets_of(member: Member) -> Sequence[str]:
    return [name for name in PRESETS if name != APPROVE or member.may(Permission.APPROVE)]


def _narrowed(filters: Filters, options: Mapping[str, Options]) -> Iterator[str]:
    for name, value in filters.chosen.items():
        if name in options:
            told_value = dict(options[name]).get(value, value)
            yield words("inbox.filter.is", name=words(f"inbox.filter.{name}"), value=told_value)
        elif name == "unread":
            yield words("inbox.filter.unread")


def _counted(member: str, presets: Sequence[str], now: int, beside: tuple[str, ...]) -> dict[str, Wanted]:
    lists = {f"tab.{name}": Filters(tab=name) for name in TABS if name != "all"}
    lists |= {f"preset.{name}": PRESETS[name] for name in presets}
    return {name: wanted_by(filters, member, {}, now, beside) for name, filters in lists.items()}


def _named(page: Page, known: Mapping[str, str]) -> set[str]:
    ids = {who for one in page.tickets for who in (one.assignee, one.handover) if who}
    return ids - known.keys()


def _count(counts: Mapping[str, int], name: str) -> str:
    count = counts.get(name)
    if count is None:
        return ""
    return words("inbox.many", count=COUNTED - 1) if count >= COUNTED else str(count)


def _tab(filters: Filters, name: str, counts: Mapping[str, int], *, searched: bool) -> Link:
    return Link(
        label=words(f"inbox.tab.{name}"),
        href=address(filters.on(name)),
        here=not searched and filters.tab == name,
        count=_count(counts, f"tab.{name}"),
        id=name,
    )


def _preset(filters: Filters, name: str, counts: Mapping[str, int], *, searched: bool) -> Link:
    preset = PRESETS[name]
    return Link(
        label=words(f"inbox.preset.{name}"),
        href=address(preset),
        here=not searched and filters == preset,
        count=_count(counts, f"preset.{name}"),
        id=name,
    )


def _view(filters: Filters, view: saved_views.SavedView, *, searched: bool) -> Link:
    kept = filters_of(view.filters)
    here = not searched and filters == kept
    return Link(label=view.name, href=address(kept), here=here, id=view.id)


def _people(staff: Mapping[str, str], member: Member) -> Options:
    others = [(one, name) for one, name in staff.items() if one != member.id]
    return [(ME, words("inbox.me")), *others, (NOBODY, words("inbox.nobody"))]


def _options(staff: Mapping[str, str], tags: Mapping[str, str]) -> Mapping[str, Options]:
    known = language()
    return {
        "kind": [(one.value, told("kind", one, known)) for one in Kind],
        "right": [(one.value, told("right", one, known)) for one in Right],
        "status": [(one.value, told("status", one, known)) for one in Status],
        "written": [(one, words(f"inbox.written.{one}")) for one in LANGUAGES],
        "channel": [(one.value, told("channel", one, known)) for one in Channel],
        "who": [(ME, words("inbox.me")), (NOBODY, words("inbox.nobody")), *staff.items()],
        "due": [(one, words(f"inbox.due.{one}")) for one in ("overdue", "today", "week")],
        "tag": list(tags.items()),
    }


def listed_by(
    desk: Desk, connection: Connection, member: Member, filters: Filters, after: Mark | None, most: int
) -> tuple[Sequence[Listed], Mark | None]:
    """Return tickets of a list for a file, and where the next ones begin."""
    tags = {tag_key(name, desk.seal): name for name in ticket_tags.names(connection)}
    beside, now = staff_mails.stood_in_for(connection, member.id, desk.clock()), desk.clock()
    wanted = wanted_by(filters, member.id, tags, now, beside)
    found = inbox_lists.page(connection, wanted, after, most)
    return found.tickets, found.next
