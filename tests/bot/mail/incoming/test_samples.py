"""Mails as real programs write them, each read as a person would read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import pytest

from bot.mail.incoming.incoming_mail import IncomingMail
from bot.mail.incoming.reply import reply
from tests.bot.mail.incoming.sample_mails import EXPECTED, FOLDER, mail

ASKED: dict[str, Callable[[IncomingMail], object]] = {
    "kind": lambda found: found.kind.value,
    "sender": lambda found: found.sender.address,
    "name": lambda found: found.sender.name,
    "subject": lambda found: found.subject,
    "message_id": lambda found: found.message_id,
    "in_reply_to": lambda found: found.in_reply_to,
    "references": lambda found: list(found.references),
    "recipients": lambda found: list(found.recipients),
    "reply_to": lambda found: list(found.reply_to),
    "sent_by": lambda found: found.sent_by,
    "date": lambda found: found.date.isoformat() if found.date else "",
    "vouched": lambda found: found.authentication.vouches_for(found.sender.address),
    "bounce": lambda found: found.bounce and asdict(found.bounce),
}


def _results(found: IncomingMail) -> dict[str, str]:
    said = found.authentication
    return {name: value for name in ("spf", "dkim", "dmarc") if (value := getattr(said, name))}


def test_every_sample_is_expected_to_be_something() -> None:
    assert sorted(EXPECTED) == sorted(file.stem for file in FOLDER.glob("*.eml"))
    assert len(EXPECTED) >= 60


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_is_read_as_a_person_would_read_it(name: str) -> None:
    expected = EXPECTED[name]
    found = mail(name)
    for asked, value in ASKED.items():
        if asked in expected:
            assert value(found) == expected[asked], asked
    if "authentication" in expected:
        assert _results(found) == expected["authentication"]


@pytest.mark.parametrize("name", EXPECTED)
def test_a_mail_keeps_its_files(name: str) -> None:
    found = mail(name)
    files = [
        {"name": file.name, "media_type": file.media_type, "size": file.size} for file in found.attachments
    ]
    wanted = EXPECTED[name].get("attachments")
    if wanted is None:
        assert found.kind != "person" or files == []
    else:
        assert [sorted(file) for file in files] == [sorted({"size": 0} | file) for file in wanted]
        assert [file | given for file, given in zip(files, wanted, strict=True)] == files


@pytest.mark.parametrize("name", [name for name, expected in EXPECTED.items() if "reply" in expected])
def test_a_reply_is_what_its_writer_wrote(name: str) -> None:
    expected = EXPECTED[name]
    assert reply(mail(name).text, expected.get("answers", "")) == expected["reply"]
