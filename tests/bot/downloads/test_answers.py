"""An answer over HTTP: its words and its files behind link and code, and nothing else of the ticket."""

from __future__ import annotations

from bot.store import downloads, files, tickets
from bot.store.files import digest_of, sealed
from handlers.downloading.links import ANSWER, LIFE, NewLink
from handlers.tickets.changes import SaltedText, TicketChange
from handlers.tickets.desk_log import AnswerSent
from handlers.tickets.log import Channel, Downloaded, FileKept
from handlers.tickets.texts import KeptText
from handlers.tickets.texts import digest_of as digest_of_text
from tests.bot.downloads.house import TOKEN, WORDS, House
from tests.bot.jobs.desk import SEAL
from tests.bot.store.lodged import SALT
from tests.handlers.tickets.lives import MORI, NUMBER

LETTER = "お待たせしました。\n添付の<ファイル>をご覧ください。"
GOES, STAYS = b"name,year\nhanako,2019\n", b"a draft of ours"
OTHER = "a" * 43


def answer(house: House) -> None:
    """Write an answer with one of two files that staff added, and give a link to it."""
    text = KeptText("answer", digest_of_text(LETTER, SALT))
    kept = [
        FileKept(
            at=house.now,
            by=MORI,
            channel=Channel.CONSOLE,
            file=name,
            media_type="text/csv",
            size=len(content),
            digest=digest_of(content),
        )
        for name, content in (("stays", STAYS), ("goes", GOES))
    ]
    sent = AnswerSent(at=house.now, by=MORI, text=text, files=("goes",), behind_link=True)
    change = TicketChange(NUMBER, len(house.log()), (*kept, sent), {"answer": SaltedText(LETTER, SALT)})
    link = NewLink(token=OTHER, number=NUMBER, content=ANSWER, until=house.now + LIFE)
    with house.database.write() as connection:
        tickets.append(connection, [change], SEAL)
        for name, content in (("stays", STAYS), ("goes", GOES)):
            files.keep(connection, sealed(NUMBER, name, "", "text/csv", content, "", SEAL), house.clock())
        downloads.keep(connection, "ana", [link], house.clock())


def fetches(house: House) -> list[str]:
    return [event.content for event in house.log() if isinstance(event, Downloaded)]


def test_words_and_files_are_behind_link_and_code_and_each_fetch_is_in_the_log(either_house: House) -> None:
    house = either_house
    answer(house)
    visitor = house.browser(OTHER)
    assert visitor.opens("/letter").status_code == 303
    assert visitor.opens("/file-1").status_code == 303
    assert "お待たせ" not in visitor.opens().text
    opened = visitor.gets_in().text
    assert "回答を読む" in opened
    assert "ファイル1（CSV、1KB）" in opened
    assert "ファイル2" not in opened
    assert fetches(house) == []
    assert "添付の&lt;ファイル&gt;をご覧ください。" in visitor.opens("/letter").text
    file = visitor.opens("/file-1")
    assert (file.data, file.mimetype) == (GOES, "text/csv")
    assert file.headers["Content-Disposition"] == f'attachment; filename="{NUMBER}-1.csv"'
    assert fetches(house) == ["answer", "answer"]


def test_everything_else_is_not_there(house: House) -> None:
    answer(house)
    visitor = house.browser(OTHER)
    visitor.gets_in()
    for rest in ("/file-0", "/file-2", "/file-x", "/file-goes", "/copy.json", "/copy.html", "/letter.json"):
        assert visitor.opens(rest).status_code == 404, rest
    assert fetches(house) == []


def test_a_link_to_the_copy_leads_to_no_answer_and_a_pass_for_one_opens_not_the_other(house: House) -> None:
    answer(house)
    visitor = house.browser(TOKEN)
    visitor.gets_in()
    assert WORDS in visitor.opens("/copy.html").text
    assert visitor.opens("/letter").status_code == 404
    assert visitor.opens("/file-1").status_code == 404
    assert visitor.client.get(f"/d/{OTHER}/letter", base_url="https://desk.example").status_code == 303


def test_what_was_erased_is_not_there_any_more(house: House) -> None:
    answer(house)
    visitor = house.browser(OTHER)
    visitor.gets_in()
    with house.database.write() as connection:
        files.erase(connection, NUMBER)
    assert visitor.opens("/file-1").status_code == 404


def test_the_chat_gives_the_link_and_no_word_of_the_answer(house: House) -> None:
    answer(house)
    said = house.presses("get_answer")
    assert "https://desk.example/d/" in said
    assert "添付の" not in said
