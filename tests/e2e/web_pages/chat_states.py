"""The states of the client's pages."""

from __future__ import annotations

import asyncio

from playwright.async_api import expect

from tests.e2e.web_pages.by_api import Talk, refused
from tests.e2e.web_pages.client import Go, Press, Write
from tests.e2e.web_pages.states import Arrives, state
from tests.e2e.web_pages.visit import Visit

WORDS = "Jag har inte sovit på flera nätter och orkar inte ringa själv. Alla brev ligger oöppnade i en låda."
LONG_WORD = "Enhetschefsbeslutsunderlagshandläggningstidsförkortning"

DECISION = """Försäkringskassan
Beslut om sjukpenning
Datum: 2026-11-02

Försäkringskassan har beslutat att du inte har rätt till sjukpenning från och med den 1 november 2026. Din ansökan
avslås.

Skäl för beslutet
Du kan klara ett normalt förekommande arbete. Beslutet är fattat enligt 27 kap. 2 § socialförsäkringsbalken.

Begär omprövning
Om du tycker att beslutet är fel kan du begära omprövning inom två månader från det att du fick del av beslutet."""
"""An invented letter."""


def _path(path: str) -> Arrives:
    return lambda visit: visit.goes_to(path)


for name, path in {
    "chat: the start": "/",
    "help lines": "/hjalp",
    "privacy": "/integritet",
    "accessibility": "/tillganglighet",
    "look": "/utseende",
    "page without network": "/utan-nat",
    "an address that does not exist": "/finns-inte",
    "where a code is written": "/fortsatt",
    "erase: nothing here": "/radera",
}.items():
    state(name)(_path(path))


def _question(step: str, flow: str) -> Arrives:
    async def arrives(visit: Visit) -> None:
        await visit.asked(step, flow)

    return arrives


for kind, (step, flow) in {
    "choice, the menu": ("menu", "po_intake"),
    "yes or no": ("adult", "po_intake"),
    "choice": ("contact_way", "po_intake"),
    "several": ("need", "nodprovning"),
    "date": ("next_money", "nodprovning"),
    "amount": ("money", "nodprovning"),
    "number": ("children_count", "nodprovning"),
    "text": ("more", "po_intake"),
    "name": ("name", "po_intake"),
    "contact": ("contact_value", "po_intake"),
    "summary": ("summary", "nodprovning"),
}.items():
    state(f"question: {kind}")(_question(step, flow))


@state("question: several, ticked")
async def _ticked(visit: Visit) -> None:
    client = await visit.asked("need", "nodprovning")
    for option in ("food", "power"):
        await client.form.locator(f"[value={option}]").check()


@state("question: several, all open and one ticked")
async def _all_ticks(visit: Visit) -> None:
    client = await visit.asked("reasons")
    await visit.unfolds_all()
    await client.form.locator("[name=choices]").last.check()


@state("question: area, all open")
async def _all_areas(visit: Visit) -> None:
    await visit.asked("area")
    await visit.unfolds_all()


@state("question: summary, told answers open")
async def _told(visit: Visit) -> None:
    await visit.asked("summary", more={"text": f"{WORDS} {LONG_WORD}"})
    await visit.unfolds_all()


@state("nothing was chosen")
async def _nothing(visit: Visit) -> None:
    client = await visit.asked("need", "nodprovning")
    key = await client.key()
    await client.form.locator("[name=done]").click()
    await client.next_page(key)


@state("help")
async def _help(visit: Visit) -> None:
    await (await visit.asked("adult")).does(Go("help"))


@state("why")
async def _why(visit: Visit) -> None:
    await (await visit.asked("adult")).does(Go("why"))


@state("not understood")
async def _not_understood(visit: Visit) -> None:
    await (await visit.asked("adult")).does(Write("blå blommor"))


@state("change an answer")
async def _change(visit: Visit) -> None:
    await visit.takes_up((await _talk(visit)).to("summary").say(choice="change"))


