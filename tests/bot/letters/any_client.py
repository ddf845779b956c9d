"""Whatever a client may answer, for property tests: any answer to any question, right for its kind or not."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from bot.dialogue.wording import kronor, phone_in_groups
from bot.letters.told import StoredAnswer
from content.condition import Value
from content.flow import Step, StepType
from content.letter import Letter
from content.library import Library

MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni",
    "juli", "augusti", "september", "oktober", "november", "december",
)  # fmt: skip

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31)).map(date.isoformat)
WORDS = st.text(max_size=80) | st.sampled_from(
    ["Jag fryser.", "#panic()", "{name}", "811218-9876", "Kim {wrong}", "\u202eabc", "\x00", "två\nrader", "”citat”"]
)


def answers_to(library: Library, letters: tuple[Letter, ...]) -> st.SearchStrategy[dict[str, StoredAnswer]]:
    """Answers to some of the questions that the letters look at."""
    keys = {key for letter in letters for key in letter.placeholders()} | {"name", "contact_value", "contact_way"}
    keys |= {"contact_safe", "outcome", "written", "has_sip", "evict_letter", "applied", "answer", "turned_away"}
    steps = [step for key in sorted(keys) if (step := library.step(key))]
    return st.fixed_dictionaries({}, optional={step.key: _answers(step) for step in steps})


def _answers(step: Step) -> st.SearchStrategy[StoredAnswer]:
    latest = st.none() | DAYS if step.type is StepType.DATE else st.none()
    return st.builds(StoredAnswer, st.none() | _values(step), st.just(""), latest)


def _values(step: Step) -> st.SearchStrategy[Value]:
    ids = [option.id for option in step.options] or ["yes", "no"]
    match step.type:
        case StepType.MULTI:
            return st.lists(st.sampled_from(ids), max_size=4, unique=True)
        case StepType.CHOICE | StepType.YES_NO:
            return st.sampled_from(ids)
        case StepType.DATE:
            return DAYS
        case StepType.AMOUNT | StepType.NUMBER:
            return st.integers(0, 100_000)
        case StepType.CONTACT:
            return st.sampled_from(["+46701740605", "+46812345678", "kim@exempel.se", "Storgatan 1", "8112189876"])
        case _:
            return WORDS


def in_words(step: Step, answer: StoredAnswer, letter: Letter) -> set[str]:
    """Every way in which a letter may write what was told, worked out apart from the code that is tested."""
    values = answer.value if isinstance(answer.value, list) else [answer.value]
    found: set[str] = set()
    for value in values:
        wording = letter.wordings.get(step.key, {}).get(str(value))
        option = next((option for option in step.options if option.id == value), None)
        if wording is not None:
            found.add(wording)
        elif option:
            found.add(option.label)
        elif step.type is StepType.DATE:
            day = date.fromisoformat(str(value))
            found.add(f"{day.day} {MONTHS[day.month - 1]} {day.year}")
        elif step.type is StepType.AMOUNT and isinstance(value, int):
            found.add(kronor(value))
        elif step.type is StepType.CONTACT:
            found.add(phone_in_groups(str(value)))
        else:
            found.add(str(value))
    return found
