"""A policy folder as an editor left it: everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable

from knowledge.checking.concepts import concept_problems
from knowledge.checking.landing import landing_problems
from knowledge.checking.lengths import length_problems
from knowledge.checking.links import link_problems
from knowledge.checking.pointers import pointer_problems
from knowledge.checking.problems import Problem, error, in_order
from knowledge.checking.questions import TOO_FEW, question_problems
from knowledge.checking.verbatim import source_problems
from knowledge.library import LibraryError, read
from knowledge.passages import Corpus

_EVERY_SORT = (question_problems, pointer_problems, link_problems, length_problems, concept_problems)


def check(folder: Traversable, *, quick: bool = False) -> tuple[Problem, ...]:
    """Return what is wrong with the policy in this folder, errors first.

    What cannot be read is the only thing told then. `quick` leaves out what has to be learned for, which
    takes about a minute at the size of the shipped policy; from too few examples nothing is learned either.
    """
    try:
        corpus = read(folder)
    except LibraryError as unreadable:
        return in_order(map(_unreadable, unreadable.faults))
    written = tuple(_written(corpus, folder))
    unlearnable = any(each.rule == TOO_FEW for each in written)
    return in_order(written if quick or unlearnable else (*written, *landing_problems(corpus)))


def _written(corpus: Corpus, folder: Traversable) -> Iterator[Problem]:
    for problems in _EVERY_SORT:
        yield from problems(corpus)
    yield from source_problems(corpus, folder)


def _unreadable(fault: str) -> Problem:
    place, _, why = fault.partition(": ")
    return error(place, "unreadable", why=why)
