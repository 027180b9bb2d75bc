"""`tickets show`: one ticket, with its periods and what happened, in plain words."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.start import open_store, start
from bot.cli.ticket_number import NUMBER, iso, moment_of
from bot.store import files, notices, ticket_logs, ticket_texts
from bot.store.engine import hold_still
from bot.store.files import StoredFile
from bot.store.notices import Delivery
from handlers.tickets.changes import SaltedText
from handlers.tickets.clocks import Clock, clocks
from handlers.tickets.log import TicketEvent
from handlers.tickets.records import UnknownRecord, event_of, record_of
from handlers.tickets.telling import clock_state, moment, told, who, words
from handlers.tickets.texts import pointed
from handlers.tickets.ticket import BrokenLog, Ticket
from knowledge.language import LANGUAGES, Language

_CLOCKS = ("legal", "work", "touch")
_TURNING = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_Texts = Mapping[str, SaltedText | None]


@dataclass(frozen=True, slots=True)
class _Shown:
    ticket: Ticket
    log: tuple[TicketEvent, ...]
    hashes: tuple[str, ...]
    clocks: Mapping[str, Clock]
    texts: _Texts
    files: Sequence[StoredFile]
    notices: Sequence[Delivery]
    now: datetime
    language: Language


@click.command()
@click.argument("number", type=NUMBER)
@click.option(
    "--texts",
    "with_texts",
    is_flag=True,
    help="Also what people and staff wrote, and names of files. Personal.",
)
@click.option("--lang", type=click.Choice(LANGUAGES), default="en", help="Say it in this language.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of lines.")
def show(number: str, with_texts: bool, lang: Language, as_json: bool) -> None:
    """Show one ticket: what it is, until when it must be answered, and what happened. Times are Japan's."""
    shown = _looked_up(number, lang, with_texts=with_texts)
    if as_json:
        click.echo(json.dumps(_json(shown, with_texts=with_texts), ensure_ascii=False, indent=2))
        return
    kept = _files(shown, with_names=with_texts)
    for line in (*_head(shown), *_parts(shown), *kept, *_notices(shown), *_log(shown)):
        click.echo(line)


def _looked_up(number: str, language: Language, *, with_texts: bool) -> _Shown:
    settings = start()
    with closing(open_store(settings)) as database, database.read() as connection:
        hold_still(connection)
        try:
            entries = ticket_logs.entries(connection, number)
            log = tuple(event_of(entry.event) for entry in entries)
            texts = ticket_texts.load(connection, number, seal_of(settings)) if with_texts else {}
            if not log:
                raise click.ClickException(f"There is no ticket {number}.")
            ticket, running = Ticket.of(log), clocks(log, settings.hours.closing)
            kept = files.of_ticket(connection, number, seal_of(settings))
            sent = notices.of_ticket(connection, number)
        except (UnknownRecord, BrokenLog) as error:
            raise click.ClickException(f"Its log cannot be read: {error}. See: tickets verify") from None
    named = {name: getattr(running, name) for name in _CLOCKS} if running else {}
    hashes = tuple(entry.hash for entry in entries)
    return _Shown(ticket, log, hashes, named, texts, kept, sent, moment_of(clock()), language)


def _head(shown: _Shown) -> Iterator[str]:
    ticket, language = shown.ticket, shown.language
    received = moment(ticket.received_at) if ticket.received_at else words("label", "not_yet", language)
    yield ticket.number
    yield from _aligned(
        {
            _label("kind", shown): words("kind", ticket.kind, language),
            _label("status", shown): words("status", ticket.status, language),
            _label("requester", shown): f"{ticket.requester} ({ticket.standing})",
            _label("language", shown): ticket.language,
            _label("regime", shown): ticket.regime,
            _label("received", shown): received,
            _label("assignee", shown): ticket.assignee or words("label", "nobody", language),
        }
    )


def _parts(shown: _Shown) -> Iterator[str]:
    language = shown.language
    if shown.clocks:
        yield ""
        yield from _aligned(
            {_label(name, shown): clock_state(one, shown.now, language) for name, one in shown.clocks.items()}
        )
    if shown.ticket.items:
        yield from ("", _label("items", shown))
        yield from _aligned(
            {
                f"  {words('right', item.right, language)}": words(
                    "outcome", item.outcome or "none", language
                )
                for item in shown.ticket.items
            }
        )


