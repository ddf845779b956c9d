"""The published map from the labels that the training phrases use to the contract intents.

A label is either a contract intent itself (`nodprovning`) or a finer one with a `sub_intent` (`faq_cost`, published
as `faq/cost`; Rasa gives a slash in an intent name another meaning). Contract intents are `nlu.understanding.INTENTS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from nlu.understanding import INTENTS

OUT_OF_SCOPE = "out_of_scope"
UNSURE_BELOW = 0.2
"""A best contract intent with less confidence than this is no understanding: the answer is `out_of_scope`."""

SUB_INTENTS = MappingProxyType(
    {
        "third_person": "po_intake",  # wants an ombud for somebody else
        "continue": "affirm",  # "nu är jag tillbaka"
        "skip": "dont_know",  # "det vill jag inte svara på"
        "wait": "stop",  # "vänta, jag hämtar brevet": the same pause, without leaving
        "bye": "stop",  # everything is kept either way
        "change_answer": "back",
        "why": "help",
        "word": "help",  # "vad betyder bistånd"
        "easier": "help",  # "jag förstår inte frågan"
        "faq/what_is": "help",
        "faq/cost": "help",
        "faq/secrecy": "help",
        "faq/robot": "help",
        "faq/diagnosis": "help",
        "faq/wait_time": "help",
        "faq/who_sees": "help",
        "faq/safe": "help",
        "faq/call_cost": "help",
        "faq/who_can": "help",
        "interpreter": "human",  # a person has to arrange it
        "delete_data": "human",  # a right that a person has to carry out
        "answer": "out_of_scope",  # a bare value ("Farsta", "två barn"): the step's own parser reads it
    }
)
"""Sub-intent -> contract intent."""

_NO_UNDERSTANDING = "nlu_fallback"


def label_of(intent: str) -> str:
    """The training label of a contract intent or sub-intent: `faq/cost` -> `faq_cost`."""
    return intent.replace("/", "_")


_BY_LABEL: dict[str, tuple[str, str | None]] = {
    **{intent: (intent, None) for intent in INTENTS},
    **{label_of(sub): (contract, sub) for sub, contract in SUB_INTENTS.items()},
    _NO_UNDERSTANDING: (OUT_OF_SCOPE, None),
}

LABELS = tuple(label for label in _BY_LABEL if label != _NO_UNDERSTANDING)
"""Every label the training data may use."""


def contract_intent(name: str) -> str:
    """The contract intent of a label, sub-intent or contract intent. Raises KeyError for an unknown name."""
    return _BY_LABEL[label_of(name)][0]


@dataclass(frozen=True)
class Classification:
    """What a classifier made of one text.

    `intent` is a contract intent, `sub_intent` the finer label if the best one inside it is a finer one. `ranking`
    holds contract intents, best first, adding up to 1; `confidence` is that of the best.
    """

    intent: str
    sub_intent: str | None
    confidence: float
    ranking: tuple[tuple[str, float], ...]


NOTHING_UNDERSTOOD = Classification(OUT_OF_SCOPE, None, 0.0, ())


def classification(scores: Iterable[tuple[str, float]], *, unsure_below: float = UNSURE_BELOW) -> Classification:
    """From label probabilities to contract intents. Labels we do not know (an older model's) are left out.

    An intent is as likely as its likeliest label, in proportion to the others: adding labels up instead would let an
    intent with many sub-intents (`help`) win whenever the classifier is unsure of everything.
    """
    best: dict[str, tuple[float, str | None]] = {}
    for label, score in scores:
        if label in _BY_LABEL:
            intent, sub_intent = _BY_LABEL[label]
            if score > best.get(intent, (-1.0, None))[0]:
                best[intent] = (score, sub_intent)
    total = sum(score for score, _ in best.values())
    if total <= 0:
        return NOTHING_UNDERSTOOD
    by_score = sorted(best.items(), key=lambda entry: -entry[1][0])  # before dividing, which can make two scores equal
    ranking = tuple((intent, score / total) for intent, (score, _) in by_score)
    intent, confidence = ranking[0]
    if confidence < unsure_below:
        return Classification(OUT_OF_SCOPE, None, confidence, ranking)
    return Classification(intent, best[intent][1], confidence, ranking)
