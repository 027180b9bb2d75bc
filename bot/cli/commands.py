"""A group of commands whose files are loaded when they are run."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import click


class Commands(click.Group):
    """Finds each command of `names`, by this name, in the module whose name is `modules` and it."""

    def __init__(self, *args: Any, modules: str, names: Sequence[str], **more: Any) -> None:
        super().__init__(*args, **more)
        self._modules = modules
        self._names = tuple(names)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  # click's signature
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002  # click's
        if cmd_name not in self._names:
            return None
        command: click.Command = getattr(import_module(self._modules + cmd_name), cmd_name)
        return command