@state("the earlier conversation above the question")
async def _earlier(visit: Visit) -> None:
    await visit.begins(Press("yes"), Write("jag vill ha ett ombud"))


@state("words that were not sent are kept")
async def _kept(visit: Visit) -> None:
    client = await visit.asked("adult")
    await client.field.fill(WORDS)
    await client.does(Press("yes"))


@state("an old question was answered")
async def _stale(visit: Visit) -> None:
    talk = (await _talk(visit)).to("adult")
    client = await visit.takes_up(talk)
    talk.say(choice="yes")
    await client.does(Press("yes"))


@state("a text that is too long")
async def _too_long(visit: Visit) -> None:
    client = await visit.asked("more")
    await client.field.evaluate("field => { field.maxLength = 200000; field.value = 'ord '.repeat(30000); }")
    await client.form.locator("[name=send]").click()
    await expect(client.page.locator("#besked")).to_be_visible()


@state("crisis")
async def _crisis(visit: Visit) -> None:
    await visit.takes_up((await _talk(visit)).to("menu").say(text="jag vill inte leva längre"))


@state("crisis: what now")
async def _crisis_next(visit: Visit) -> None:
    await visit.takes_up((await _talk(visit)).to("menu").say(text="jag vill inte leva längre").say(choice="yes"))


@state("no to questions")
async def _no(visit: Visit) -> None:
    await visit.begins(Press("no"))


@state("a decision is explained")
async def _explained(visit: Visit) -> None:
    await visit.asked("want", "explain_decision", **refused())


@state("a letter to sign")
async def _letter(visit: Visit) -> None:
    await visit.asked("more", "explain_decision", **refused())


@state("a letter to sign, once more at the end")
async def _letter_at_the_end(visit: Visit) -> None:
    await visit.asked("", "explain_decision", **refused())


@state("a letter is read")
async def _read(visit: Visit) -> None:
    talk = (await _talk(visit, "explain_decision")).to("decision_from")
    await visit.takes_up(talk.say(text=DECISION))


@state("a human")
async def _human(visit: Visit) -> None:
    await visit.begins(Press("yes"), Go("human"))


@state("sent")
async def _sent(visit: Visit) -> None:
    await visit.asked("", "nodprovning")


@state("said after the end")
async def _after_the_end(visit: Visit) -> None:
    await (await visit.asked("")).does(Write("Jag glömde en sak."))


@state("the conversation is gone")
async def _gone(visit: Visit) -> None:
    talk = (await _talk(visit)).to("adult")
    talk.erase()
    await visit.takes_up(talk)


@state("code")
async def _code(visit: Visit) -> None:
    await visit.asked("adult")
    await visit.sends("Fortsätt på en annan mobil eller dator")


def _wrong_code(code: str) -> Arrives:
    async def arrives(visit: Visit) -> None:
        await visit.goes_to("/fortsatt")
        await visit.page.get_by_label("Skriv din kod").fill(code)
        await visit.sends("Öppna samtalet")
        await expect(visit.page.locator("#kod-fel")).to_be_visible()

    return arrives


state("code: wrong")(_wrong_code("1234 5678"))
state("code: empty")(_wrong_code(""))


@state("left")
async def _left(visit: Visit) -> None:
    client = await visit.asked("adult")
    await client.form.page.get_by_role("button", name="Stäng samtalet här").click()
    await visit.page.wait_for_url("**/lamna")


@state("erase: before, nothing sent")
async def _erase(visit: Visit) -> None:
    await visit.asked("adult")
    await visit.goes_to("/radera")


@state("erased, after sending")
async def _erased(visit: Visit) -> None:
    await visit.asked("")
    await visit.goes_to("/radera")
    await visit.sends("Ja, radera mina svar")
    await expect(visit.page.get_by_role("heading", level=1)).to_have_text("Dina svar är borta")


async def _talk(visit: Visit, flow: str = "po_intake") -> Talk:
    return await asyncio.to_thread(Talk, visit.address, flow)
