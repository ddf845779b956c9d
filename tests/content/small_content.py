"""A small, right set of content files that a test breaks in one place."""

from __future__ import annotations

from pathlib import Path

from content.check import Finding, check
from content.library import Library
from content.loader import load_library

FLOW = """\
id: hjalp
title: hjälp
intake: true
opening: Nu gäller det mat.
steps:
  - key: hungry
    type: yes_no
    label: Hungrig
    text: Har du mat?
    again: Har du mat hemma?
    why: Då vet jag hur det är.
    example: ja
    help: Du kan svara ja eller nej.
  - key: meal
    type: choice
    label: Mat
    text: {chat: Vad vill du äta?, phone: Vad vill du äta nu?}
    again: Vad vill du ha?
    why: Då vet jag mer.
    example: gröt
    help: Välj en sak.
    when: {hungry: "no"}
    options:
      - {id: porridge, label: gröt, synonyms: [havregröt]}
      - {id: soup, label: soppa}
  - use: name
done: Tack. Ditt nummer är {case}.
not_sent: Okej. Jag skickar inget.
"""

STEPS = """\
- key: name
  type: name
  label: Namn
  text: Vad heter du?
  again: Vad ska jag kalla dig?
  why: Då vet jag vem du är.
  example: Anna
  help: Ditt namn räcker.
"""

FACT = '{source: lagen, verified_on: "2026-11-21"}'

FILES = {
    "flows/hjalp.yml": FLOW,
    "steps/people.yml": STEPS,
    "texts.yml": "wait_ok: Jag väntar.\nword_unknown: Jag kan inte {word} än.\n",
    "areas.yml": f"""\
municipality: Storköping
source: {FACT}
offices:
  - {{id: norr, name: Norr}}
  - {{id: hemma, name: Hemma, homeless: true}}
  - {{id: annars, name: Annars, fallback: true}}
areas:
  - {{id: tensta, name: Tensta, office: norr, aliases: [Hjulsta]}}
  - {{id: farsta, name: Farsta, office: norr}}
""",
    "helplines.yml": f"""\
- {{id: sos, name: Larm, number: "112", spoken: ett ett två, about: Vid fara., hours: {{always: true}}, fact: {FACT}}}
""",
    "faq.yml": f"- {{id: cost, question: Kostar det?, text: Det kostar inget., fact: {FACT}}}\n",
    "glossary.yml": f"- {{word: avslag, explanation: Du får nej., fact: {FACT}}}\n",
    "priority.yml": "- {id: food, level: 1, when: {hungry: 'no'}, why: Maten är slut.}\n",
    "web.yml": 'skip: Gå ner till det som står här\nhelp_call: "Ring {number}"\n',
    "pages/tider.yml": f"""\
id: tider
title: Tider
lead: Här ser du när vi har öppet.
updated: 2026-11-21
sections:
  - heading: Vardagar
    paragraphs: [Vi har öppet.]
    list: [Kom när du vill.]
    facts: [{FACT}]
""",
    "jargon.yml": "- {word: erhålla, forms: [erhåller], instead: få}\n",
    "case_words.txt": "# ord\nBJÖRK\nLYKTA\n",
}


class SmallContent:
    """The files in a folder of their own, called `content` as the real one is."""

    def __init__(self, tmp_path: Path) -> None:
        self.root = tmp_path / "content"
        for name, text in FILES.items():
            self.write(name, text)

    def write(self, name: str, text: str) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    def change(self, name: str, old: str, new: str) -> None:
        """Replace one piece of a file; it must be there once."""
        before = (self.root / name).read_text(encoding="utf-8")
        assert before.count(old) == 1, f"{old!r} stands {before.count(old)} times in {name}"
        self.write(name, before.replace(old, new))

    def remove(self, name: str) -> None:
        (self.root / name).unlink()

    def load(self) -> Library:
        return load_library(self.root)

    def findings(self, rule: str | None = None) -> list[Finding]:
        """What the check says, with a dictionary that knows every word but 'hejjsan'."""
        found = check(self.load(), self.root, lookup=lambda word: word.lower() != "hejjsan")
        return [finding for finding in found if rule in (None, finding.rule)]