def _files(shown: _Shown, *, with_names: bool) -> Iterator[str]:
    if not shown.files:
        return
    yield from ("", _label("files", shown))
    for one in shown.files:
        state, at = "erased" if one.erased else "kept", moment(moment_of(one.kept_at))
        told_here = words("file", state, shown.language, media_type=one.media_type, size=one.size, at=at)
        yield f"  {one.id}  {told_here}"
        if with_names and one.name:
            yield f"         | {_harmless(one.name)}"


def _notices(shown: _Shown) -> Iterator[str]:
    """Tell how what was said unasked travelled."""
    if not shown.notices:
        return
    yield from ("", _label("notices", shown))
    for one in shown.notices:
        state, at = words("notice", _state(one), shown.language), moment(moment_of(one.made_at))
        yield f"  {words('notice', 'line', shown.language, at=at, state=state)}"


def _state(one: Delivery) -> str:
    if one.outcome == "failed":
        return "failed"
    return f"{one.rung}_{one.outcome}" if one.outcome else one.rung


def _log(shown: _Shown) -> Iterator[str]:
    yield from ("", _label("log", shown))
    actors = [who(event, shown.language) for event in shown.log]
    widest = max(map(_width, actors))
    for place, (event, actor) in enumerate(zip(shown.log, actors, strict=True), 1):
        sentence = told(event, shown.language)
        yield f"  {place:3}  {moment(event.at)}  {_padded(actor, widest)}  {sentence}"
        for text_id, _ in pointed(record_of(event)):
            if text_id in shown.texts:
                yield from _text(shown.texts[text_id], shown)


def _text(kept: SaltedText | None, shown: _Shown) -> Iterator[str]:
    lines = kept.text.splitlines() if kept else [_label("erased", shown)]
    yield from (f"         | {_harmless(line)}" for line in lines)


def _harmless(line: str) -> str:
    """Return what somebody wrote as one line that cannot steer the terminal or turn its letters around."""
    return "".join("\N{REPLACEMENT CHARACTER}" if _steers(letter) else letter for letter in line)


def _steers(letter: str) -> bool:
    turns = unicodedata.bidirectional(letter) in _TURNING
    return turns or unicodedata.category(letter) in {"Cc", "Zl", "Zp"}


def _json(shown: _Shown, *, with_texts: bool) -> dict[str, Any]:
    ticket = shown.ticket
    told_here: dict[str, Any] = {
        "number": ticket.number,
        "kind": ticket.kind,
        "status": ticket.status,
        "requester": ticket.requester,
        "standing": ticket.standing,
        "language": ticket.language,
        "regime": ticket.regime,
        "received_at": iso(ticket.received_at),
        "answered_at": iso(ticket.answered_at),
        "ended_at": iso(ticket.ended_at),
        "assignee": ticket.assignee,
        "score": ticket.score,
        "version": ticket.version,
        "items": [{"right": item.right, "outcome": item.outcome} for item in ticket.items],
        "clocks": {
            name: {"due_at": iso(one.due_at(shown.now)), "percent": one.percent(shown.now)}
            for name, one in shown.clocks.items()
        },
        "files": [_file(one, with_name=with_texts) for one in shown.files],
        "notices": [
            {
                "made_at": iso(moment_of(one.made_at)),
                "state": _state(one),
                "ended_at": iso(moment_of(one.ended_at)) if one.ended_at is not None else None,
            }
            for one in shown.notices
        ],
        "log": [
            record_of(event) | {"told": told(event, shown.language), "hash": digest}
            for event, digest in zip(shown.log, shown.hashes, strict=True)
        ],
    }
    if with_texts:
        told_here["texts"] = {name: kept.text if kept else None for name, kept in shown.texts.items()}
    return told_here


def _file(one: StoredFile, *, with_name: bool) -> dict[str, Any]:
    told_here = {
        "id": one.id,
        "media_type": one.media_type,
        "size": one.size,
        "sha256": one.digest,
        "kept_at": iso(moment_of(one.kept_at)),
        "erased": one.erased,
    }
    return told_here | ({"name": one.name} if with_name else {})


def _label(name: str, shown: _Shown) -> str:
    return words("label", name, shown.language)


def _aligned(rows: Mapping[str, str]) -> Iterator[str]:
    widest = max(map(_width, rows))
    yield from (f"{_padded(name, widest)}  {value}" for name, value in rows.items())


def _padded(text: str, width: int) -> str:
    return text + " " * (width - _width(text))


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes; Japanese letters take two."""
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
