"""Our marker is found however a mail program treats it."""

from __future__ import annotations

import pytest

from bot.mail.incoming.marker import MARKER, marker_at

HALF = len(MARKER) // 2
TREATED = {
    "as it is": [MARKER],
    "quoted twice": [f"> > {MARKER}"],
    "without spaces": [MARKER.replace(" ", "")],
    "wrapped": [MARKER[:HALF], MARKER[HALF:]],
    "wrapped in a quote": [f"> {MARKER[:HALF]}", f"> {MARKER[HALF:]}"],
    "widened": ["＃＃－　この線より上に返信をご記入ください　／　Ｐｌｅａｓｅ reply above this line －＃＃"],
    "with another dash": [MARKER.replace("-", "–")],
    "only its Japanese half": ["##- この線より上に返信をご記入ください"],
    "only its English half": ["Please reply above this line -##"],
    "with unseen characters": ["\u200b".join(MARKER)],
}


@pytest.mark.parametrize("how", TREATED)
def test_the_marker_is_found(how: str) -> None:
    assert marker_at(["はい。", "", *TREATED[how], "", "山田 様"]) == 2


@pytest.mark.parametrize(
    "line", ["Please reply above this line.", "この線より上に返信をご記入ください", "## Please ##", "####"]
)
def test_words_of_the_marker_alone_are_none(line: str) -> None:
    assert marker_at([line]) is None
