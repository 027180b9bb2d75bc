"""The shelf the policies stand on: TOML files in, an immutable corpus out.

A policy is a folder below `knowledge/policies`: `policy.toml` (the document and the order of its passages),
`passages/<id>.toml` and `unstated.toml` (what people ask and the policy does not state). It may also hold
`concepts.toml` (the words people say things in) and `asked/*.jsonl` (messages and what they ask for).
"""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from knowledge.asked import check_asked, read_asked
from knowledge.concepts import read_concepts
from knowledge.language import Language
from knowledge.passages import Contact, Corpus, Link, Passage, Policy, Unstated
from knowledge.records import LibraryError, Record

__all__ = ["LibraryError", "load", "read", "shipped"]

_POLICY_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MOST_NEAREST = 2
_NO_NOTES: Mapping[Language, tuple[str, ...]] = MappingProxyType({"ja": (), "en": ()})


def load(policy_id: str = "line-works") -> Corpus:
    """Return the shipped policy with this id, in the order of the document. Raises LibraryError."""
    return read(shipped(policy_id))


def shipped(policy_id: str = "line-works") -> Traversable:
    """Return the folder of the shipped policy with this id. Raises LibraryError."""
    if not _POLICY_ID.fullmatch(policy_id):
        raise LibraryError(f"{policy_id!r} is no id of a policy")
    return files("knowledge") / "policies" / policy_id


def read(folder: Traversable) -> Corpus:
    """Return the policy that lies in this folder. Raises LibraryError naming file and field."""
    pages = _Pages(folder)
    document = pages.record("policy.toml")
    order = document.texts("order")
    policy = _policy(document)
    passages = tuple(
        _passage(passage_id, pages.record(f"passages/{passage_id}.toml")) for passage_id in order
    )
    unstated = _every_unstated(pages.record("unstated.toml"))
    concepts = read_concepts(pages.record("concepts.toml")) if pages.has("concepts.toml") else {}
    asked = tuple(row for name in pages.names("asked") for row in read_asked(name, pages.text(name)))
    _check_order(folder, order)
    _check_pointers(passages, unstated)
    check_asked(asked, passages, unstated)
    return Corpus(pages.version(), policy, passages, unstated, concepts, asked)


class _Pages:
    """The files of one policy, and a hash over all that was read."""

    def __init__(self, folder: Traversable) -> None:
        self._folder = folder
        self._hash = hashlib.sha256()

    def record(self, name: str) -> Record:
        try:
            return Record(name, tomllib.loads(self.text(name)))
        except ValueError as error:
            raise LibraryError(f"{name}: {error}") from error

    def text(self, name: str) -> str:
        try:
            raw = self._path(name).read_bytes()
            text = raw.decode("utf-8")
        except OSError:
            raise LibraryError(f"{name}: there is no such file in {self._folder.name}") from None
        except ValueError as error:
            raise LibraryError(f"{name}: {error}") from error
        self._hash.update(f"{name}\n{len(raw)}\n".encode() + raw)
        return text

    def has(self, name: str) -> bool:
        return self._path(name).is_file()

    def names(self, folder: str) -> list[str]:
        below = self._path(folder)
        return sorted(f"{folder}/{path.name}" for path in below.iterdir()) if below.is_dir() else []

    def _path(self, name: str) -> Traversable:
        return self._folder.joinpath(*name.split("/"))

    def version(self) -> str:
        return self._hash.hexdigest()[:12]


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
    ids = [entry.id for entry in entries]
    for entry_id in ids:
        if ids.count(entry_id) > 1:
            raise LibraryError(f"{page.place}: id {entry_id!r} is used twice")
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
        raise record.wrong("nearest", f"names more than {_MOST_NEAREST} passages")
    record.close()
    return entry


def _check_order(folder: Traversable, order: tuple[str, ...]) -> None:
    if not order:
        raise LibraryError("policy.toml: order names no passage")
    for passage_id in order:
        if order.count(passage_id) > 1:
            raise LibraryError(f"policy.toml: order names {passage_id!r} twice")
    pages = sorted(path.name.removesuffix(".toml") for path in (folder / "passages").iterdir())
    for passage_id in pages:
        if passage_id not in order:
            raise LibraryError(f"policy.toml: order leaves out passages/{passage_id}.toml")


def _check_pointers(passages: tuple[Passage, ...], unstated: tuple[Unstated, ...]) -> None:
    known = {passage.id for passage in passages}
    pointers = [
        (f"passages/{passage.id}.toml", field, target)
        for passage in passages
        for field, targets in (("parent", (passage.parent,)), ("related", passage.related))
        for target in targets
        if target is not None
    ]
    pointers += [
        (f"unstated.toml: {entry.id}", "nearest", target) for entry in unstated for target in entry.nearest
    ]
    for place, field, target in pointers:
        if target not in known:
            raise LibraryError(f"{place}: {field} names {target!r}, which is no passage")
