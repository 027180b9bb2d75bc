"""The numbers of documents are known by the name before them, and a document merely named is none."""

from __future__ import annotations

import pytest

from handlers.secrets import find_secrets


@pytest.mark.parametrize(
    "text",
    [
        "記号：12180　番号：55667781",
        "ゆうちょ 記号10170の番号 1234561",
        "drivers licence no. HOLL8 610293 BQ4",
        "driving licence MORGA657054SM9IJ",
        "driver's license: D1234-56789-01234",
        "license number K3091827",
        "passport number is 512398764",
        "旅券 MZ1122334",
        "在留カードは UX98765432AB",
        "National Insurance number QQ123456C",
        "insurance card no 40018832",
        "保険証 記号 1234 番号 56",
        "基礎年金番号 1234-567890",
        "社会保険の記号12-34番号7788",
        "ID is my driver licence, 0498817263 NSW",
        "パスポート MU9920113 で確認して",
    ],
)
def test_the_number_of_a_document_is_found(text: str) -> None:
    assert find_secrets(text)


@pytest.mark.parametrize(
    "text",
    [
        "my number is PR20269ZJC6R",
        "my number is 090-1234-5678",
        "マイナンバー制度は2016年からですか",
        "マイナンバー法は2013年5月31日公布ですよね",
        "パスポートのコピーは2026年4月1日に送りました",
        "passport expires 2026-04-18",
        "do you need a passport copy",
        "免許証のコピーは必要ですか",
        "licence number is needed?",
        "driver's license or passport, which one",
        "保険証で本人確認できますか",
        "the license agreement of 2024",
        "免許を取ったのは2015年です",
        "パスポートは2030年まで有効",
        "passport number format please",
        "is my licence number kept",
    ],
)
def test_a_document_only_named_is_no_secret(text: str) -> None:
    assert not find_secrets(text)
