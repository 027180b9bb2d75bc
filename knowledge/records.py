"""One table of a knowledge file: every field is asked for by name and kind, and nothing is left unread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge.language import LANGUAGES, Language

Value = TypeVar("Value")


class LibraryError(Exception):
    """A knowledge file is missing, is no TOML, or holds a field that is missing, wrong or unknown."""


class Record:
    """A TOML table on its way to a value.

    `place` names the file (and the entry within it) in every LibraryError raised here.
    """

    def __init__(self, place: str, table: Mapping[str, Any]) -> None:
        self.place = place
        self._left = dict(table)

    def text(self, field: str) -> str:
        """Take a text that says something. Raises LibraryError."""
        return _said(self, field, self._take(field, str))

    def optional_text(self, field: str) -> str | None:
        """Take a text that may be left out. Raises LibraryError."""
        return self.text(field) if field in self._left else None

    def flag(self, field: str) -> bool:
        """Take true or false. Raises LibraryError."""
        return self._take(field, bool)

    def day(self, field: str) -> date:
        """Take a date. Raises LibraryError."""
        return self._take(field, date)

    def days(self, field: str) -> tuple[date, ...]:
        """Take a list of dates. Raises LibraryError."""
        return self._list(field, date)

    def texts(self, field: str) -> tuple[str, ...]:
        """Take a list of texts. Raises LibraryError."""
        return tuple(_said(self, field, text) for text in self._list(field, str))

    def language(self, field: str) -> Language:
        """Take the name of a language. Raises LibraryError."""
        name = self.text(field)
        for language in LANGUAGES:
            if name == language:
                return language
        raise self.wrong(field, f"{name!r} is none of our languages")

    def records(self, field: str) -> tuple[Record, ...]:
        """Take a list of tables, none when it is left out. Raises LibraryError."""
        tables: tuple[dict[str, Any], ...] = self._list(field, dict) if field in self._left else ()
        return tuple(
            Record(f"{self.place}: {field}[{place}]", table) for place, table in enumerate(tables, 1)
        )

    def record(self, field: str) -> Record:
        """Take a table within this one. Raises LibraryError."""
        return Record(f"{self.place}: {field}", self._take(field, dict))

    def both(self, field: str, read: Callable[[Record, str], Value]) -> Mapping[Language, Value]:
        """Take a table with the same kind of value in each of our languages. Raises LibraryError."""
        return self._finished(field, lambda inner: {each: read(inner, each) for each in LANGUAGES})

    def either(self, field: str) -> Mapping[Language, str]:
        """Take a table with texts in the languages there are, one at least; a text may be empty.

        Raises LibraryError.
        """

        def read(inner: Record) -> dict[Language, str]:
            return {each: inner._take(each, str) for each in LANGUAGES if each in inner._left}

        texts = self._finished(field, read)
        if not texts:
            raise self.wrong(field, "is in none of our languages")
        return texts

    def _finished(
        self, field: str, read: Callable[[Record], dict[Language, Value]]
    ) -> Mapping[Language, Value]:
        """Take a table by languages, read it to the end and seal it. Raises LibraryError."""
        inner = self.record(field)
        values = read(inner)
        inner.close()
        return MappingProxyType(values)

    def has(self, field: str) -> bool:
        """Tell whether a field is there and has not been taken yet."""
        return field in self._left

    def fields(self) -> tuple[str, ...]:
        """Return the names of the fields that have not been taken yet, in the order of the file."""
        return tuple(self._left)

    def close(self) -> None:
        """Say that everything has been read. Raises LibraryError when a field nobody knows is left."""
        for field in self._left:
            raise self.wrong(field, "is not a field we know")

    def wrong(self, field: str, why: str) -> LibraryError:
        """Return the error that names the file, the field and what is wrong with it."""
        return LibraryError(f"{self.place}: {field} {why}")

    def _take(self, field: str, kind: type[Value]) -> Value:
        if field not in self._left:
            raise self.wrong(field, "is missing")
        value = self._left.pop(field)
        if type(value) is not kind:
            raise self.wrong(field, f"must be a {kind.__name__}, not a {type(value).__name__}")
        return value

    def _list(self, field: str, kind: type[Value]) -> tuple[Value, ...]:
        values: list[Any] = self._take(field, list)
        for value in values:
            if type(value) is not kind:
                raise self.wrong(field, f"must hold each a {kind.__name__}, not a {type(value).__name__}")
        return tuple(values)


def _said(record: Record, field: str, text: str) -> str:
    if not text.strip():
        raise record.wrong(field, "is empty")
    return text
