"""How well and how fast we hear a folder of clips: `python -m tests.bench.hearing FOLDER [--json] [--calibrate]`.

Answers are heard three ways: written down freely and matched, weighed against the known answers, and weighed with the
thresholds of a call (taken, read back, or written down instead). The known answers of a clip are those of its group,
wordings that real questions have beside them, and the moves that are always possible. Every clip is also put to the
questions whose answers it is not.
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path
from statistics import median

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from bot.dialogue.listening import Candidate
from content.loader import load_library
from tests.bench.clips import Clip, read_clips
from tests.voice.sound import click, cough, crying_child, hum, joined, noise, silence, television
from voice.hearing.calibration import between
from voice.hearing.hearing import ACCEPT, DOUBT, WINDOW_S, WhisperHearing, load_hearing
from voice.hearing.models import hearing_model
from voice.hearing.recogniser import RATE
from voice.hearing.weighing import Choice
from voice.hearing.wording import plain
from voice.hearing.written import without_loops

NO_SPEECH = "no speech"
NUMBERS = (
    "noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton",
    "fjorton", "femton", "sexton", "sjutton", "arton", "nitton", "tjugo",
)  # fmt: skip
YES = ("ja", "ja tack", "japp", "jo", "ja det stämmer", "ja det gör jag")
NO = ("nej", "nej tack", "nä", "nej det stämmer inte", "nej det gör jag inte")
MOVES = {
    "human": ("människa", "prata med en människa"), "back": ("backa", "gå tillbaka"),
    "repeat": ("säg igen", "en gång till"), "dont_know": ("vet inte", "jag vet inte"),
    "skip": ("hoppa över", "vill inte svara"), "wait": ("vänta", "vänta lite"), "slower": ("saktare",),
    "help": ("hjälp", "jag förstår inte"), "why": ("varför frågar du",), "change": ("ändra",), "stop": ("sluta",),
}  # fmt: skip


@dataclass(frozen=True)
class Question:
    """A question with known answers, and the group of clips that answers it."""

    group: str
    candidates: tuple[Candidate, ...]
    type: str = ""

    def knows(self, text: str) -> bool:
        return any(candidate.words == text for candidate in self.candidates)

    def meaning(self, text: str) -> str | None:
        return next((candidate.meaning for candidate in self.candidates if candidate.words == text), None)


def questions(clips: Iterable[Clip]) -> list[Question]:
    """One for each group and kind of answer."""
    texts: dict[tuple[str, str], dict[str, None]] = {}
    for clip in clips:
        if clip.is_answer:
            texts.setdefault((clip.group, clip.kind), {})[clip.text] = None
    places = [name for area in load_library().areas.areas for name in (area.name, *area.aliases)]
    beside: dict[str, Sequence[str]] = {"number": NUMBERS, "menu": NUMBERS[:9], "place": places}
    found = []
    for (group, kind), own in texts.items():
        if kind == "yn":
            candidates = [Candidate(words, "yes") for words in YES] + [Candidate(words, "no") for words in NO]
        else:
            candidates = [Candidate(words, words) for words in dict.fromkeys([*own, *beside.get(kind, ())])]
        moves = [Candidate(words, f"move:{move}") for move, wordings in MOVES.items() for words in wordings]
        found.append(Question(group, (*candidates, *moves), "area" if kind == "place" else "choice"))
    return found


@dataclass
class Row:
    """Counts of one group. `off_*`: clips of other groups that answer something else."""

    group: str
    n: int = 0
    candidates: int = 0
    free: int = 0
    scored: int = 0
    taken_right: int = 0
    taken_wrong: int = 0
    asked_right: int = 0
    asked_wrong: int = 0
    rejected: int = 0
    off: int = 0
    off_taken: int = 0
    off_asked: int = 0
    ms: list[float] = field(default_factory=list)


def measure(hearing: WhisperHearing, clips: Sequence[Clip], *, off_list: int) -> list[Row]:
    """Every group's counts. Every `off_list`-th foreign clip is put to each question (they are many)."""
    rows = []
    for question in questions(clips):
        row = Row(question.group, candidates=len(question.candidates))
        hearing.learn(question.candidates, kind=question.type)
        for clip in clips:
            if clip.group == question.group and question.knows(clip.text):
                _one(hearing, row, question, clip)
        foreign = [clip for clip in clips if clip.group != question.group and not question.knows(clip.text)]
        for clip in foreign[:: off_list or 1] if off_list else []:
            choice, _ = hearing.weigh(clip.sound, question.candidates, kind=question.type)
            row.off += 1
            row.off_taken += choice.probability >= ACCEPT
            row.off_asked += DOUBT <= choice.probability < ACCEPT
        rows.append(row)
    return rows


