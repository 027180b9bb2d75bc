"""When we fail, who waits for an answer hears so in their language, and nobody else hears anything."""

from __future__ import annotations

from dataclasses import replace

from handlers.apology import apologise
from handlers.events import FileTurnedDown, Followed, MediaReceived
from handlers.plain import as_text
from tests.builders import NOW, mention, message, pressed


def test_who_wrote_hears_an_apology_in_the_language_of_the_message() -> None:
    assert as_text(apologise(message("cookies?"), "ja")).startswith("Sorry, something went wrong")
    assert as_text(apologise(message("クッキーは？"), "en")).startswith("申し訳ありません。")


def test_who_pressed_a_button_hears_it_in_the_language_of_the_conversation() -> None:
    assert as_text(apologise(pressed("full", "9"), "en")).startswith("Sorry, something went wrong")


def test_in_a_group_only_who_addressed_us_hears_it() -> None:
    assert apologise(mention("cookies?"), "en")
    assert apologise(message("cookies?", place="group"), "en") == ()


def test_nobody_waits_for_an_answer_to_a_follow() -> None:
    assert apologise(Followed(id="1", at=NOW), "ja") == ()


def test_who_sent_a_picture_hears_it_and_a_group_does_not() -> None:
    picture = MediaReceived(id="1", at=NOW, media="image")
    assert as_text(apologise(picture, "en")).startswith("Sorry, something went wrong")
    assert apologise(replace(picture, place="group"), "en") == ()


def test_whose_file_could_not_be_noted_hears_that_it_is_not_kept() -> None:
    told = FileTurnedDown(id="file:f1", at=NOW, number="PR-2026-7QK3FX", why="gone")
    assert "could not keep the file for PR-2026-7QK3FX" in as_text(apologise(told, "en"))
