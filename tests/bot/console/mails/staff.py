"""Members of the staff with accounts, and what they find in their mailboxes."""

from __future__ import annotations

from dataclasses import replace

from bot.console.member import Member
from bot.store.accounts import account
from tests.console_desk import ConsoleDesk, member


def hired(console: ConsoleDesk, name: str, *roles: str) -> Member:
    """Give somebody an account; return them as they are signed in."""
    who = member(*roles, name=name)
    with console.desk.database.write() as connection:
        made = account.add(
            connection, name, who.email, tuple(who.roles), console.desk.clock(), console.desk.seal
        )
        account.change(connection, made.id, language="en")
    return replace(who, id=made.id)


def takes(console: ConsoleDesk, number: str) -> None:
    """Let whoever is signed in take a ticket, from the list."""
    pick = console.page("/?tab=all").partition(f'name="ticket" value="{number}:')[2].partition('"')[0]
    console.sends("/assign", ticket=[f"{number}:{pick}"], to="me")


def subjects(console: ConsoleDesk, who: Member) -> list[str]:
    """Return the subjects of somebody's mails, oldest first, without the ticket's number."""
    assert console.line.mailbox is not None
    return [one.subject.partition("PR-")[2][12:] for one in console.line.mailbox.letters(who.email)]
