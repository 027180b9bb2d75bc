"""A policy folder as an editor left it: everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from knowledge.checking import concepts, landing, lengths, links, pointers, questions, verbatim
from knowledge.checking.problems import Problem, error, in_order
from knowledge.library import LibraryError, read
from knowledge.passages import Corpus


def check(folder: Traversable, *, quick: bool = False) -> tuple[Problem, ...]:
    """Return what is wrong with the policy in this folder, errors first.

    What cannot be read is the only thing told then. `quick` leaves out what has to be learned for, which
    takes about a minute at the size of the shipped policy.
    """
    try:
        corpus = read(folder)
    except LibraryError as unreadable:
        return in_order(map(_unreadable, unreadable.faults))
    return in_order((*_written(corpus, folder), *(() if quick else landing.problems(corpus))))


def _written(corpus: Corpus, folder: Traversable) -> Iterator[Problem]:
    for sort in (questions, pointers, links, lengths, concepts):
        yield from sort.problems(corpus)
    yield from verbatim.problems(corpus, folder)


def _unreadable(fault: str) -> Problem:
    place, _, why = fault.partition(": ")
    return error(place, "unreadable", why=why)
