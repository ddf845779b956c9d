"""Every decision that a client can tell of, and what is said about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from content.condition import Value, holds
from content.explanation import Advice, Explanation, explanation_for
from content.flow import Text
from content.library import Library


def answers_to(library: Library, key: str) -> list[str | None]:
    """Every answer to the question, and None: the client does not know or does not want to say."""
    step = library.flows["explain_decision"].step(key)
    assert step is not None
    return [*(option.id for option in step.options), None]


def decisions(library: Library, *more: str) -> Iterator[dict[str, Value]]:
    """Every decision that the questions can tell of, an unanswered question included."""
    keys = ("decision_from", "decision_about", "outcome", "written", *more)
    narrower = library.flows["explain_decision"].step("about_other")
    assert narrower is not None
    for values in product(*(answers_to(library, key) for key in keys)):
        answers: dict[str, Value] = dict(zip(keys, values, strict=True))
        if holds(narrower.when, answers):
            yield from ({**answers, "about_other": what} for what in answers_to(library, "about_other"))
        else:
            yield answers


def told(library: Library, answers: dict[str, Value]) -> Explanation:
    found = explanation_for(library.explanations, answers)
    assert found is not None, answers
    return found


def fitting(library: Library, answers: dict[str, Value]) -> list[str]:
    """The advice that this client gets, in order."""
    by_id = {advice.id: advice for advice in library.advice}
    return [name for name in told(library, answers).advice if holds(by_id[name].when, answers)]


def texts_of(one: Explanation | Advice) -> list[Text]:
    return [one.text] if isinstance(one, Advice) else [one.means, one.ombud, one.not_means]


def all_texts(library: Library) -> list[tuple[str, Text]]:
    return [(one.id, text) for one in (*library.explanations, *library.advice) for text in texts_of(one)]
