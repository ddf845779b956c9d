"""The recogniser: one Whisper model in memory, asked in the three ways that hearing needs.

Whisper always looks at a window. `transcribe` of its library pads every sound to 30 s; here the window is as short as
the question allows, which makes it eight times as fast. All methods block and may be called from several threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ctranslate2
import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.tokenizer import Tokenizer
from numpy.typing import NDArray

from voice.hearing.heard import Sound
from voice.hearing.wording import as_written
from voice.models.problem import ModelProblem

RATE = 16_000
HOP = 160
"""Samples between two columns of the spectrogram; the encoder makes one frame of two columns."""

FREE_WINDOW_S = 10.0
"""Shorter windows make free writing repeat itself."""

WRITE_AT_MOST_S = 28.0
"""Longer sounds are cut into pieces of this, at the quietest place."""

_CUT_WITHIN_S = 4.0
_BEAM = 5
_AT_ONCE = 24
"""Wordings weighed in one batch: more costs memory and saves no time."""

_SMALLEST = 1e-9
_TEXTS_KEPT = 20_000

Logs = NDArray[np.float32]


@dataclass(frozen=True)
class Encoded:
    """A sound as the model has taken it in. `seconds` is the sound's own length, not the window's."""

    view: Any
    frames: int
    seconds: float


@dataclass(frozen=True)
class Written:
    """Text written down freely. `logprob` is the mean per token; `silence` how sure the model is that nobody spoke.

    `first` holds the log probability of every token as the first one, shape (vocabulary,), when it was asked for.
    """

    text: str
    logprob: float
    silence: float
    first: Logs | None = None


class Recogniser:
    """A loaded model. Loading takes one to three seconds and blocks."""

    def __init__(self, folder: Path, *, workers: int = 2) -> None:
        try:
            self._whisper = WhisperModel(
                str(folder), device="cpu", compute_type="int8", cpu_threads=1, num_workers=workers,
                local_files_only=True,
            )  # fmt: skip
        except (RuntimeError, ValueError, OSError) as error:
            raise ModelProblem(
                f"Modellen i {folder} går inte att läsa ({type(error).__name__}). Hämta den igen: ombud models fetch"
            ) from error
        self._model = self._whisper.model
        self._tokens = Tokenizer(self._whisper.hf_tokenizer, True, task="transcribe", language="sv")
        self._start = [self._tokens.sot, self._tokens.language, self._tokens.transcribe]
        self._texts: dict[str, list[int]] = {}

    def encode(self, sound: Sound, window_s: float) -> Encoded:
        """Takes the sound in, on a window of at least `window_s` and at least the sound's length."""
        samples = max(len(sound), int(window_s * RATE))
        padded = np.zeros(samples, np.float32)
        padded[: len(sound)] = sound
        columns = samples // HOP // 2 * 2
        mel = self._whisper.feature_extractor(padded, padding=0)[:, :columns]
        view = self._model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(mel[None], dtype=np.float32)))
        return Encoded(view, view.shape[1], len(sound) / RATE)

    def weigh(self, encoded: Encoded, wordings: Sequence[str]) -> list[Logs]:
        """The log probability of each token of each wording, given the sound. A list of arrays, as long as the list."""
        found: list[Logs] = []
        heard = np.array(encoded.view)
        for start in range(0, len(wordings), _AT_ONCE):
            tokens = [self.tokens(words) for words in wordings[start : start + _AT_ONCE]]
            tiled = np.ascontiguousarray(np.repeat(heard, len(tokens), 0))
            aligned = self._model.align(
                ctranslate2.StorageView.from_array(tiled), self._start, tokens, [encoded.frames * 2] * len(tokens)
            )
            found += [np.log(np.maximum(_SMALLEST, np.array(a.text_token_probs, np.float32))) for a in aligned]
        return found

    def tokens(self, words: str) -> list[int]:
        """The tokens of a wording as the model would write it."""
        return self._encoded(as_written(words))

    def first_token(self, words: str, *, after: str = "") -> int:
        """The token that the words begin with, alone or in the middle of a sentence."""
        return self._encoded(f" {words}" if after else as_written(words))[0]

    def _encoded(self, text: str) -> list[int]:
        known = self._texts.get(text)
        if known is None:
            if len(self._texts) > _TEXTS_KEPT:
                self._texts.clear()
            known = self._texts[text] = self._tokens.encode(text)
        return known

    def glance(self, encoded: Encoded, after: str = "") -> Written:
        """A quick free writing of a short sound, with `first`. Good for telling candidates apart, not for reading.

        `after`: words that the text begins with; what is given back is what follows them.
        """
        return self._write(encoded, beam=1, tokens=24, first=True, after=after)

    def write_down(self, piece: Sound) -> Written:
        """At most 28 s of sound as text. Deterministic: no temperature."""
        seconds = len(piece) / RATE
        encoded = self.encode(piece, max(FREE_WINDOW_S, seconds + 1))
        return self._write(encoded, beam=_BEAM, tokens=12 + int(8 * seconds))

    def _write(self, encoded: Encoded, *, beam: int, tokens: int, first: bool = False, after: str = "") -> Written:
        beginning = self._tokens.encode(as_written(after).rstrip(".")) if after else []
        prompt = [*self._start, self._tokens.no_timestamps, *beginning]
        result = self._model.generate(
            encoded.view, [prompt], beam_size=beam, sampling_temperature=0, max_length=len(prompt) + min(tokens, 220),
            return_scores=True, return_no_speech_prob=True, return_logits_vocab=first,
        )[0]  # fmt: skip
        text = self._tokens.decode(result.sequences_ids[0][len(beginning) :]).strip()
        logs = _log_softmax(np.array(result.logits[0])[len(beginning)]) if first else None
        return Written(text, float(result.scores[0]), float(result.no_speech_prob), logs)


def pieces(sound: Sound) -> list[Sound]:
    """The sound in pieces of at most 28 s, each cut at the quietest tenth of a second of its last four seconds."""
    most, within, step = int(WRITE_AT_MOST_S * RATE), int(_CUT_WITHIN_S * RATE), RATE // 10
    found = []
    while len(sound) > most:
        tail = np.abs(sound[most - within : most]).reshape(-1, step).mean(1)
        cut = most - within + int(tail.argmin()) * step + step // 2
        found.append(sound[:cut])
        sound = sound[cut:]
    return [*found, sound]


def _log_softmax(logits: NDArray[Any]) -> Logs:
    shifted = logits.astype(np.float32) - logits.max()
    return shifted - np.log(np.exp(shifted).sum())
