"""The classifier of last resort: TF-IDF and logistic regression, trained from the same phrases in about a second.

It needs no server, no download and no file but the phrases, so a new user meets it before Rasa is trained, and every
client meets it while Rasa is down. It is not stored: training is quicker than trusting a stored artefact.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Iterable

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from nlu.engine.intents import NOTHING_UNDERSTOOD, Classification, classification
from nlu.engine.phrases import Phrase, read_phrases

MAX_CHARACTERS = 500
_WORD = r"(?u)\w+"
_SHARPNESS = 4.0
"""Weight of the unit-length features: the higher, the surer the probabilities. Chosen on unseen phrases."""


class FallbackClassifier:
    """Give it phrases; it classifies any text in about a millisecond and never raises on one."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        texts, labels = zip(*((_plain(phrase.text), phrase.label) for phrase in phrases), strict=True)
        self._words = TfidfVectorizer(
            ngram_range=(1, 2),
            sublinear_tf=True,
            token_pattern=_WORD,
            lowercase=False,
            dtype=np.float32,
        )
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(1, 5), min_df=2, sublinear_tf=True, lowercase=False, dtype=np.float32
        )
        self._words.fit(texts)
        self._letters.fit(texts)
        self._regression = LogisticRegression(max_iter=100, class_weight="balanced")
        # One thread: with more, the workers wait for each other on a busy machine and training takes ten times longer.
        with threadpool_limits(1):
            self._regression.fit(self._features(texts), labels)

    def parse(self, text: str) -> Classification:
        """The classification of one text; out of scope with confidence 0 when it shares nothing with any phrase."""
        features = self._features([_plain(text[:MAX_CHARACTERS])])
        if features.nnz == 0:
            return NOTHING_UNDERSTOOD
        probabilities = self._regression.predict_proba(features)[0]
        return classification(zip(self._regression.classes_.tolist(), probabilities.tolist(), strict=True))

    def _features(self, texts: Iterable[str]) -> csr_matrix:
        both = list(texts)
        return csr_matrix(hstack([self._words.transform(both), self._letters.transform(both)]) * _SHARPNESS)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFKC", text).lower()
    return " ".join("".join(c if c.isprintable() else " " for c in composed).split())


_lock = threading.Lock()
_shared: FallbackClassifier | None = None


def shared_fallback() -> FallbackClassifier:
    """The process's one instance, trained at the first call (about a second). Safe to call from several threads."""
    global _shared
    with _lock:
        if _shared is None:
            _shared = FallbackClassifier(read_phrases())
        return _shared
