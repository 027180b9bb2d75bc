"""Who types commands: the user of this machine, under whose name logs note what was done."""

from __future__ import annotations

import os
import pwd

from handlers.tickets.actors import Actor, Role


def operator() -> Actor:
    """Return who runs this command: the login name, and in a container without one the user's number."""
    number = os.getuid()
    try:
        name = pwd.getpwuid(number).pw_name
    except KeyError:
        name = f"uid-{number}"
    return Actor(Role.CASEWORKER, name)