def _one(hearing: WhisperHearing, row: Row, question: Question, clip: Clip) -> None:
    started = time.perf_counter()
    choice, _ = hearing.weigh(clip.sound, question.candidates, kind=question.type)
    row.ms.append(1000 * (time.perf_counter() - started))
    right = choice.candidate.meaning == question.meaning(clip.text)
    written = plain(hearing.recogniser.write_down(clip.sound).text)
    guess = max(question.candidates, key=lambda candidate: fuzz.ratio(written, plain(candidate.words)))
    row.n += 1
    row.free += guess.meaning == question.meaning(clip.text)
    row.scored += right
    if choice.probability >= ACCEPT:
        row.taken_right, row.taken_wrong = row.taken_right + right, row.taken_wrong + (not right)
    elif choice.probability >= DOUBT:
        row.asked_right, row.asked_wrong = row.asked_right + right, row.asked_wrong + (not right)
    else:
        row.rejected += 1


def word_errors(hearing: WhisperHearing, clips: Sequence[Clip]) -> tuple[float, list[float]]:
    """The share of words that free writing gets wrong in clips of four words and more, and the milliseconds of each."""
    errors, words, ms = 0, 0, []
    for clip in clips:
        said = plain(clip.text).split()
        if len(said) >= 4:
            started = time.perf_counter()
            text = without_loops(hearing.recogniser.write_down(clip.sound).text)
            ms.append(1000 * (time.perf_counter() - started))
            errors += Levenshtein.distance(said, plain(text).split())
            words += len(said)
    return errors / max(1, words), ms


def noisier(clip: Clip, rng: np.random.Generator) -> Clip:
    """The same clip as another line may carry it: softer or louder, with hiss, some silence around."""
    sound = clip.sound * rng.uniform(0.3, 1.2)
    quiet = [np.zeros(int(rng.uniform(0.05, 0.6) * RATE), np.float32) for _ in range(2)]
    sound = np.concatenate([quiet[0], sound, quiet[1]])
    level = float(np.sqrt(np.mean(np.square(sound)))) * 10 ** (-rng.uniform(12, 35) / 20)
    return Clip(
        clip.file, clip.text, clip.kind, clip.group, sound + rng.normal(0, level, len(sound)).astype(np.float32)
    )


def _no_speech() -> list[Clip]:
    """What a line carries beside speech."""
    sounds = [
        *(cough(level, seed) for level in (-26, -14) for seed in range(4)),
        *(crying_child(ms, level, seed) for seed, (ms, level) in enumerate([(700, -38), (1500, -28), (2500, -30)])),
        *(television(ms, level) for ms, level in ((1000, -30), (2000, -36), (3500, -42))),
        *(hum(ms, hertz) for ms, hertz in ((250, 110), (400, 180), (600, 130), (900, 210))),
        *(noise(ms, level) for ms, level in ((250, -25), (600, -35), (900, -45), (1500, -30))),
        click(), joined(click(), silence(150), click()),
    ]  # fmt: skip
    return [
        Clip(f"no speech {n}", "", "none", NO_SPEECH, joined(silence(100), s, silence(250)).astype(np.float32) / 32768)
        for n, s in enumerate(sounds)
    ]


