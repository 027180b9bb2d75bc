"""The demo's office: played once into its empty store, by the product's own parts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.bootstrap.one_process import OneProcess
from bot.bootstrap.ready_staff import Staff, add_ready
from bot.bootstrap.storage import database_of
from bot.bootstrap.surroundings import Surroundings
from bot.dev.api import line_api
from bot.dev.double import LineDouble
from bot.dev.mailbox import MailDouble
from bot.dev.office import chats
from bot.dev.office.draws import SeededDraws
from bot.dev.office.playing import Playing
from bot.dev.office.posting import poster_to
from bot.dev.office.stage import ActFailed
from bot.dev.office.stories import Story, last_moment, moment_of
from bot.dev.quota import Quota
from bot.dev.serving import LocalServer
from bot.settings import Settings
from bot.store import ticket_check
from handlers.casework.acted import DONE, Acted
from handlers.casework.acts import StaffAct

_SEED = 20_260_401
_PUSHES = 5_000
_PATIENCE = 60.0  # seconds; LINE would wait for two, but nobody stands behind a play
_STAFF_CAME = timedelta(days=3)
"""So long before the first story the staff had their accounts."""


def is_empty(settings: Settings) -> bool:
    """Tell whether there is no ticket yet."""
    with closing(database_of(settings)) as database, database.read() as connection:
        return not ticket_check.numbers(connection)


def furnish(
    settings: Settings,
    staff: Staff,
    told_by: tuple[Story, ...],
    now: datetime,
    path: Path,
    told: Callable[[int, int], None],
) -> None:
    """Play the office up to now into a store that is empty, and keep what people see of it in a file.

    Raises ActFailed where the desk refuses what a story says.
    """
    end = last_moment(now)
    first = min(moment_of(step, end) for story in told_by for step in story.steps)
    stage = _Stage(first - _STAFF_CAME, {one.email.partition("@")[0]: one.email for one in staff.members})
    draws = SeededDraws(_SEED)
    add_ready(settings, staff, stage.milliseconds)
    with ExitStack() as parts:
        mailbox = parts.enter_context(MailDouble(clock=stage.seconds))
        line = LineDouble(
            channel_secret=settings.channel_secrets[0].decode(),
            webhook_url=f"{settings.public_url}/line/webhook",
            access_token=_token(settings),
            clock=stage.seconds,
            post=stage.post,
            deliver_in_background=False,
        )
        parts.callback(line.close)
        line.quota = Quota(_PUSHES)
        api = parts.enter_context(LocalServer(line_api(line)))
        here = {"line_api_url": api.url, "line_data_url": api.url, "smtp_url": SecretStr(mailbox.url)}
        around = Surroundings(stage.milliseconds, lambda _: draws, _PATIENCE)
        stage.desk = parts.enter_context(OneProcess(settings.model_copy(update=here), around))
        # Also where it is interrupted, for nobody moves in a second time.
        parts.callback(chats.kept, line, path)
        Playing(stage, line, mailbox, end).play(told_by, told)


class _Stage:
    """Implements `bot.dev.office.stage.Stage`: the product's desk, and the time of it."""

    desk: OneProcess

    def __init__(self, start: datetime, staff: dict[str, str]) -> None:
        self._now, self._staff = start, staff

    def post(self, url: str, body: bytes, headers: Mapping[str, str], timeout: float, /) -> int:
        """Bring a webhook to the desk, which is there by then."""
        return poster_to(self.desk.web)(url, body, headers, timeout)

    def seconds(self) -> float:
        return self._now.timestamp()

    def milliseconds(self) -> int:
        return int(self._now.timestamp() * 1_000)

    def is_at(self, moment: datetime) -> None:
        self._now = max(self._now, moment)

    def passes(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)

    def work(self) -> None:
        self.desk.work()

    def look(self) -> None:
        self.desk.look()

    def act(self, who: str, number: str, what: StaffAct) -> None:
        self.passes(seconds=1)
        became = self.desk.act(self.desk.member(self._staff[who]), number, what)
        _done(became, number, type(what).__name__)

    def upload(self, who: str, number: str, content: bytes, name: str) -> str:
        self.passes(seconds=1)
        file_id, became = self.desk.upload(self.desk.member(self._staff[who]), number, content, name)
        _done(became, number, name)
        return file_id

    def take_mail(self, raw: bytes) -> None:
        self.desk.take_mail(raw)

    def staff_id(self, who: str) -> str:
        return self.desk.member(self._staff[who]).id


def _done(became: Acted, number: str, what: str) -> None:
    if became != DONE:
        raise ActFailed(f"{what} with {number}: {became.why}")


def _token(settings: Settings) -> str:
    return (settings.line_channel_access_token or settings.secret_key).get_secret_value()
