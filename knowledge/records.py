"""One table of a knowledge file: every field is asked for by name and kind, and nothing is left unread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from knowledge.language import LANGUAGES, Language

Value = TypeVar("Value")


# What is read on with after a fault was noted. Never published: a corpus with faults is refused.
_STAND_INS: Mapping[type, Any] = {str: "?", bool: False, list: [], dict: {}, date: date.min}
_IN_WORDS: Mapping[type, str] = {
    str: "a text in quotes",
    bool: "true or false",
    list: "a list in square brackets",
    dict: "a table",
    date: "a date like 2026-04-01",
}


class LibraryError(Exception):
    """A knowledge file is missing, is no TOML, or holds a field that is missing, wrong or unknown.

    `faults` are all that were found, one sentence each; the message is the first of them.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__(faults[0])
        self.faults = faults


class Record:
    """A TOML table on its way to a value.

    `place` names the file (and the entry within it) in every LibraryError raised here. With a list of
    `faults` none is raised: the faults are put there, and reading goes on with a stand-in.
    """

    def __init__(self, place: str, table: Mapping[str, Any], faults: list[str] | None = None) -> None:
        self.place = place
        self.faults = faults
        self._left = dict(table)

    def text(self, field: str) -> str:
        """Take a text that says something. Raises LibraryError."""
        return self._said(field, self._take(field, str))

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
        return tuple(self._said(field, text) for text in self._list(field, str))

    def language(self, field: str) -> Language:
        """Take the name of a language. Raises LibraryError."""
        name = self.text(field)
        for language in LANGUAGES:
            if name == language:
                return language
        self.fault(field, f"{name!r} is none of our languages")
        return LANGUAGES[0]

    def records(self, field: str) -> tuple[Record, ...]:
        """Take a list of tables, none when it is left out. Raises LibraryError."""
        tables: tuple[dict[str, Any], ...] = self._list(field, dict) if field in self._left else ()
        return tuple(
            Record(f"{self.place}: {field}[{place}]", table, self.faults)
            for place, table in enumerate(tables, 1)
        )

    def record(self, field: str) -> Record:
        """Take a table within this one. Raises LibraryError."""
        told = len(self.faults or ())
        table = self._take(field, dict)
        whole = len(self.faults or ()) == told
        # A table that is not there is one fault, and not one for each of its fields.
        return Record(f"{self.place}: {field}", table, self.faults if whole else [])

    def both(self, field: str, read: Callable[[Record, str], Value]) -> Mapping[Language, Value]:
        """Take a table with the same kind of value in each of our languages. Raises LibraryError."""
        return self._finished(field, lambda inner: {each: read(inner, each) for each in LANGUAGES})

    def either(self, field: str) -> Mapping[Language, str]:
        """Take a table with texts in the languages there are, one at least; a text may be empty.

        Raises LibraryError.
        """

        def read(inner: Record) -> dict[Language, str]:
            texts = {each: inner._take(each, str) for each in LANGUAGES if each in inner._left}
            if not texts:
                self._note(inner.faults, field, "is in none of our languages")
            return texts

        return self._finished(field, read)

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
            self.fault(field, "is not a field we know")

    def fault(self, field: str, why: str) -> None:
        """Say what is wrong with a field of this file. Raises LibraryError where faults are not noted."""
        self._note(self.faults, field, why)

    def _note(self, faults: list[str] | None, field: str, why: str) -> None:
        said = f"{self.place}: {field} {why}"
        if faults is None:
            raise LibraryError(said)
        faults.append(said)

    def _take(self, field: str, kind: type[Value]) -> Value:
        if field not in self._left:
            self.fault(field, "is missing")
            return self._stand_in(kind)
        value = self._left.pop(field)
        if type(value) is not kind:
            self.fault(field, f"must be {_IN_WORDS[kind]}")
            return self._stand_in(kind)
        return value

    def _list(self, field: str, kind: type[Value]) -> tuple[Value, ...]:
        values: list[Any] = self._take(field, list)
        for value in values:
            if type(value) is not kind:
                self.fault(field, f"is a list, and each thing in it must be {_IN_WORDS[kind]}")
        return tuple(value for value in values if type(value) is kind)

    def _said(self, field: str, text: str) -> str:
        if not text.strip():
            self.fault(field, "is empty")
        return text

    @staticmethod
    def _stand_in(kind: type[Value]) -> Value:
        value: Value = _STAND_INS[kind]
        return value
