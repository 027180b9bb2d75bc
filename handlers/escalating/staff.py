"""How the staff of the Privacy Center are told of tickets."""

from __future__ import annotations

from dataclasses import dataclass

from handlers.tickets.hours import DEFAULT, Hours


@dataclass(frozen=True, slots=True)
class Staff:
    """`email` is where mails to them go, "" for the address that the policy gives.

    With `case_text` mails may say what people wrote: mailboxes are read by more people than tickets.
    `hours` tell when they are there. `console` is the address of their console, "" where none is run.
    """

    email: str = ""
    case_text: bool = False
    hours: Hours = DEFAULT
    console: str = ""

    def page_of(self, number: str) -> str:
        """Return the address of a ticket's page in the console; "" where there is none."""
        return f"{self.console}/tickets/{number}" if self.console else ""
