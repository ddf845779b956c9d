"""Styles, fonts and scripts: few bytes, kept for ever, and a new address as soon as one of them changes."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI

from bot.look.assets import Assets
from bot.look.pages import Pages
from bot.look.palette import read_palette


def folder(tmp_path: Path, **files: str) -> Path:
    for name, text in files.items():
        path = tmp_path / "room" / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return tmp_path


def test_the_address_changes_when_any_file_does(tmp_path: Path) -> None:
    first = Assets((folder(tmp_path, a_css="p{}", b_js="1"),)).url("room/a.css")
    assert Assets((folder(tmp_path, a_css="p{}", b_js="1"),)).url("room/a.css") == first
    assert Assets((folder(tmp_path, a_css="p{}", b_js="2"),)).url("room/a.css") != first


def test_a_style_is_sent_with_its_parts_and_without_comments(tmp_path: Path) -> None:
    files = {"base_css": '/* why */\n@import "part.css";\nb{}\n', "part_css": "/* how\nit is */\na{}\n"}
    file = Assets((folder(tmp_path, **files),)).file("room/base.css")
    assert file is not None
    assert file.body == b"a{}\nb{}\n"


def test_a_file_that_is_not_there_has_no_address(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        Assets((tmp_path,)).url("room/none.css")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("look/base.css", "text/css; charset=utf-8"),
        ("look/favicon.svg", "image/svg+xml"),
        ("look/fonts/atkinson-hyperlegible-next.woff2", "font/woff2"),
    ],
)
async def test_a_file_is_kept_for_ever(app: FastAPI, browser: httpx.AsyncClient, name: str, kind: str) -> None:
    assets = app.state.pages.assets
    answer = await browser.get(assets.url(name))
    assert answer.status_code == 200
    assert answer.content == assets.file(name).body
    assert answer.headers["content-type"] == kind
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"


async def test_a_file_is_squeezed_for_those_who_take_it(app: FastAPI, browser: httpx.AsyncClient) -> None:
    url = app.state.pages.assets.url("look/base.css")
    async with browser.stream("GET", url) as answer:
        raw = b"".join([part async for part in answer.aiter_raw()])
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raw) == app.state.pages.assets.file("look/base.css").body
    for refusing in ("identity", "gzip;q=0", "gzip; q=0.0"):
        plain = await browser.get(url, headers={"Accept-Encoding": refusing})
        assert "content-encoding" not in plain.headers
        assert plain.headers["etag"] != answer.headers["etag"]


async def test_a_letter_face_is_squeezed_already(app: FastAPI, browser: httpx.AsyncClient) -> None:
    answer = await browser.get(app.state.pages.assets.url("look/fonts/atkinson-hyperlegible-next.woff2"))
    assert "content-encoding" not in answer.headers
    assert answer.content[:4] == b"wOF2"


async def test_an_old_address_gives_the_file_of_today_and_asks_again(browser: httpx.AsyncClient) -> None:
    answer = await browser.get("/static/0123456789ab/look/base.css")
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-cache")
    again = await browser.get("/static/0123456789ab/look/base.css", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["none.css", "look/none.css", "look/../pages.py", "../assets.py", "%2e%2e/assets.py"])
async def test_what_is_no_asset_is_404(app: FastAPI, browser: httpx.AsyncClient, name: str) -> None:
    answer = await browser.get(f"/static/{app.state.pages.assets.version}/{name}")
    assert answer.status_code == 404


async def test_asking_only_for_the_headers(app: FastAPI, browser: httpx.AsyncClient) -> None:
    answer = await browser.head(app.state.pages.assets.url("look/base.css"))
    assert answer.status_code == 200


def test_what_every_page_carries_is_light() -> None:
    """Of the 100 kB that the first page may weigh; the rest is for the chat's own."""
    assets = Pages().assets
    style, icon = assets.file("look/base.css"), assets.file("look/favicon.svg")
    faces = [file for name in assets.names() if name.endswith(".woff2") and (file := assets.file(name))]
    assert style is not None
    assert icon is not None
    assert len(style.gzipped or style.body) < 7_000
    assert sum(len(face.body) for face in faces) < 45_000
    assert len(icon.body) < 1_000


def test_the_colour_of_the_browsers_own_bar_is_that_of_the_paper() -> None:
    page = Pages().text("look/base.html")
    schemes = read_palette().schemes
    told = dict(re.findall(r'name="theme-color" content="(#\w+)" media="\(prefers-color-scheme: (\w+)\)"', page))
    assert told == {schemes["light"]["paper"]: "light", schemes["dark"]["paper"]: "dark"}
