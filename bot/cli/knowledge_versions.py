"""`knowledge versions`: what was published when, and what is live."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import click

from bot.cli.start import open_store, start
from bot.store import publications
from bot.store.publications import Listed
from knowledge.library import LibraryError, load


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object instead of a table.")
def versions(as_json: bool) -> None:
    """List every publication, newest first; the first one is live."""
    with closing(open_store(start())) as database, database.read() as connection:
        listed = publications.listed(connection)
    shipped = _shipped()
    if as_json:
        live = listed[0].publication.version if listed else shipped
        rows = [_row(each, live=place == 0) for place, each in enumerate(listed)]
        told = {"live": live, "shipped": shipped, "publications": rows}
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
        return
    for line in _lines(listed):
        click.echo(line)
    role = "not live by itself" if listed else "live, for nothing was published"
    click.echo(f"Shipped with this program: {shipped or 'not readable'} ({role})")


def _shipped() -> str | None:
    try:
        return load().version
    except LibraryError:
        return None


def _row(each: Listed, *, live: bool) -> dict[str, Any]:
    publication = each.publication
    return {
        "id": publication.id,
        "version": publication.version,
        "live": live,
        "policy": each.policy,
        "passages": each.passages,
        "size": each.size,
        "published_at": _time(publication.published_at),
        "published_by": publication.published_by,
        "note": publication.note,
    }


def _lines(listed: Sequence[Listed]) -> list[str]:
    return [_line(each, "live" if place == 0 else "") for place, each in enumerate(listed)]


def _line(each: Listed, state: str) -> str:
    publication = each.publication
    told = (f"{each.policy}, {each.passages} passages", publication.published_by, publication.note)
    more = "; ".join(filter(None, told))
    return f"{state:4}  {_time(publication.published_at)}  {publication.version}  {more}"


def _time(milliseconds: int) -> str:
    return datetime.fromtimestamp(milliseconds // 1_000, UTC).isoformat()
