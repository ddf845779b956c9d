"""The scripts are small: a cheap phone reads them while somebody waits."""

from __future__ import annotations

from bot.look.pages import Pages

MOST_BYTES = 16 * 1024


def test_all_scripts_of_the_chat_together() -> None:
    assets = Pages().assets
    sizes = {
        name: len(file.body)
        for name in assets.names()
        if name.startswith("chat/") and name.endswith(".js") and (file := assets.file(name))
    }
    assert len(sizes) >= 9
    assert sum(sizes.values()) <= MOST_BYTES, sizes


def test_comments_stay_at_home() -> None:
    sent = Pages().assets.file("chat/chat.js")
    assert sent is not None
    assert b"/**" not in sent.body
    assert b"async function answer(form, pressed) {" in sent.body
