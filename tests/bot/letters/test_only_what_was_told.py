"""Whatever was answered: a letter holds its reviewed words, what the client told, and empty places. Nothing else."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.letters.plain import as_spoken, as_text
from bot.letters.told import StoredAnswer
from bot.letters.writing import write
from bot.letters.written import Run
from content.check.sentences import _PROMISES
from content.letter import PLACEHOLDER, Letter
from content.library import Library
from content.loader import load_library
from tests.bot.letters.any_client import answers_to, in_words
from tests.bot.letters.clients import TODAY, kim, letter_named, runs_of, written

LIBRARY = load_library()
BETWEEN = {" ", ", ", " och "}
ANSWERS = answers_to(LIBRARY, LIBRARY.letters)
LETTER = st.sampled_from(LIBRARY.letters)
EXAMPLES = settings(max_examples=150, deadline=None)


def fixed_words(letter: Letter) -> set[str]:
    texts = [letter.to, *(part.text for part in letter.parts)]
    return {piece for text in texts for piece in PLACEHOLDER.split(text)[::2] if piece} | BETWEEN


def captions(letter: Letter, library: Library) -> set[str]:
    words = library.letter_words
    always = {words.place_and_date, words.signature, words.name, words.contact, words.personnummer}
    return {*letter.blanks.values(), *letter.by_hand.values()} | always


def was_told(run: Run, letter: Letter, answers: dict[str, StoredAnswer]) -> bool:
    """Whether the run is the answer to its question, or what is left of it without a personnummer."""
    step, answer = LIBRARY.step(run.key), answers.get(run.key)
    if step is None or answer is None or answer.value is None:
        return False
    if answer.latest and answer.latest != answer.value:
        return False
    words = re.compile(r"\W+|_+")
    said = [words.sub(" ", told) for told in in_words(step, answer, letter)]
    return any(words.sub(" ", run.text).strip() in told for told in said)


@EXAMPLES
@given(letter=LETTER, answers=ANSWERS)
def test_every_piece_is_reviewed_words_or_was_told_or_is_empty(
    letter: Letter, answers: dict[str, StoredAnswer]
) -> None:
    for run in runs_of(write(letter, LIBRARY, answers, TODAY)):
        if run.kind == "blank":
            assert run.text in captions(letter, LIBRARY)
        elif run.key:
            assert was_told(run, letter, answers), run
        else:
            assert run.text in fixed_words(letter)


@EXAMPLES
@given(letter=LETTER, answers=ANSWERS)
def test_the_text_and_the_reading_aloud_hold_every_piece(letter: Letter, answers: dict[str, StoredAnswer]) -> None:
    done = write(letter, LIBRARY, answers, TODAY)
    text, spoken = as_text(done), re.sub(r"[\W_]+", " ", as_spoken(done)).casefold()
    for run in runs_of(done):
        for line in run.text.split("\n"):
            assert line in text or line[:1].upper() + line[1:] in text
        assert re.sub(r"[\W_]+", " ", run.text).strip().casefold() in spoken


@EXAMPLES
@given(
    letter=LETTER,
    answers=ANSWERS,
    before=st.sampled_from(["", "Jag heter Kim ", "mitt nummer är:", "(", "\n"]),
    number=st.sampled_from(
        ["811218-9876", "19811218-9876", "8112189876", "811218 9876", "81 12 18 98 76", "198112189876"]
    ),
    after=st.sampled_from(["", ".", " och jag fryser", ")", "\n"]),
)
def test_no_letter_carries_a_personnummer(
    letter: Letter, answers: dict[str, StoredAnswer], before: str, number: str, after: str
) -> None:
    texts = {
        key: StoredAnswer(before + number + after) for key in ("wrong", "more", "tried", "goal", "problem", "name")
    }
    done = write(letter, LIBRARY, {**answers, **texts}, TODAY)
    for text in (as_text(done), as_spoken(done)):
        assert "9876" not in re.sub(r"\D", "", text)


def test_the_client_is_quoted_to_the_letter(library: Library) -> None:
    said = 'Jag sa: "nej" – 100 %, #1 & <b>inte</b> {name} \\o/ *så*'
    quotes = [run for run in runs_of(written(library, "appeal", kim(wrong=said))) if run.kind == "quote"]
    assert [run.text for run in quotes] == [said]


def test_no_reviewed_word_promises_anything(library: Library) -> None:
    for letter in library.letters:
        texts = [part.text for part in letter.parts] + [letter.after.chat, letter.after.phone, letter.title]
        assert not [text for text in texts if _PROMISES.search(text)]
        assert not re.search(r"\bdu får (?!använda)|\bkommer att\b|\bgaranti", " ".join(texts))


def test_a_letter_says_who_the_client_is_and_never_asks_for_a_personnummer(library: Library) -> None:
    for letter in library.letters:
        assert "personnummer" not in as_text(write(letter_named(library, letter.id), library, kim(), TODAY))
