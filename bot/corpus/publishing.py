"""What an editor does with the knowledge: publish a folder, or go back to what was live before."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from importlib.resources.abc import Traversable

from bot.corpus.building import is_ready, learned_anew, made, matcher_of
from bot.store import publications
from bot.store.engine import Connection, Database
from bot.store.publications import KeptCorpus
from knowledge.checking.folder import check
from knowledge.checking.landing import learned
from knowledge.checking.problems import Problem
from knowledge.library import LibraryError, read


class Refused(Exception):
    """The knowledge has errors that must be mended before it can be published."""


class NoSuchVersion(Exception):
    """There is no version to go back to; the message says which one was asked for."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who publishes and why, in their own words, and when (milliseconds since 1970, UTC)."""

    at: int
    by: str | None = None
    note: str | None = None


def publish(
    database: Database,
    folder: Traversable,
    shipped: Traversable,
    signature: Signature,
    tell: Callable[[Problem], None],
) -> KeptCorpus | None:
    """Let the policy in this folder be live; None when it is already. Tells what `check` finds in it.

    With the first one `shipped` is kept too, which was live until then, so that there is a way back.
    Raises Refused after errors were told, LibraryError when the files change meanwhile, NotReadable and
    StoreDown; nothing is written then.
    """
    _judge(check(folder, quick=True), tell)
    version = read(folder).version
    with database.read() as connection:
        live = publications.newest(connection)
        known = publications.corpus(connection, version)
    if known and not is_ready(known):
        known = None
    if known and live and live.version == version:
        return None
    new = known or made(folder, signature.at)
    _judge(_misunderstood(new), tell)
    before = None if live else _readable(shipped, signature.at)
    with database.write() as connection:
        if before and before.version != new.version:
            _go_live(connection, before, Signature(signature.at, note="shipped with the program"))
        _go_live(connection, new, signature)
    return new


def roll_back(database: Database, version: str | None, signature: Signature) -> KeptCorpus | None:
    """Let an earlier version be live again, by default the one before; None when it is already.

    Raises NoSuchVersion, NotReadable and StoreDown; nothing is written then.
    """
    with database.read() as connection:
        live = publications.newest(connection)
        wanted = version or _one_before(connection)
        kept = publications.corpus(connection, wanted)
    if kept is None:
        raise NoSuchVersion(f"{wanted} was never published")
    ready = is_ready(kept)
    if ready and live and live.version == wanted:
        return None
    old = kept if ready else learned_anew(kept, signature.at)
    with database.write() as connection:
        _go_live(connection, old, signature)
    return old


def _judge(problems: Iterable[Problem], tell: Callable[[Problem], None]) -> None:
    found = list(problems)
    for problem in found:
        tell(problem)
    if any(problem.severity == "error" for problem in found):
        raise Refused("what has errors is not published")


def _misunderstood(corpus: KeptCorpus) -> Iterable[Problem]:
    """Ask the example questions of what was learned from them, as people will."""
    matcher = matcher_of(corpus)
    return learned(matcher.corpus, matcher) if matcher else ()


def _go_live(connection: Connection, corpus: KeptCorpus, signature: Signature) -> None:
    publications.keep(connection, corpus)
    publications.publish(connection, corpus.version, signature.at, signature.by, signature.note)


def _one_before(connection: Connection) -> str:
    versions = list(dict.fromkeys(one.publication.version for one in publications.listed(connection)))
    if len(versions) < 2:
        raise NoSuchVersion("there is no earlier version")
    return versions[1]


def _readable(folder: Traversable, now: int) -> KeptCorpus | None:
    with suppress(LibraryError):  # what cannot be read was not live either
        return made(folder, now)
    return None
