"""What somebody typed into a form of the page that was not done yet: it must not be lost."""

from __future__ import annotations

from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from bot.console.ticket.forms import Form


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The form called `act` as it was sent; for one right of several, `right` is in the form.

    `refused` is the sentence that says why it was not done, `seen` the version that its sender had seen,
    where a colleague was faster.
    """

    act: str = ""
    form: Form = field(default_factory=MultiDict)
    refused: str = ""
    seen: int | None = None

    def is_of(self, act: str, right: str = "") -> bool:
        return self.act == act and self.form.get("right", "") == right

    def value(self, act: str, name: str, right: str = "", default: str = "") -> str:
        """Return what was typed into a field of a form; `default` where it was another form."""
        return self.form.get(name, default) if self.is_of(act, right) else default

    def values(self, act: str, name: str, right: str = "") -> list[str]:
        """Return what was chosen among several."""
        return self.form.getlist(name) if self.is_of(act, right) else []

    def why(self, act: str, right: str = "") -> str:
        """Return why this form was refused, "" where it was not."""
        return self.refused if self.is_of(act, right) else ""


NOTHING = Typed()
