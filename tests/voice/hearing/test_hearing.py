"""What is heard, by the real recogniser: answers that were expected, words that were not, and what is no speech."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from bot.dialogue.listening import DANGER, ELSE, Candidate
from content.loader import load_library
from tests.voice.hearing.answers import NO, STORY, YES, YES_NO, cut_out, places
from tests.voice.sound import cough, hum, joined, noise, silence, spoken, television
from voice.hearing.heard import Heard, Sound
from voice.hearing.hearing import ACCEPT, WhisperHearing, load_hearing
from voice.hearing.recogniser import RATE, WRITE_AT_MOST_S, pieces
from voice.models.problem import ModelProblem

VOICES = ("sv", "sv+f2", "sv+Andy")
PLACES = places("Farsta", "Tensta", "Rinkeby", "Södermalm", "Hägersten", "Skärholmen")


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(("words", "meaning"), [("ja", "yes"), ("nej", "no"), ("ja tack", "yes")])
async def test_a_yes_and_a_no_are_heard_from_several_people(
    hearing: WhisperHearing, words: str, meaning: str, voice: str
) -> None:
    heard = await hearing.hear(cut_out(spoken(words, voice)), YES_NO, call="a")
    assert heard.how == "scored"
    assert heard.candidate is not None
    assert heard.candidate.meaning == meaning
    assert heard.words == heard.candidate.words


@pytest.mark.parametrize(("words", "meaning"), [("ja", "yes"), ("jo", "yes"), ("nej", "no")])
async def test_a_word_of_a_quarter_of_a_second_is_enough(hearing: WhisperHearing, words: str, meaning: str) -> None:
    quick = spoken(words, "sv", rate=320)
    assert len(quick) / RATE < 0.4
    heard = await hearing.hear(cut_out(quick[: RATE // 4]), YES_NO, call="a")
    assert heard.candidate is not None
    assert heard.candidate.meaning == meaning


@pytest.mark.parametrize("name", ["Tensta", "Södermalm"])
async def test_a_place_is_heard_alone_and_in_a_sentence(hearing: WhisperHearing, name: str) -> None:
    for said in (name, f"jag bor i {name}"):
        heard = await hearing.hear(cut_out(spoken(said, "sv+f2")), PLACES, call="a")
        assert (heard.words, heard.how) == (name, "scored"), said


async def test_a_place_is_heard_among_a_hundred(hearing: WhisperHearing) -> None:
    many = places("Farsta", *(f"{a}{b}" for a in ("Norr", "Söder", "Väster", "Öster") for b in _ENDS))
    assert len(many.candidates) > 100
    heard = await hearing.hear(cut_out(spoken("Farsta", "sv+f2")), many, call="a")
    assert heard.words == "Farsta"


_ENDS = (
    "malm", "berga", "torp", "vik", "ängen", "lund", "holm", "by", "dal", "gård", "sund", "ås", "näs", "backa", "tuna",
    "hult", "mo", "kulla", "strand", "vallen", "sätra", "hed", "lid", "åker", "rud",
)  # fmt: skip


async def test_two_answers_in_one_breath_are_both_heard(hearing: WhisperHearing) -> None:
    needs = replace(places("mat", "hyra", "el", "medicin", "resor"), type="multi")
    heard = await hearing.hear(cut_out(spoken("mat och hyra", "sv+f2")), needs, call="a")
    assert (heard.words, heard.how) == ("mat och hyra", "scored")
    assert (await hearing.hear(cut_out(spoken("mat", "sv+f2")), needs, call="a")).words == "mat"


@pytest.mark.parametrize(
    "said", ["jag fick ett brev från kronofogden i går", "min granne har en stor hund", "det regnar ute i dag"]
)
async def test_other_speech_is_not_taken_for_an_answer(hearing: WhisperHearing, said: str) -> None:
    heard = await hearing.hear(cut_out(spoken(said, "sv+f2")), YES_NO, call="a")
    assert heard.how != "none"
    assert heard.how == "free" or heard.confidence < ACCEPT


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(RATE, np.float32),
        np.zeros(0, np.float32),
        np.full(RATE, np.nan, np.float32),
        cut_out(silence(700)),
        cut_out(noise(900, -62)),
        cut_out(noise(900, -40)),
        cut_out(cough()),
        cut_out(joined(cough(), silence(200), noise(300, -45))),
    ],
    ids=["zeros", "nothing", "no numbers", "silence", "hiss", "loud hiss", "cough", "cough and hiss"],
)
async def test_what_is_no_speech_is_never_an_answer(hearing: WhisperHearing, sound: Sound) -> None:
    for listening in (YES_NO, STORY):
        heard = await hearing.hear(sound, listening, call="a")
        assert heard.how == "none" or heard.confidence < ACCEPT
    assert (await hearing.hear(np.zeros(RATE, np.float32), YES_NO, call="a")).how == "none"


async def test_two_meanings_that_sound_alike_are_a_doubt(hearing: WhisperHearing) -> None:
    twins = places("Farsta", "Fasta", "Fårsta", "Varsta")
    heard = await hearing.hear(cut_out(spoken("Farsta", "sv+m3")), twins, call="a")
    alone = await hearing.hear(cut_out(spoken("Farsta", "sv+m3")), places("Farsta"), call="a")
    assert heard.confidence < alone.confidence
    assert heard.confidence < 0.8


async def test_two_wordings_of_one_meaning_are_no_doubt(hearing: WhisperHearing) -> None:
    sound = cut_out(spoken("ja", "sv+f2"))
    one = replace(YES_NO, candidates=(*YES, *NO))
    two = replace(one, candidates=tuple(Candidate(c.words, c.words) for c in one.candidates))
    assert (await hearing.hear(sound, one, call="a")).confidence > (await hearing.hear(sound, two, call="a")).confidence


async def test_a_story_is_written_down_and_its_confidence_is_honest(hearing: WhisperHearing) -> None:
    heard = await hearing.hear(cut_out(spoken("jag har inga pengar till mat och hyra", "sv+f2")), STORY, call="a")
    assert heard.how == "free"
    assert heard.words
    assert 0 < heard.confidence < 0.9


async def test_a_short_move_is_heard_in_the_middle_of_a_story(hearing: WhisperHearing) -> None:
    heard = await hearing.hear(cut_out(spoken("backa", "sv+f2")), STORY, call="a")
    assert heard.how == "free" or (heard.candidate and heard.candidate.meaning == "move:back")


LISTENED_FOR = load_library().heard
IN_A_STORY = replace(
    STORY,
    candidates=(
        *(Candidate(words, f"move:{move}") for move, ways in LISTENED_FOR.moves.items() for words in ways),
        *(Candidate(words, DANGER) for words in LISTENED_FOR.danger),
        *(Candidate(words, ELSE) for words in LISTENED_FOR.like_danger),
    ),
)


@pytest.mark.parametrize("voice", ["sv+f2", "sv+m3"])
@pytest.mark.parametrize("said", ["jag vill inte leva längre", "jag vill dö", "han slår mig"])
async def test_words_of_danger_are_heard_where_a_story_is_told(hearing: WhisperHearing, said: str, voice: str) -> None:
    heard = await hearing.hear(cut_out(spoken(said, voice)), IN_A_STORY, call="a")
    assert heard.candidate is not None
    assert heard.candidate.meaning == DANGER


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize(
    "said",
    [
        "jag vill inte vänta längre", "jag vill inte bo där längre", "jag vill inte jobba längre",
        "jag har lånat av min syster", "jag vill inte veta längre", "jag äter tabletter",
    ],
)  # fmt: skip
async def test_words_that_only_sound_like_danger_are_written_down(
    hearing: WhisperHearing, said: str, voice: str
) -> None:
    for shifted_ms in (0, 7, 19, 37, 61):  # where the frames fall moves a weight by a quarter
        sound = cut_out(joined(silence(shifted_ms), spoken(said, voice)))
        heard = await hearing.hear(sound, IN_A_STORY, call="a")
        assert heard.how == "free", shifted_ms


async def test_somebody_elses_television_is_no_answer(hearing: WhisperHearing) -> None:
    heard = await hearing.hear(cut_out(television(2500)), YES_NO, call="a")
    assert heard.confidence < ACCEPT


async def test_a_hum_is_not_a_no(hearing: WhisperHearing) -> None:
    heard = await hearing.hear(cut_out(hum()), YES_NO, call="a")
    assert heard.candidate is None or heard.candidate.meaning != "no" or heard.confidence < ACCEPT


async def test_the_same_sound_is_heard_the_same_whoever_else_talks(hearing: WhisperHearing) -> None:
    sounds = [cut_out(spoken(words, "sv+f2")) for words in ("ja", "nej", "ja tack", "backa")]

    async def all_of(calls: str) -> list[Heard]:
        return await asyncio.gather(*(hearing.hear(s, YES_NO, call=c) for s, c in zip(sounds, calls, strict=True)))

    def told(heard: list[Heard]) -> list[tuple[str, float]]:
        return [(one.words, round(one.confidence, 4)) for one in heard]

    assert told(await all_of("abcd")) == told([await hearing.hear(s, YES_NO, call="a") for s in sounds])


async def test_who_leaves_gives_the_place_back(hearing: WhisperHearing) -> None:
    sound = cut_out(spoken("ja", "sv+f2"))
    tasks = [asyncio.create_task(hearing.hear(sound, YES_NO, call="a")) for _ in range(8)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    heard = await asyncio.wait_for(hearing.hear(sound, YES_NO, call="b"), 60)
    assert heard.how == "scored"
    assert heard.hear_ms > 0


async def test_hearing_does_not_stop_the_other_calls(hearing: WhisperHearing) -> None:
    task = asyncio.create_task(hearing.hear(cut_out(spoken("jag bor i Farsta")), STORY, call="a"))
    turns = 0
    while not task.done():
        await asyncio.sleep(0.001)
        turns += 1
    assert turns > 20, "the event loop went on while the model worked"


async def test_what_is_expected_is_learned_ahead(hearing: WhisperHearing) -> None:
    listening = places("Kungsholmen", "Norrmalm")
    await hearing.expect(listening)
    await hearing.prepared()
    assert hearing.unlearned(listening.candidates, kind="area") == []


def test_long_speech_is_cut_at_its_quietest_places() -> None:
    rng = np.random.default_rng(1)
    speech = rng.normal(0, 0.1, 70 * RATE).astype(np.float32)
    for second in (26, 51):
        speech[second * RATE : second * RATE + RATE // 4] = 0
    found = pieces(speech)
    assert np.array_equal(np.concatenate(found), speech), "nothing is lost"
    assert all(len(piece) <= WRITE_AT_MOST_S * RATE for piece in found)
    assert [round(len(piece) / RATE) for piece in found] == [26, 25, 19]


def test_a_broken_model_is_told_in_plain_words(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.json"):
        (tmp_path / name).write_bytes(b"{}")
    with pytest.raises(ModelProblem, match="går inte att läsa"):
        load_hearing(tmp_path)
