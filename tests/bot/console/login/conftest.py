"""A console with its real login; one for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest

from bot.console.login.accounts import Shelf
from bot.console.login.staff_login import StaffLogin
from tests.bot.console.login.staff_desk import CHEAP, StaffDesk
from tests.bot.store.opened import opened
from tests.builders import corpus, finding
from tests.console_desk import AnybodysLogin
from tests.fakes import ScriptedFinder
from tests.line_desk import LineDesk


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[StaffDesk]:
    finder = ScriptedFinder(corpus(), finding("fallback", confidence=0.0))
    with (
        opened(f"sqlite:///{tmp_path}/console.db") as database,
        LineDesk(database, lambda: finder) as line,
    ):
        shelf = Shelf(database, line.seal, line.milliseconds)
        login = StaffLogin(shelf, secure=False, cost=CHEAP)
        yield StaffDesk(line, lambda: finder, login=cast("AnybodysLogin", login))
