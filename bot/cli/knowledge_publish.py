"""`knowledge publish`: a folder of knowledge files becomes what the desk answers by."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import click

from bot.bootstrap.storage import clock
from bot.cli.start import open_store, start
from bot.corpus import publishing
from bot.corpus.building import NotReadable
from bot.corpus.publishing import Refused, Signature
from knowledge.checking.problems import Problem
from knowledge.library import LibraryError, shipped


@click.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--note", help="Why, in a few words.")
@click.option("--by", help="Who publishes, as it shall be listed.")
def publish(folder: Path | None, note: str | None, by: str | None) -> None:
    """Let the policy in FOLDER be live, by default the shipped one.

    What `check` finds is told, but for what examples it has not learned would lead to, and nothing is
    written when there are errors. Learning from changed files takes up to ten seconds.
    """
    signature = Signature(clock(), by, note)
    try:
        with closing(open_store(start())) as database:
            new = publishing.publish(database, folder or shipped(), shipped(), signature, _tell)
    except Refused:
        raise click.ClickException("Not published. Mend the errors first; warnings may stay.") from None
    except (LibraryError, NotReadable, OSError) as error:
        raise click.ClickException(f"Not published. {error}") from None
    if new is None:
        click.echo("This is live already; nothing was written.")
        return
    click.echo(
        f"Published {new.version} ({new.policy}, {new.passages} passages). "
        f"Running processes take it over within two seconds."
    )


def _tell(problem: Problem) -> None:
    click.echo(f"{problem.severity}  {problem.place}: {problem.text['en']}", err=True)
