"""What a person had decided when they asked us to forget them, for the store to carry out at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Forgetting:
    """Everything that this desk need not keep goes; `certificate` (22 letters) names that it was done.

    `kept` are the numbers of the open tickets that go on, `withdrawn` of those that were withdrawn with it.
    """

    certificate: str
    kept: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
