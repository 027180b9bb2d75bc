"""`staff create`: a new account."""

from __future__ import annotations

import re

import click

from bot.cli.staff_account import ROLES, changing
from bot.store.accounts import changes

_ADDRESS = re.compile(r"[^\s@<>]+@[^\s@<>]+")


@click.command()
@click.option("--email", required=True, help="The mail address they sign in with.")
@click.option("--name", required=True, help="What colleagues call them.")
@click.option("--role", "roles", type=ROLES, multiple=True, required=True, help="May be given several times.")
@click.option("--print-link", is_flag=True, help="Print a one-time link, by which they set their password.")
def create(email: str, name: str, roles: tuple[str, ...], *, print_link: bool) -> None:
    """Create an account for somebody of the staff. Without a link nobody can sign in yet."""
    if not _ADDRESS.fullmatch(email.strip()):
        raise click.ClickException("--email must be a mail address.")
    if not name.strip():
        raise click.ClickException("--name must not be empty.")
    with changing() as at:
        made = changes.create(at.connection, name, email, roles, at.by, at.seal)
        link = at.link(made.id) if print_link else None
    click.echo(f"Created {made.id}.")
    if link:
        click.echo(f"For three days, once: {link}")