def calibrate(hearing: WhisperHearing, clips: Sequence[Clip]) -> None:
    """Fits the constants of `voice/hearing/calibration.py` and prints them.

    Answers count 60 %, other speech 28 % (people with much to tell are many here), coughs and the like 12 %.
    Cross-validated by clip.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import log_loss, roc_auc_score
    from sklearn.model_selection import GroupKFold

    rng = np.random.default_rng(4)
    all_clips = [*clips, *(noisier(clip, rng) for clip in clips)]
    jobs = []
    for number, question in enumerate(questions(clips)):
        hearing.learn(question.candidates, kind=question.type)
        own = [c for c in all_clips if c.group == question.group and question.knows(c.text)]
        foreign = [c for c in all_clips if not question.knows(c.text) and len(c.sound) < 8 * RATE][number % 8 :: 8]
        jobs += [(question, clip) for clip in (*own, *foreign, *_no_speech()[number % 3 :: 3])]
    with ThreadPoolExecutor(2) as threads:
        choices: list[Choice] = list(
            threads.map(lambda job: hearing.weigh(job[1].sound, job[0].candidates, kind=job[0].type)[0], jobs)
        )
    features = np.array([choice.features for choice in choices])
    known = np.array([question.knows(clip.text) for question, clip in jobs])
    right = np.array(
        [c.candidate.meaning == question.meaning(clip.text) for c, (question, clip) in zip(choices, jobs, strict=True)]
    )
    silent = np.array([clip.group == NO_SPEECH for _, clip in jobs])
    weights = np.select(
        [known, silent], [0.6 / known.sum(), 0.12 / silent.sum()], 0.28 / (~known & ~silent).sum()
    ) * len(jobs)  # fmt: skip
    groups = np.unique([clip.file for _, clip in jobs], return_inverse=True)[1]
    guessed = np.zeros(len(jobs))
    for train, test in GroupKFold(6).split(features, right, groups):
        fitted = LogisticRegression(C=10).fit(features[train], right[train], weights[train])
        guessed[test] = fitted.predict_proba(features[test])[:, 1]
    guessed = np.minimum(guessed, [between(choice.lead) for choice in choices])
    print(f"{len(jobs)} answers and others, {known.sum()} on the list, {right.sum()} chosen right")
    print(f"AUC {roc_auc_score(right, guessed, sample_weight=weights):.3f}, "
          f"log loss {log_loss(right, guessed, sample_weight=weights):.3f}")  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        within = (guessed >= low) & (guessed < low + 0.1)
        if within.any():
            share = np.average(right[within], weights=weights[within])
            print(f"  {low:.1f}-{low + 0.1:.1f}: {within.sum():4} right {share:.2f}")
    for limit in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        over = guessed >= limit
        print(f"  >= {limit}: right {over[right].mean():.3f} of right, wrong {over[known & ~right].sum()} of "
              f"{(known & ~right).sum()} on the list, {over[~known & ~silent].mean():.3f} of other speech, "
              f"{over[silent].mean():.3f} of no speech")  # fmt: skip
    fitted = LogisticRegression(C=10).fit(features, right, weights)
    print("SAID =", tuple(round(float(x), 3) for x in (fitted.intercept_[0], *fitted.coef_[0])))
    _calibrate_writing(hearing, all_clips)


def _calibrate_writing(hearing: WhisperHearing, clips: Sequence[Clip]) -> None:
    from sklearn.linear_model import LogisticRegression

    def one(clip: Clip) -> tuple[float, float]:
        written, said = hearing.recogniser.write_down(clip.sound), plain(clip.text).split()
        wrong = Levenshtein.distance(said, plain(without_loops(written.text)).split()) / len(said)
        return written.logprob, max(0.0, 1 - wrong)

    with ThreadPoolExecutor(2) as threads:
        pairs = list(threads.map(one, clips))
    logs, right = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    fitted = LogisticRegression(C=10).fit(
        np.concatenate([logs, logs])[:, None], [1] * len(logs) + [0] * len(logs), np.concatenate([right, 1 - right])
    )
    print("WRITTEN =", (round(float(fitted.intercept_[0]), 3), round(float(fitted.coef_[0][0]), 3)))


def report(rows: Sequence[Row], wer: float, wer_ms: Sequence[float], *, as_json: bool) -> None:
    total = Row("all")
    for row in rows:
        for name in asdict(row):
            if name not in ("group", "candidates"):
                setattr(total, name, getattr(total, name) + getattr(row, name))
    if not as_json:
        print("| group | candidates | n | free | scored | taken right / wrong | read back right / wrong | rejected "
              "| others: n / taken / read back | ms p50 / p95 |\n" + "|---" * 10 + "|")  # fmt: skip
    for row in [*rows, total]:
        p50, p95 = median(row.ms), float(np.quantile(row.ms, 0.95))
        if as_json:
            print(json.dumps({**asdict(row), "ms": None, "ms_p50": round(p50), "ms_p95": round(p95)}))
        else:
            print(f"| {row.group} | {row.candidates or ''} | {row.n} | {row.free} | {row.scored} "
                  f"| {row.taken_right} / {row.taken_wrong} | {row.asked_right} / {row.asked_wrong} | {row.rejected} "
                  f"| {row.off} / {row.off_taken} / {row.off_asked} | {p50:.0f} / {p95:.0f} |")  # fmt: skip
    load, p50, p95 = os.getloadavg()[0], median(wer_ms), float(np.quantile(wer_ms, 0.95))
    if as_json:
        told = {"wer": round(wer, 3), "n": len(wer_ms), "ms_p50": round(p50), "ms_p95": round(p95)}
        print(json.dumps({**told, "load": round(load, 1)}))
    else:
        print(f"\nFree writing, {len(wer_ms)} clips of 4 words and more: word error rate {wer:.0%}, "
              f"{p50:.0f} / {p95:.0f} ms. Window {WINDOW_S:g} s. Load {load:.1f}.")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.add_argument("--model", default="auto", help="as OMBUD_HEARING_MODEL")
    parser.add_argument("--data", type=Path, default=None, help="folder with fetched models")
    parser.add_argument("--calibrate", action="store_true", help="fit the constants of calibration.py instead")
    parser.add_argument("--off-list", type=int, default=8, help="every n-th foreign clip for each question; 0 none")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as empty:
        hearing = load_hearing(hearing_model(arguments.model, arguments.data or Path(empty)).folder)
        clips = read_clips(arguments.folder)
        if arguments.calibrate:
            calibrate(hearing, clips)
        else:
            rows = measure(hearing, clips, off_list=arguments.off_list)
            report(rows, *word_errors(hearing, clips), as_json=arguments.json)
        hearing.close()


if __name__ == "__main__":
    main()
