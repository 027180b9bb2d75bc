"""The shelf the policies stand on: TOML files in, an immutable corpus out.

A policy is a folder below `knowledge/policies`: `policy.toml` (the document and the order of its passages),
`passages/<id>.toml` and `unstated.toml` (what people ask and the policy does not state). It may also hold
`concepts.toml` (the words people say things in) and `asked/*.jsonl` (messages and what they ask for).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from knowledge.asked import asked_astray
from knowledge.concepts import read_concepts
from knowledge.language import Language
from knowledge.pages import Pages
from knowledge.passages import Contact, Corpus, Link, Passage, Policy, Unstated
from knowledge.records import LibraryError, Record

__all__ = ["LibraryError", "load", "read", "shipped"]

_POLICY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_NEAREST = 2
_NO_NOTES: Mapping[Language, tuple[str, ...]] = MappingProxyType({"ja": (), "en": ()})


@cache
def load(policy_id: str = "line-works") -> Corpus:
    """Return the shipped policy with this id, in the order of the document; read once per process.

    Raises LibraryError.
    """
    return read(shipped(policy_id))


def shipped(policy_id: str = "line-works") -> Traversable:
    """Return the folder of the shipped policy with this id. Raises LibraryError."""
    if not _POLICY_ID.fullmatch(policy_id):
        raise LibraryError(f"{policy_id!r} is no id of a policy")
    return files("knowledge") / "policies" / policy_id


def read(folder: Traversable) -> Corpus:
    """Return the policy that lies in this folder. Raises LibraryError naming file and field."""
    pages = Pages(folder)
    document = pages.record("policy.toml")
    order = document.texts("order")
    misplaced = () if pages.faults else tuple(_misplaced(order, pages.names("passages")))
    policy = _policy(document)
    passages = tuple(
        _passage(passage_id, pages.record(f"passages/{passage_id}.toml"))
        for passage_id in dict.fromkeys(order)
    )
    unstated = _every_unstated(pages.record("unstated.toml"))
    concepts = read_concepts(pages.record("concepts.toml")) if pages.has("concepts.toml") else {}
    asked = tuple(row for name in pages.names("asked") for row in pages.asked(name))
    known = {*order, *map(_id_of, pages.names("passages"))}
    whole = [each for each in passages if not pages.broken(f"passages/{each.id}.toml")]
    pages.faults += [*misplaced, *_astray(whole, known)]
    if not pages.broken("unstated.toml"):
        pages.faults += [*_nearest_astray(unstated, known), *asked_astray(asked, known, unstated)]
    if pages.faults:
        raise LibraryError(*pages.faults)
    return Corpus(pages.version(), policy, passages, unstated, concepts, asked)


def _policy(document: Record) -> Policy:
    policy = Policy(
        id=document.text("id"),
        name=document.both("name", Record.text),
        company=document.text("company"),
        authority=document.language("authority"),
        revised=document.day("revised"),
        revisions=document.days("revisions"),
        url=document.text("url"),
        contact=_contact(document.record("contact")),
    )
    document.close()
    return policy


def _contact(record: Record) -> Contact:
    contact = Contact(
        name=record.both("name", Record.text),
        email=record.text("email"),
        address=record.both("address", Record.text),
    )
    record.close()
    return contact


def _passage(passage_id: str, page: Record) -> Passage:
    passage = Passage(
        id=passage_id,
        number=page.text("number"),
        parent=page.optional_text("parent"),
        title=page.both("title", Record.text),
        summary=page.both("summary", Record.text),
        text=page.either("text"),
        questions=page.both("questions", Record.texts),
        notes=page.both("notes", Record.texts) if page.has("notes") else _NO_NOTES,
        links=tuple(_link(link) for link in page.records("links")),
        related=page.texts("related"),
    )
    page.close()
    return passage


def _link(record: Record) -> Link:
    link = Link(label=record.both("label", Record.text), url=record.text("url"))
    record.close()
    return link


def _every_unstated(page: Record) -> tuple[Unstated, ...]:
    entries = tuple(_unstated(entry) for entry in page.records("unstated"))
    page.close()
    uses = Counter(entry.id for entry in entries)
    for entry_id in (each for each, count in uses.items() if count > 1):
        page.fault(f"id {entry_id!r}", "is used twice")
    return entries


def _unstated(record: Record) -> Unstated:
    entry = Unstated(
        id=record.text("id"),
        nearest=record.texts("nearest"),
        escalate=record.flag("escalate"),
        says=record.both("says", Record.text),
        questions=record.both("questions", Record.texts),
    )
    if len(entry.nearest) > _MOST_NEAREST:
        record.fault("nearest", f"names more than {_MOST_NEAREST} passages")
    record.close()
    return entry


def _misplaced(order: tuple[str, ...], pages: Iterable[str]) -> Iterator[str]:
    """Say where the order of the document and the files there are differ."""
    if not order:
        yield "policy.toml: order names no passage"
    for passage_id in (each for each, count in Counter(order).items() if count > 1):
        yield f"policy.toml: order names {passage_id!r} twice"
    for page in pages:
        if _id_of(page) not in order:
            yield f"policy.toml: order leaves out {page}"


def _id_of(page: str) -> str:
    return page.removeprefix("passages/").removesuffix(".toml")


def _astray(passages: Iterable[Passage], known: Container[str]) -> Iterator[str]:
    """Say which passages point to passages there are not."""
    for passage in passages:
        pointers = [("parent", passage.parent), *(("related", target) for target in passage.related)]
        for field, target in pointers:
            if target is not None and target not in known:
                yield f"passages/{passage.id}.toml: {field} names {target!r}, which is no passage"


def _nearest_astray(unstated: Iterable[Unstated], known: Container[str]) -> Iterator[str]:
    for entry in unstated:
        for target in entry.nearest:
            if target not in known:
                yield f"unstated.toml: {entry.id}: nearest names {target!r}, which is no passage"
