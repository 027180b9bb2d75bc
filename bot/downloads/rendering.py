"""The pages and the printed copy as HTML, and the copy as PDF. Without Flask: the terminal prints, too."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined

from handlers.downloading.paper import paper_of
from handlers.tickets.own_copy import OwnCopy

STATIC = Path(__file__).parent / "static"
_PATIENCE = 60  # seconds


class NoPdf(Exception):
    """The copy could not be made into a PDF file; the message names a kind of trouble only."""


def page(name: str, **values: object) -> str:
    """Return a page of this name filled in; every value is written as text, never as HTML."""
    return _environment().get_template(f"{name}.html").render(**values)


def printed(copy: OwnCopy, *, in_one_file: bool) -> str:
    """Return the copy as a page to read and print, with its style inside or beside it."""
    style = (STATIC / "copy.css").read_text(encoding="utf-8") if in_one_file else None
    return page("copy", paper=paper_of(copy), style=style)


def pdf_possible() -> bool:
    """Tell whether the library that makes PDF files is installed (the extra `pdf`)."""
    return find_spec("weasyprint") is not None


def pdf_of(copy: OwnCopy) -> bytes:
    """Return the copy as a PDF file. Raises NoPdf.

    A process of its own makes it: it takes 190 MB, which go with it, and what a requester wrote is read there
    by a program that knows no secrets and fetches nothing.
    """
    command = [sys.executable, "-m", "weasyprint", "--allowed-protocols", "data", "--pdf-tags", "--quiet"]
    try:
        made = subprocess.run(
            [*command, "--encoding", "utf-8", "-", "-"],
            input=printed(copy, in_one_file=True).encode(),
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
            env={"LANG": "C.UTF-8"},
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise NoPdf(type(error).__name__) from None
    if not made.stdout.startswith(b"%PDF-"):
        raise NoPdf("NotAPdf")
    return made.stdout


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bot.downloads"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
