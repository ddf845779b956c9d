"""LIX under 25: for each flow with everything a client hears in it, for each file on decisions and the advice, and for
FAQ, glossary, web words and pages.

A page on the web may say why it cannot be quite so easy (`harder_because`), and is then held to 30.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from content.check.finding import Finding
from content.check.piece import pieces
from content.check.sentences import is_swedish
from content.flow import Channel, Flow, Step, Text
from content.library import Library
from content.readability import is_long, measure, sentences, words
from content.sources import Sources

LIMIT = 25.0
HARDER_LIMIT = 30.0

FIXED_TEXTS = (
    "heard_intro", "summary_intro", "dont_know_ok", "skip_ok", "not_understood_1", "not_understood_2",
    "not_understood_3", "offer_human", "wait_ok", "stop_ok", "sent_generic", "anonymous_note", "no_contact_note",
)  # fmt: skip
"""The fixed texts that a client can meet in every flow; they count in each flow's figure."""


def check_lix(library: Library, sources: Sources) -> Iterator[Finding]:
    """Flows, fixed texts, FAQ, explanations, advice and glossary must stay under the limit, in both forms."""
    menu = library.flows.get("menu")
    written = pieces(sources)
    for flow in library.flows.values():
        file = f"{sources.root.name}/flows/{flow.id}.yml"
        for form in ("chat", "phone"):
            said = [*_greeting(menu, form), *_flow_texts(flow, form), *_fixed(library, form)]
            yield from _judge(said, f"Flödet '{flow.title}'", file, form)
    for form in ("chat", "phone"):
        swedish = [
            piece.text
            for piece in written
            if piece.file.name.endswith("/texts.yml") and is_swedish(piece) and piece.form in (form, "both")
        ]
        yield from _judge(swedish, "Alla fasta texter tillsammans", f"{sources.root.name}/texts.yml", form)
        answers = [text for answer in library.faq for text in (answer.question, answer.text.form(form))]
        yield from _judge(answers, "Svaren på vanliga frågor", f"{sources.root.name}/faq.yml", form)
        for file in sources.under("decisions"):
            said = [piece.text for piece in written if piece.file is file and piece.form in (form, "both")]
            yield from _judge(said, "Alla förklaringar i filen tillsammans", file.name, form)
        advice = [one.text.form(form) for one in library.advice]
        yield from _judge(advice, "Alla råd tillsammans", f"{sources.root.name}/advice.yml", form)
    explanations = [term.explanation for term in library.glossary]
    yield from _judge(explanations, "Ordlistan", f"{sources.root.name}/glossary.yml", "")
    yield from _judge(library.web.values(), "Webbens fasta ord", f"{sources.root.name}/web.yml", "")
    for page in library.pages.values():
        limit = HARDER_LIMIT if page.harder_because else LIMIT
        file = f"{sources.root.name}/pages/{page.id}.yml"
        yield from _judge(page.texts(), f"Sidan '{page.title}'", file, "", limit)


def _judge(texts: Iterable[str], what: str, file: str, form: str, limit: float = LIMIT) -> Iterator[Finding]:
    said = list(texts)
    found = measure(said)
    if found.lix < limit:
        return
    long = Counter(word.lower() for text in said for word in words(text) if is_long(word))
    hardest = max((sentence for text in said for sentence in sentences(text)), key=lambda s: measure([s]).lix)
    common = ", ".join(word for word, _ in long.most_common(6))
    where = f"({form})" if form else ""
    message = f"{what} har LIX {found.lix:.1f}. Det ska vara under {limit:.0f}."
    suggestion = f"Kortare ord i stället för: {common}."
    yield Finding("error", "lix", file, 1, where, message, hardest, suggestion)


def _greeting(menu: Flow | None, form: Channel) -> list[str]:
    return [menu.opening.form(form)] if menu and menu.opening else []


def _flow_texts(flow: Flow, form: Channel) -> list[str]:
    texts: list[Text | None] = [flow.opening if flow.id != "menu" else None, flow.done, flow.not_sent, *flow.ending]
    said = [text.form(form) for text in texts if text]
    for step in flow.steps:
        said += _step_texts(step, form)
    return said


def _step_texts(step: Step, form: Channel) -> list[str]:
    worded = [step, *step.variants]
    texts = [text.form(form) for words in worded for text in (words.text, words.again) if text]
    return [text for text in (*texts, step.why, step.help) if text]


def _fixed(library: Library, form: Channel) -> list[str]:
    return [library.texts[text_id].form(form) for text_id in FIXED_TEXTS if text_id in library.texts]
