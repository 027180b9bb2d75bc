"""What a list is filtered by: read from an address or a form, written back into both.

Addresses are logged, so none has a word that a person wrote: a tag stands there as its keyed hash.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, time, timedelta

from bot.store.inbox_lists import NOBODY, Mark, Wanted
from bot.store.moments import milliseconds
from bot.store.sealing import Seal
from handlers.tickets.kinds import Kind
from handlers.tickets.log import Channel
from handlers.tickets.regimes import JAPAN
from handlers.tickets.rights import Right
from handlers.tickets.stages import Stage
from handlers.tickets.statuses import Status
from knowledge.language import LANGUAGES

ME = "me"
TABS: Mapping[str, tuple[Stage, ...]] = {
    "todo": (Stage.TODO,),
    "waiting": (Stage.WAITING,),
    "done": (Stage.DONE,),
    "all": tuple(Stage),
}
DUE = ("overdue", "today", "week")
_KNOWN: Mapping[str, Sequence[str]] = {
    "tab": tuple(TABS),
    "kind": tuple(Kind),
    "right": tuple(Right),
    "status": tuple(Status),
    "written": LANGUAGES,
    "channel": tuple(Channel),
    "due": DUE,
    "unread": ("yes",),
}
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Filters:
    """What was chosen, "" for everything; `written` is the requester's language, `who` the caseworker.

    `who` is `ME`, `NOBODY` or a staff id; `tag` a key that `tag_key` makes.
    """

    tab: str = "todo"
    kind: str = ""
    right: str = ""
    status: str = ""
    written: str = ""
    channel: str = ""
    who: str = ""
    tag: str = ""
    due: str = ""
    unread: str = ""

    @property
    def chosen(self) -> Mapping[str, str]:
        """Return what differs from nothing chosen, as an address or a form has it."""
        named = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in named.items() if value and (name, value) != ("tab", "todo")}

    @property
    def narrowed(self) -> int:
        """Return by how many things the list is narrowed, beside the tab."""
        return len([name for name in self.chosen if name != "tab"])

    @property
    def cleared(self) -> Filters:
        """Return nothing chosen but the tab."""
        return Filters(tab=self.tab)

    def on(self, tab: str) -> Filters:
        return replace(self, tab=tab)


def filters_of(args: Mapping[str, str]) -> Filters:
    """Read what was chosen; what nobody knows counts as not chosen."""
    told = {name: args.get(name, "") for name in _KNOWN}
    known = {name: value for name, value in told.items() if value in _KNOWN[name]}
    return Filters(**{**known, "who": args.get("who", "")[:64], "tag": args.get("tag", "")[:16]})


def wanted_by(
    filters: Filters, member: str, tags: Mapping[str, str], now: int, beside: tuple[str, ...] = ()
) -> Wanted:
    """Return the list that was chosen, for a member, at this time; `tags` are the names by their keys.

    `beside` are those the member stands in for: what is theirs counts as the member's own.
    """
    who = member if filters.who == ME else filters.who
    return Wanted(
        stages=TABS[filters.tab],
        kind=filters.kind or None,
        right=filters.right or None,
        status=filters.status or None,
        language=filters.written or None,
        channel=filters.channel or None,
        assignee=who or None,
        beside=beside if filters.who == ME else (),
        tag=tags.get(filters.tag, "") if filters.tag else None,
        due_before=due_before(filters.due, now) if filters.due else None,
        unread=bool(filters.unread),
    )


def due_before(due: str, now: int) -> int:
    """Return before when something has to be due: now, or the end of the day or the week in Japan."""
    if due == "overdue":
        return now
    today = datetime.fromtimestamp(now / 1_000, UTC).astimezone(JAPAN).date()
    days = 1 if due == "today" else _WEEK - today.weekday()
    return milliseconds(datetime.combine(today + timedelta(days=days), time.min, JAPAN))


def tag_key(tag: str, seal: Seal) -> str:
    """Return what stands for a tag in an address."""
    return seal.token(f"tag:{tag}")


def written_mark(mark: Mark | None) -> str:
    """Return where a page ended, for an address; "" for the end."""
    return f"{mark.stage}.{mark.place}.{mark.number}" if mark else ""


def mark_of(written: str) -> Mark | None:
    """Read where a page ended; None for what is no such place."""
    stage, _, rest = written.partition(".")
    place, _, number = rest.partition(".")
    try:
        return Mark(Stage(int(stage)), int(place), number[:16]) if len(place) < _LONGEST else None
    except ValueError:
        return None


_LONGEST = 19
APPROVE = "approve"
PRESETS: Mapping[str, Filters] = {
    APPROVE: Filters(status=Status.DECISION_PENDING.value),
    "mine": Filters(who=ME),
    "unassigned": Filters(who=NOBODY),
    "overdue": Filters(tab="all", due="overdue"),
    "week": Filters(tab="all", due="week"),
    "incidents": Filters(kind=Kind.INCIDENT.value),
}
"""Lists that everybody has; `APPROVE` is for those who may."""
