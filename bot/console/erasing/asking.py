"""The form by which somebody asks that a person be forgotten."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.store.erasure_tasks import Basis, Words

MOST = 2_000
"""Characters of each text."""


@dataclass(frozen=True, slots=True)
class Typed:
    """What stands in the form."""

    basis: str = ""
    how: str = ""
    checklist: str = ""

    @classmethod
    def of(cls, form: Mapping[str, str]) -> Typed:
        texts = (form.get(name, "").replace("\r\n", "\n").strip() for name in ("how", "checklist"))
        return cls(form.get("basis", ""), *texts)

    @property
    def words(self) -> Words:
        return Words(self.how, self.checklist)


def read(typed: Typed, *, granted: bool) -> Basis | dict[str, str]:
    """Return why it is asked for, or what is wrong: by field, a word of `console.erasing.wrong`.

    `granted` tells that the ticket has a granted deletion to rest on.
    """
    wrong = {name: "long" for name in ("how", "checklist") if len(getattr(typed, name)) > MOST}
    basis: Basis | None = None
    if typed.basis == "item" and granted:
        basis = "item"
    elif typed.basis == "other":
        basis = "other"
        if not typed.how:
            wrong["how"] = "how"
    if basis is None:
        wrong["basis"] = "basis"
    return wrong if wrong or basis is None else basis
