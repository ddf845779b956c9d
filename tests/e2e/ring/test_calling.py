"""Somebody tries the line from the browser: speaks, listens, reads, presses keys, waits, and hangs up."""

from __future__ import annotations

import asyncio

from playwright.async_api import Route, expect

from tests.e2e.browser import Misdeeds
from tests.e2e.ring.conftest import LINES, Caller, OpensPhone
from tests.e2e.ring.other_end import loudness, tone
from tests.voice.media.server import Served
from voice.call.captions import Phase
from voice.call.line import FRAME_BYTES


async def test_what_is_said_arrives_in_whole_frames_at_the_pace_of_speech(caller: Caller) -> None:
    call = await caller.rings()
    await call.hears(200)
    clock = asyncio.get_running_loop().time
    begun = clock()
    heard = await call.hears(2000)
    assert 1.5 < clock() - begun < 6
    assert {len(frame) for frame in call.frames} == {FRAME_BYTES}
    assert loudness(heard) > 0.01
    assert call.line.unknown == 0
    await call.line.hang_up()
    await caller.sees("ended")
    await expect(caller.page.locator("#besked")).to_contain_text("Samtalet är slut")


async def test_what_we_say_is_played_at_once_and_can_be_cut(caller: Caller) -> None:
    call = await caller.rings()
    await call.hears(100)
    await call.line.play(tone(440, 400))
    await caller.is_told("Jag pratar")
    await caller.is_told("Jag lyssnar")
    assert call.line.unheard_ms() == 0

    await call.line.play(tone(440, 10_000))
    await caller.is_told("Jag pratar")
    await call.line.flush()
    await caller.is_told("Jag lyssnar")
    assert call.line.unheard_ms() == 0
    await call.line.hang_up()


async def test_what_is_said_is_shown_and_who_has_the_word(caller: Caller) -> None:
    call = await caller.rings()
    await call.line.caption("bot", "Hej! <b>Vad</b> vill du?")
    await call.line.caption("you", "hjälp med mat")
    await call.line.phase(Phase.THINKS)
    said = caller.page.locator("#texten > div")
    await expect(said).to_have_text(["Hej! <b>Vad</b> vill du?", "Du: hjälp med mat"])
    await caller.is_told("Jag tänker")
    await call.line.phase(Phase.LISTENS)
    await caller.is_told("Jag lyssnar")
    await call.line.hang_up()


async def test_a_long_text_is_shown_from_its_beginning(caller: Caller) -> None:
    await caller.page.set_viewport_size({"width": 360, "height": 740})
    call = await caller.rings()
    await call.line.caption("bot", "Hej!")
    await call.line.caption("bot", "Jag ställer en fråga i taget. " * 60)
    log = caller.page.locator("#texten")
    await expect(log.locator("> div")).to_have_count(2)
    below = await log.evaluate(
        "log => log.lastElementChild.getBoundingClientRect().top - log.getBoundingClientRect().top"
    )
    assert -1 < below <= 10  # a browser scrolls to whole pixels
    await call.line.hang_up()


async def test_keys_are_pressed_on_the_page_and_on_the_keyboard(caller: Caller) -> None:
    call = await caller.rings()
    for name in ("1", "0 Människa", "* Säg igen", "# Klar, bakåt"):
        await caller.presses(name)
    await caller.page.keyboard.type("29*#")
    await call.until(lambda: len(call.keys) == 8)
    assert "".join(call.keys) == "10*#29*#"
    await expect(caller.page.locator("#texten > div").last).to_have_text("Du: #")
    await call.line.hang_up()


async def test_a_muted_microphone_sends_silence_and_a_pause_sends_nothing(caller: Caller) -> None:
    call = await caller.rings()
    await caller.presses("Mikrofon av")
    await caller.is_told("Svara med knapparna")
    await call.hears(400)
    assert loudness(await call.hears(1500)) == 0
    await caller.presses("Mikrofon av")
    await caller.is_told("Jag lyssnar")
    await call.hears(300)
    assert loudness(await call.hears(1500)) > 0.01

    await call.line.play(tone(440, 2000))
    await caller.is_told("Jag pratar")
    await caller.presses("Paus")
    await caller.is_told("Paus. Jag väntar på dig.")
    await call.until_nothing_comes(500)
    before = len(call.frames)
    await caller.page.keyboard.press("5")  # goes on; no time passes for the other end until all has been heard
    await call.until(lambda: call.keys == ["5"])
    await caller.is_told("Jag pratar")
    assert len(call.frames) == before
    await call.until(lambda: len(call.frames) > before)
    await caller.is_told("Jag lyssnar")
    await call.line.hang_up()


