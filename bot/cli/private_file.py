"""Write what is personal into a file that is new, and readable for its owner alone."""

from __future__ import annotations

import os
from pathlib import Path

import click

_PRIVATE = 0o600


def write_new(file: Path, content: bytes) -> None:
    """Write a file that must not exist. Raises ClickException, and then nothing was written."""
    try:
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _PRIVATE)
    except FileExistsError:
        raise click.ClickException(f"{file} exists already; nothing was written.") from None
    except OSError as error:
        raise click.ClickException(f"{file}: {error.strerror}.") from None
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
