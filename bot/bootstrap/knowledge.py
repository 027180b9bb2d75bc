"""The shipped knowledge in this process, ready to answer."""

from __future__ import annotations

from functools import cache

from knowledge.findings import Finder
from knowledge.library import load
from knowledge.matching import Matcher


@cache
def finder() -> Finder:
    """Return what finds passages; built once per process."""
    return Matcher(load())