async def test_without_a_microphone_keys_and_text_are_enough(opens_phone: OpensPhone) -> None:
    caller = await opens_phone(allowed=False)
    await caller.presses("Ring upp")
    await caller.sees("denied")
    notice = caller.page.locator("#besked > :not([hidden])")
    await expect(notice).to_contain_text("Jag får inte använda mikrofonen")
    await expect(notice).to_be_focused()

    call = await caller.rings("Ring utan mikrofon")
    await caller.is_told("Svara med knapparna")
    await expect(caller.page.locator("#texten")).to_have_attribute("aria-live", "polite")
    await expect(caller.page.get_by_role("button", name="Mikrofon av")).to_be_hidden()
    assert loudness(await call.hears(600)) == 0
    await caller.page.keyboard.press("2")
    await call.until(lambda: call.keys == ["2"])
    await caller.presses("Lägg på")
    await caller.sees("ended")
    await call.until(lambda: call.hung_up)


async def test_a_screen_reader_does_not_talk_over_the_voice(caller: Caller) -> None:
    call = await caller.rings()
    text = caller.page.locator("#texten")
    await expect(text).to_have_attribute("aria-live", "off")
    await caller.page.get_by_label("Ljud").fill("0")
    await expect(text).to_have_attribute("aria-live", "polite")
    await call.line.hang_up()


async def test_everything_can_be_done_from_the_keyboard(caller: Caller) -> None:
    keyboard, focused = caller.page.keyboard, caller.page.locator(":focus")
    await _tab_to(caller, "Ring upp")
    await keyboard.press("Enter")
    call = await caller.other_end.call()
    await caller.sees("talking")
    await expect(caller.page.locator("#samtalet")).to_be_focused()
    await keyboard.press("Tab")
    await expect(focused).to_have_attribute("id", "texten")
    await _tab_to(caller, "5")
    await keyboard.press("Space")
    await call.until(lambda: call.keys == ["5"])
    await _tab_to(caller, "Lägg på")
    await keyboard.press("Enter")
    await caller.sees("ended")
    await call.until(lambda: call.hung_up)


async def test_who_closes_the_page_has_hung_up(caller: Caller) -> None:
    call = await caller.rings()
    await caller.page.goto("about:blank")
    await call.until(lambda: call.hung_up)


async def test_a_line_that_breaks_is_told_and_can_be_taken_up_again(caller: Caller) -> None:
    call = await caller.rings()
    await call.line.close(1011)
    await caller.sees("lost")
    await expect(caller.page.locator("#besked")).to_contain_text("Samtalet bröts")
    again = await caller.rings()
    await again.hears(100)
    await caller.presses("Lägg på")
    await again.until(lambda: again.hung_up)


async def test_all_lines_taken(opens_phone: OpensPhone, socket: Served) -> None:
    callers = [await opens_phone() for _ in range(LINES + 1)]
    calls = [await caller.rings("Ring utan mikrofon") for caller in callers[:LINES]]
    await callers[-1].presses("Ring upp")
    await callers[-1].sees("full")
    await expect(callers[-1].page.locator("#besked")).to_contain_text("Många ringer just nu")
    for call in calls:
        await call.line.hang_up()


async def test_too_many_tries(caller: Caller, misdeeds: Misdeeds) -> None:
    misdeeds.expected = ("429",)
    await caller.page.route("**/ring/ticket", lambda route: route.fulfill(status=429))
    await caller.presses("Ring upp")
    await caller.sees("fast")


async def test_nobody_answers(caller: Caller, misdeeds: Misdeeds) -> None:
    misdeeds.expected = ("WebSocket connection", "401")
    old = {**await _ticket(caller), "ticket": "gammal"}
    await caller.page.route("**/ring/ticket", lambda route: route.fulfill(json=old))
    await caller.presses("Ring upp")
    await caller.sees("unreachable")
    await expect(caller.page.locator("#besked")).to_contain_text("Jag kunde inte svara")
    await expect(caller.page.get_by_role("button", name="Ring upp")).to_be_visible()


async def test_who_changes_their_mind_is_not_called(caller: Caller) -> None:
    held = asyncio.Event()

    async def hold(route: Route) -> None:
        await held.wait()
        await route.continue_()

    await caller.page.route("**/ring/ticket", hold, times=1)
    await caller.presses("Ring upp")
    await caller.sees("connecting")
    await caller.presses("Avbryt")
    await caller.sees("ended")
    async with caller.page.expect_response("**/ring/ticket"):
        held.set()
    call = await caller.rings()  # the only one that comes
    assert caller.other_end.waiting == 0
    await call.line.hang_up()


async def _tab_to(caller: Caller, name: str) -> None:
    for _ in range(40):
        await caller.page.keyboard.press("Tab")
        if await caller.page.evaluate("document.activeElement.innerText.trim()") == name:
            return
    raise AssertionError(f"no way to {name!r} by Tab")


async def _ticket(caller: Caller) -> dict[str, str]:
    return await caller.page.evaluate("fetch('/ring/ticket', {method: 'POST'}).then((answer) => answer.json())")
