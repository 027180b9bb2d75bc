"""Files of a ticket: what staff add, and what they open, which is written down before the bytes go out."""

from __future__ import annotations

import unicodedata
from io import BytesIO
from pathlib import PurePath

from flask import Blueprint, abort, request, send_file
from werkzeug.datastructures import FileStorage

from bot.channels import NoContent, SendError
from bot.console import acting
from bot.console.access import member, needs
from bot.console.desk import Desk
from bot.console.language import words
from bot.console.member import Permission
from bot.console.ticket.doing import Answer, again, answered, seen
from bot.console.ticket.found import found
from bot.console.ticket.typed import Typed
from bot.store import files
from bot.store.errors import WrongSeal
from bot.store.files import StoredFile
from bot.store.sources import message_key
from handlers.casework.acted import DONE
from handlers.casework.acts import KeepFile, OpenFile
from handlers.files.limits import LARGEST
from handlers.files.sent_out import TYPES

_LONGEST_NAME = 100
_NOTHING_RUNS = "sandbox; default-src 'none'"


def add(blueprint: Blueprint, desk: Desk) -> None:
    """Add the addresses to the pages of a ticket."""

    @blueprint.post("/files")
    @needs(Permission.WORK)
    def upload(number: str) -> Answer:
        return _upload(desk, number)

    @blueprint.post("/files/<file_id>")
    @needs(Permission.READ_TEXTS)
    def open_file(number: str, file_id: str) -> Answer:
        return _open(desk, number, file_id)


def _upload(desk: Desk, number: str) -> Answer:
    version, sent = seen(), request.files.get("file")
    with desk.database.read() as connection:
        found(desk, connection, number)
    kept = _examined(desk, number, sent) if sent and sent.filename else "none"
    if isinstance(kept, str):
        return again(desk, number, Typed(act="keep_file", refused=words(f"ticket.upload.{kept}")))
    with desk.database.write() as connection:
        files.keep(connection, kept, desk.clock())
    act = KeepFile(file=kept.id, media_type=kept.media_type, size=kept.size, digest=kept.digest)
    return answered(desk, number, "keep_file", acting.act(desk, member(), number, version, act))


def _examined(desk: Desk, number: str, sent: FileStorage) -> files.SealedFile | str:
    """Return a file ready to be kept, or the word for why it is not."""
    with sent.stream:
        content, name = sent.stream.read(LARGEST + 1), harmless(PurePath(sent.filename or "").name)
    if not content or len(content) > LARGEST:
        return "too_large" if content else "empty"
    try:
        media_type = desk.examine(content, name)
    except NoContent as refused:
        return refused.why
    except SendError:
        return "unavailable"
    file_id = desk.draws.text_id()
    # It came in no message of a person, so that none they take back can have it erased.
    key = message_key("console", file_id, desk.seal)
    return files.sealed(number, file_id, key, media_type, content, name, desk.seal)


def _open(desk: Desk, number: str, file_id: str) -> Answer:
    with desk.database.read() as connection:
        about = found(desk, connection, number).file
    kept = next((one for one in about.files if one.id == file_id), None)
    if kept is None:
        abort(404)
    if kept.erased:
        return again(desk, number, Typed(act="open_file", refused=words("ticket.files.gone")))
    became = acting.act(desk, member(), number, about.ticket.version, OpenFile(file=file_id))
    if became != DONE:
        return answered(desk, number, "open_file", became)
    try:
        with desk.database.read() as connection:
            content = files.content(connection, number, file_id, desk.seal)
    except WrongSeal:
        content = None
    if content is None:
        return again(desk, number, Typed(act="open_file", refused=words("ticket.files.shut")))
    return _handed(kept, content, number)


def _handed(kept: StoredFile, content: bytes, number: str) -> Answer:
    """Hand out a file so that no browser shows or runs it in our name."""
    name = kept.name or f"{number}.{TYPES.get(kept.media_type, 'bin')}"
    response = send_file(
        BytesIO(content),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=harmless(name),
        max_age=0,
    )
    response.headers["Content-Security-Policy"] = _NOTHING_RUNS
    response.headers["Cache-Control"] = "no-store"
    return response


def harmless(name: str) -> str:
    """Return a file's name without signs that steer or hide something, and not too long."""
    seen_signs = "".join(one for one in name if unicodedata.category(one)[0] != "C")
    stem, dot, ending = seen_signs.rpartition(".")
    if not dot:
        return seen_signs[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending[:10]) - 1]}.{ending[:10]}"
