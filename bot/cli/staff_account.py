"""What the commands about accounts share: one account, one transaction, one sentence when it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import click

from bot.bootstrap.storage import clock, seal_of
from bot.cli.operator import operator
from bot.cli.start import open_store, start
from bot.console.member import StaffRole
from bot.console.welcome_link import welcome_link
from bot.settings import Settings
from bot.store.accounts import account, changes
from bot.store.accounts.account import Account
from bot.store.accounts.changes import By
from bot.store.accounts.errors import AccountTaken, LastAdmin, NoAccount
from bot.store.engine import Connection
from bot.store.sealing import Seal

ROLES = click.Choice([role.value for role in StaffRole])


@dataclass(frozen=True, slots=True)
class Changing:
    """A transaction in which accounts are changed."""

    settings: Settings
    connection: Connection
    seal: Seal
    by: By

    def found(self, address: str) -> Account:
        """Return the account of a mail address. Raises NoAccount."""
        found = account.by_address(self.connection, address, self.seal)
        if found is None:
            raise NoAccount
        return found

    def link(self, staff: str) -> str:
        """Return a new one-time link for an account."""
        token = changes.give_link(self.connection, staff, self.by, self.seal)
        return welcome_link(self.settings.public_url, token)


@contextmanager
def changing() -> Iterator[Changing]:
    """Change accounts. Raises ClickException where that cannot be, and then nothing was changed."""
    settings = start()
    by = By(operator().id, clock())
    try:
        with closing(open_store(settings)) as database, database.write() as connection:
            yield Changing(settings, connection, seal_of(settings), by)
    except NoAccount:
        raise click.ClickException("There is no account for this address.") from None
    except AccountTaken:
        raise click.ClickException(
            "There is an account for this address already. See: python -m bot staff list"
        ) from None
    except LastAdmin:
        raise click.ClickException("This is the only administrator; make somebody else one first.") from None
