"""What LINE would refuse about rich menus."""

from __future__ import annotations

import json

import pytest

from bot.dev.double import LineDouble
from bot.dev.events import MEDIA
from bot.dev.people import Person
from bot.dev.refusals import Refused
from bot.dev.rich_menus import RichMenus, rich_menu_problems
from tests.bot.dev.borders import menu
from tests.bot.dev.conftest import PlainHttp

PNG = MEDIA["image"][1]


@pytest.fixture
def menus(line_double: LineDouble) -> RichMenus:
    """Give the account's rich menus."""
    return line_double.rich_menus


@pytest.mark.parametrize(
    ("bounds", "taken"),
    [
        ({"x": 0, "y": 0, "width": 800, "height": 250}, True),
        ({"x": 1, "y": 0, "width": 800, "height": 250}, False),
        ({"x": 0, "y": 1, "width": 800, "height": 250}, False),
        ({"x": 0, "y": 0, "width": "800", "height": 250}, False),
        ({"x": -1, "y": 0, "width": 800, "height": 250}, False),
    ],
)
def test_areas_lie_inside_the_menu(bounds: dict[str, object], taken: bool) -> None:
    area = {"bounds": bounds, "action": {"type": "message", "text": "a"}}
    assert (rich_menu_problems(menu("areas", [area])) == []) is taken


@pytest.mark.parametrize("name", ["size", "selected", "name", "chatBarText", "areas"])
def test_nothing_may_be_missing(name: str) -> None:
    incomplete = menu("name", "a")
    del incomplete[name]
    assert [problem.property for problem in rich_menu_problems(incomplete)] == [name]


@pytest.mark.parametrize("name", ["bounds", "action"])
def test_an_area_is_whole(name: str) -> None:
    made = menu("name", "a")
    del made["areas"][0][name]
    assert [problem.property for problem in rich_menu_problems(made)] == [f"areas[0].{name}"]


@pytest.mark.parametrize(
    ("content_type", "image", "status"),
    [
        ("image/gif", b"GIF89a", 415),
        ("image/png", b"not a picture", 400),
        ("image/jpeg", PNG, 400),
        ("image/png", PNG.ljust(1_000_001, b"\0"), 413),
    ],
)
def test_an_image_is_a_png_or_jpeg_of_at_most_a_megabyte(
    menus: RichMenus, content_type: str, image: bytes, status: int
) -> None:
    menu_id = menus.create(menu("name", "a"))
    with pytest.raises(Refused) as refused:
        menus.set_image(menu_id, content_type, image)
    assert refused.value.status == status
    menus.set_image(menu_id, "image/png", PNG.ljust(1_000_000, b"\0"))


def test_an_image_is_set_once(menus: RichMenus) -> None:
    menu_id = menus.create(menu("name", "a"))
    menus.set_image(menu_id, "image/png", PNG)
    with pytest.raises(Refused):
        menus.set_image(menu_id, "image/png", PNG)


def test_a_deleted_menu_is_shown_to_nobody(menus: RichMenus, hanako: Person) -> None:
    own, default = (menus.create(menu("name", name)) for name in "ab")
    for menu_id in (own, default):
        menus.set_image(menu_id, "image/png", PNG)
    menus.set_default(default)
    menus.link(hanako.id, own)
    assert menus.shown_to(hanako.id) == own
    menus.delete(own)
    assert menus.shown_to(hanako.id) == default
    menus.delete(default)
    assert menus.shown_to(hanako.id) is None


def test_a_stranger_has_no_menu(http: PlainHttp, menus: RichMenus) -> None:
    menu_id = menus.create(menu("name", "a"))
    menus.set_image(menu_id, "image/png", PNG)
    assert http.post(f"user/U{'0' * 32}/richmenu/{menu_id}", {}).status_code == 404


def test_a_hundred_menus_an_hour(http: PlainHttp) -> None:
    made = json.dumps(menu("name", "a")).encode()
    statuses = [http.post("richmenu", made).status_code for _ in range(101)]
    assert statuses == [200] * 100 + [429]
