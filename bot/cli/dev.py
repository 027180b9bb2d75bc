"""`dev`: the demo. No LINE account, no server, nothing to set up."""

from __future__ import annotations

import json
import secrets
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import click
from cryptography.fernet import Fernet

from bot.bootstrap.console import webhook_and_console_app
from bot.bootstrap.mail_in import ingest_of
from bot.bootstrap.ready_staff import ReadyMember, Staff, add_ready, code_now
from bot.bootstrap.storage import database_of
from bot.cli.start import start
from bot.console.member import StaffRole
from bot.dev.demo import LINE_API, MAIL_PAGE, PAGE, DemoAccount, demo
from bot.dev.mail_answers import AUTHSERV_ID
from bot.dev.office.stories import stories
from bot.processes.supervisor import Part, bot_command, supervise
from bot.processes.web_server import WebServer
from bot.settings import environment

_HOME = Path("var/demo")
STAFF = Staff(
    (
        ReadyMember("青木 さくら", "aoki@demo.example", (StaffRole.CASEWORKER,)),
        ReadyMember("森 健太", "mori@demo.example", (StaffRole.APPROVER,)),
        ReadyMember("小野 恵", "ono@demo.example", (StaffRole.ADMIN,)),
        ReadyMember("田中 大輔", "tanaka@demo.example", (StaffRole.CASEWORKER, StaffRole.APPROVER)),
        ReadyMember("Emma Clark", "clark@demo.example", (StaffRole.CASEWORKER,), "en"),
        ReadyMember("Helen Price", "price@demo.example", (StaffRole.APPROVER,), "en"),
        ReadyMember("Martin Cole", "cole@demo.example", (StaffRole.AUDITOR,), "en"),
    ),
    password="madoguchi demo",  # noqa: S106  # everybody may know it
    key="MADOGUCHIDEMOMADOGUCHIDEMOMADOGU",
)
_CHATS = "chats.json"
_THREADS = 48  # the chat page waits for news with one request per open tab


@click.group(invoke_without_command=True)
@click.pass_context
def dev(context: click.Context) -> None:
    """Run the demo: the bot and a chat page on a local stand-in for LINE. Ctrl-C stops it."""
    if context.invoked_subcommand is not None:
        return
    mail_port = _free_port()
    settings = _demo_settings(mail_port)
    if subprocess.run(bot_command("migrate"), env=settings, check=False).returncode:
        sys.exit(1)
    if subprocess.run(bot_command("dev", "office"), env=settings, check=False).returncode:
        click.echo("  The office did not move in; the demo goes on without it.", err=True)
    parts = [
        Part("web", bot_command("dev", "web", "--mail-port", str(mail_port)), settings),
        Part("worker", bot_command("worker"), settings),
    ]
    supervise(parts, lambda: _welcome(settings))


@dev.command(hidden=True)
@click.option("--mail-port", type=int, default=0, help="Where the mailbox listens.")
def web(mail_port: int) -> None:
    """Serve the bot, the chat page and the stand-in for LINE; a part of the demo."""
    settings = start()
    add_ready(settings, STAFF)
    account = DemoAccount(
        address=f"http://{settings.host}:{settings.port}",
        mail_port=mail_port,
        channel_secret=settings.channel_secrets[0].decode(),
        access_token=(settings.line_channel_access_token or settings.secret_key).get_secret_value(),
        chats=_HOME / _CHATS,
    )
    WebServer(
        lambda: demo(
            webhook_and_console_app(settings), account, ingest_of(settings, database_of(settings)).take
        ),
        (settings.host, settings.port),
        threads=_THREADS,
        patience=1,  # open tabs wait for news for up to ten seconds; Ctrl-C need not
    ).run()


@dev.command(hidden=True)
def office() -> None:
    """Let a made-up office move in where the demo's store is empty; a part of the demo."""
    # Loaded here, for it needs every part of the product, and most starts of the demo find it there.
    from bot.cli.dev_office import furnish, is_empty  # noqa: PLC0415

    settings = start()
    if is_empty(settings):
        furnish(settings, STAFF, stories(), datetime.now(UTC), _HOME / _CHATS, _progress)


@dev.command()
def code() -> None:
    """Print the code that the demo's authenticator shows at the moment."""
    click.echo(code_now(STAFF.key))


def _demo_settings(mail_port: int) -> dict[str, str]:
    """Return settings for everything an operator would have to say; the environment's own words win."""
    port = environment(PORT="8000")["PORT"]
    return environment(
        **_made_up_secrets(),
        DATABASE_URL=f"sqlite:///{_HOME}/madoguchi.db",
        HOST="127.0.0.1",
        PORT=port,
        PUBLIC_URL=f"http://127.0.0.1:{port}",
        LINE_API_URL=f"http://127.0.0.1:{port}{LINE_API}",
        LINE_DATA_URL=f"http://127.0.0.1:{port}{LINE_API}",
        SMTP_URL=f"smtp://127.0.0.1:{mail_port}",
        MAIL_FROM="Privacy Center <desk@demo.example>",
        MAIL_AUTHSERV_ID=AUTHSERV_ID,
        MAIL_CASE_TEXT="true",  # so that mails of the demo can be answered from its mailbox, too
        PRIVACY_CENTER_EMAIL="privacy@demo.example",
        LOG_LEVEL="WARNING",
    )


def _progress(done: int, of: int) -> None:
    """Tell now and then how far the office is."""
    if done == 1:
        click.echo("  The first start: a made-up office of six weeks moves in, which takes a moment.")
    elif done * 4 // of > (done - 1) * 4 // of:
        click.echo(f"  {done * 100 // of} %")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _made_up_secrets() -> dict[str, str]:
    """Return this checkout's demo secrets, made up at the first start and kept in var/demo/."""
    path = _HOME / "secrets.json"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        made_up = {
            "LINE_CHANNEL_SECRET": secrets.token_hex(16),
            "LINE_CHANNEL_ACCESS_TOKEN": secrets.token_urlsafe(32),
            "SECRET_KEY": secrets.token_urlsafe(32),
            "DATA_KEYS": Fernet.generate_key().decode(),
        }
        path.write_text(json.dumps(made_up), encoding="utf-8")
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return kept


def _accounts() -> str:
    rows = ((one.email, ", ".join(one.roles)) for one in STAFF.members)
    return "".join(f"                   {email:<20} {roles}\n" for email, roles in rows)


def _welcome(settings: dict[str, str]) -> None:
    address = settings["PUBLIC_URL"]
    click.echo(
        f"\n  Madoguchi, the demo\n"
        f"  Chat page        {address}{PAGE}/\n"
        f"  Mailbox          {address}{MAIL_PAGE}/\n"
        f"  Staff console    {address}/console/\n"
        f"{_accounts()}"
        f"                   password: {STAFF.password}, authenticator key: {STAFF.key}\n"
        f"                   (or print the code of the moment: python -m bot dev code)\n"
        f"  Webhook          {address}/line/webhook\n"
        f"  Channel secret   {settings['LINE_CHANNEL_SECRET']} (signs webhooks of your own; demo only)\n"
        f"  Ctrl-C stops it.\n"
    )
