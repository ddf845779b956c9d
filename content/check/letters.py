"""Rules on the letters that a client can sign: plain words, and no placeholder that reaches anybody as braces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from content.check.easy_reading import LIMIT
from content.check.finding import Finding
from content.check.piece import Form, Piece, Role
from content.condition import keys_of
from content.letter import PLACEHOLDER, Letter
from content.library import Library
from content.readability import measure
from content.sources import Sources
from content.yaml_file import Path, YamlFile, show_path

WORDS = "letter_words.yml"
COMPUTED = frozenset({"delay_from"})
"""Days that are computed from answers (`bot.deadlines.rules`): a letter may wait for them."""

_ANY_BRACE = re.compile(r"\{[^{}]*\}|[{}]")
_SPOKEN = {"spoken_to": "{to}", "spoken_blank": "{what}", "spoken_sender": "{who}", "spoken_end": "{what}"}


def letter_pieces(sources: Sources) -> list[Piece]:
    """Every text of the letters: those that stand in one are read, and read aloud."""
    found: list[Piece] = []
    for file in sources.under("letters"):
        data = file.data if isinstance(file.data, dict) else {}
        item = str(data.get("id", ""))
        for name in ("name", "title", "to"):
            found += _forms(file, (name,), data.get(name), "label", item)
        for index, part in enumerate(data.get("parts") or []):
            found += _forms(file, ("parts", index, "text"), part.get("text"), "prose", item)
        for name in ("blanks", "by_hand"):
            for key, caption in (data.get(name) or {}).items():
                found += _forms(file, (name, key), caption, "label", item)
        for key, wordings in (data.get("wordings") or {}).items():
            for option, words in wordings.items():
                found += _forms(file, ("wordings", key, option), words or None, "label", item)
        found += _forms(file, ("after",), data.get("after"), "prose", item)
    if words := sources.files.get(WORDS):
        for name, text in (words.data if isinstance(words.data, dict) else {}).items():
            found += _forms(words, (name,), text, "prose" if name.startswith("spoken") else "label", name)
    return found


def check_letters(library: Library, sources: Sources) -> Iterator[Finding]:
    """Placeholders, captions, wordings and conditions of every letter, and how easy it is to read."""
    for letter in library.letters:
        file = sources.files[f"letters/{letter.id}.yml"]
        yield from _check_placeholders(letter, library, file)
        yield from _check_wordings(letter, library, file)
        yield from _check_conditions(letter, library, file)
        yield from _check_lix(letter, file)
    yield from _check_words(library, sources)


def _check_placeholders(letter: Letter, library: Library, file: YamlFile) -> Iterator[Finding]:
    texts: list[tuple[Path, str]] = [(("to",), letter.to)]
    texts += [(("parts", index, "text"), part.text) for index, part in enumerate(letter.parts)]
    for path, text in texts:
        for brace in _ANY_BRACE.findall(text):
            match = PLACEHOLDER.fullmatch(brace)
            if not match:
                yield _error(file, path, f"Klammern {brace} går inte att fylla i.", "{name}")
                continue
            key = match.group(1)
            if key in letter.by_hand:
                continue
            if library.step(key) is None:
                yield _error(file, path, f"Det finns ingen fråga '{key}'.", "Skriv den under by_hand.")
            elif not letter.blanks.get(key):
                message = f"{{{key}}} saknar ord för den tomma platsen."
                yield _error(file, path, message, f"blanks: {{{key}: vad man ska fylla i}}")
    for field, captions in (("blanks", letter.blanks), ("by_hand", letter.by_hand)):
        for key in sorted(set(captions) - set(letter.placeholders())):
            yield _error(file, (field, key), f"{{{key}}} finns inte i brevet.", "Ta bort raden.")
    if letter.earliest and letter.earliest not in COMPUTED:
        yield _error(file, ("earliest",), f"Programmet räknar inte ut '{letter.earliest}'.", ", ".join(COMPUTED))
    if letter.flow not in library.flows:
        yield _error(file, ("flow",), f"Det finns inget samtal '{letter.flow}'.")
    for form in {letter.name.chat, letter.name.phone, letter.title, letter.after.chat, letter.after.phone}:
        if _ANY_BRACE.search(form):
            yield _error(file, (), f"Här fyller programmet inte i något: {form}")


def _check_wordings(letter: Letter, library: Library, file: YamlFile) -> Iterator[Finding]:
    for key, wordings in letter.wordings.items():
        step = library.step(key)
        if key not in letter.placeholders() or step is None:
            yield _error(file, ("wordings", key), f"{{{key}}} finns inte i brevet.", "Ta bort raden.")
            continue
        for option in wordings:
            if not step.option(option):
                known = ", ".join(one.id for one in step.options)
                yield _error(file, ("wordings", key, option), f"'{option}' är inget svar på frågan.", known)


def _check_conditions(letter: Letter, library: Library, file: YamlFile) -> Iterator[Finding]:
    known = COMPUTED | {key for flow in library.flows.values() for rule in flow.derive for key in rule.set}
    conditions: list[tuple[Path, Mapping[str, object] | None]] = [(("when",), letter.when)]
    conditions += [(("parts", index, "when"), part.when) for index, part in enumerate(letter.parts)]
    for path, condition in conditions:
        for key in sorted(keys_of(condition)):
            if library.step(key) is None and key not in known:
                yield _error(file, path, f"Villkoret frågar efter '{key}', som ingen fråga ger svar på.")


def _check_lix(letter: Letter, file: YamlFile) -> Iterator[Finding]:
    for what, texts in (
        ("Brevet", [part.text for part in letter.parts]),
        ("Det jag säger om brevet", [letter.after.chat, letter.after.phone]),
    ):
        found = measure(texts).lix
        if found >= LIMIT:
            message = f"{what} har LIX {found:.1f}. Det ska vara under {LIMIT:.0f}."
            yield Finding("error", "lix", file.name, 1, "", message, suggestion="Kortare ord och kortare meningar.")


def _check_words(library: Library, sources: Sources) -> Iterator[Finding]:
    file = sources.files.get(WORDS)
    if file is None:
        return
    for name, text in library.letter_words.model_dump().items():
        expected = [_SPOKEN[name]] if name in _SPOKEN else []
        if _ANY_BRACE.findall(text) != expected:
            wanted = f"Här ska {expected[0]} stå en gång." if expected else "Här fyller programmet inte i något."
            yield _error(file, (name,), wanted)


def _forms(file: YamlFile, path: Path, raw: object, role: Role, item: str) -> Iterator[Piece]:
    if isinstance(raw, str):
        yield Piece(file, path, raw, "both", role, item)
    elif isinstance(raw, dict):
        forms: tuple[Form, ...] = ("chat", "phone")
        for form in forms:
            if isinstance(text := raw.get(form), str):
                yield Piece(file, (*path, form), text, form, role, item)


def _error(file: YamlFile, path: Path, message: str, suggestion: str = "") -> Finding:
    return Finding("error", "letter", file.name, file.line(path), show_path(path), message, suggestion=suggestion)
