"""What happens when the caller speaks, hums or presses while we speak or think."""

from __future__ import annotations

from bot.dialogue.event import Pressed, Said
from tests.voice.call.neighbours import free, scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.hearing.heard import Heard


async def asked_for_consent() -> Scene:
    """A call in which the long greeting is being told."""
    scene = Scene()
    await scene.rings()
    await scene.after(3.0)
    return scene


@story
async def test_real_words_silence_us_at_once_and_are_answered() -> None:
    scene = await asked_for_consent()
    scene.says(free("jag vill prata med en människa"), 1200)
    await scene.after(0.2)
    assert scene.is_quiet
    await scene.until_we_wait()
    assert [type(e) for e in scene.conversations.events] == [Said]
    assert scene.records[1].barge_in
    assert scene.count("ombud_call_barge_ins_total") == 1


@story
async def test_a_hum_does_not_stop_us() -> None:
    scene = await asked_for_consent()
    scene.hums()
    await scene.until_we_wait()
    assert scene.conversations.events == []
    assert len(scene.heard()) == len(set(scene.heard())), "nothing was said twice"
    assert scene.count("ombud_call_barge_ins_total") == 0


@story
async def test_who_only_listens_hears_the_rest_from_the_sentence_that_was_cut() -> None:
    scene = await asked_for_consent()
    cut = scene.heard()[-1]
    scene.says(free("ja just det"), 500)
    await scene.until_we_wait()
    assert scene.conversations.events == []
    heard = scene.heard()
    assert heard.count(cut) == 2
    assert len(heard) == len(set(heard)) + 1, "only that sentence was said again"
    assert scene.count("ombud_call_went_on_total") == 1


@story
async def test_a_noise_that_cut_us_lets_us_go_on() -> None:
    scene = await asked_for_consent()
    scene.makes_a_noise(600)
    await scene.until_we_wait()
    assert scene.conversations.events == []
    assert "För nej, tryck 2." in " ".join(scene.heard())


@story
async def test_a_short_yes_counts_once_the_question_is_heard() -> None:
    scene = await asked_for_consent()
    while not any("Får jag" in sentence for sentence in scene.heard()):
        await scene.after(0.1)
    scene.says(scored("ja", "yes"), 140)  # too short to cut
    await scene.until_we_wait()
    assert scene.conversations.events == [Said("ja", "spoken", 0.95, known=True)]
    assert scene.step == "menu"


@story
async def test_a_yes_before_the_question_only_agrees() -> None:
    scene = await asked_for_consent()
    scene.says(scored("ja", "yes"), 140)
    await scene.until_we_wait()
    assert scene.conversations.events == []


@story
async def test_a_no_counts_at_any_time() -> None:
    scene = await asked_for_consent()
    scene.says(scored("nej", "no"), 140)
    await scene.until_we_wait()
    assert scene.conversations.events == [Said("nej", "spoken", 0.95, known=True)]


@story
async def test_who_skips_while_we_tell_something_skips_that_and_not_the_question() -> None:
    for words in (scored("hoppa över", "move:skip"), free("hoppa över")):
        scene = await asked_for_consent()
        scene.says(words, 600)
        await scene.until_we_wait()
        assert scene.conversations.events == []
        assert scene.step == "consent"
        assert "Okej, jag läser inte mer." in scene.heard()
        assert "För nej, tryck 2." in " ".join(scene.heard()[-6:])
        assert "Stjärna tar det igen." not in scene.heard()


@story
async def test_who_skips_when_the_question_is_heard_skips_the_question() -> None:
    scene = await asked_for_consent()
    while not any("Får jag" in sentence for sentence in scene.heard()):
        await scene.after(0.1)
    scene.says(scored("hoppa över", "move:skip"), 600)
    await scene.until_we_wait()
    assert scene.conversations.events == [Said("hoppa över", "spoken", 0.95, known=True)]


@story
async def test_a_key_wins_over_words_that_are_being_heard() -> None:
    scene = Scene()
    scene.ear.takes = 1.0
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("nej", "no"))
    await scene.after(1.0)  # it is being heard now
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.conversations.events == [Pressed("1")]
    assert scene.ear.dropped >= 1
    assert scene.records[1].key_to_audio_ms is not None
    assert scene.records[1].key_to_audio_ms <= 50


@story
async def test_words_that_began_before_a_key_are_not_an_answer_to_the_next_question() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("akut hjälp", "nodprovning"), 1000)
    await scene.after(0.5)
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.conversations.events == [Pressed("1")]
    assert scene.step == "menu"


@story
async def test_a_digit_pressed_while_words_are_answered_does_not_answer_the_next_question() -> None:
    scene = Scene()
    scene.conversations.takes = 0.5
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes"))
    await scene.after(0.4 + 0.4)  # heard; the dialogue is at it
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.step == "menu"
    assert len(scene.conversations.events) == 1


@story
async def test_words_that_go_on_while_we_think_are_not_lost() -> None:
    scene = Scene()
    scene.ear.takes = 1.5
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes"))
    scene.line.is_quiet(600)
    scene.says(free("och jag har ingen mat"), 800)
    await scene.until_we_wait()
    await scene.after(8)
    assert [event.text for event in scene.conversations.events if isinstance(event, Said)] == [
        "ja",
        "och jag har ingen mat",
    ]


@story
async def test_a_very_long_story_is_heard_in_parts_and_told_as_one() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(free("det började i våras", 0.8), 9_000)
    scene.says(free("när jag blev av med jobbet", 0.5), 9_000)
    scene.says(free("och nu har jag ingen mat", 0.9), 5_000)
    await scene.until_we_wait()
    [said] = scene.conversations.events
    assert isinstance(said, Said)
    assert said.text.endswith("och nu har jag ingen mat")
    assert "när jag blev av med jobbet" in said.text
    assert said.confidence == 0.5


@story
async def test_a_hum_at_a_question_costs_nothing_at_first_and_is_told_then() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.hums()
    await scene.after(2)
    assert scene.conversations.events == []
    said = len(scene.heard())
    scene.makes_a_noise()
    await scene.until_we_wait()
    assert scene.heard_since(said)[0] == "Jag hörde inget."
    assert "Får jag ställa frågor?" in scene.heard_since(said)
    assert scene.conversations.events == []
    scene.makes_a_noise()
    await scene.until_we_wait()
    assert [type(e).__name__ for e in scene.conversations.events] == ["Silent"]


@story
async def test_what_is_no_word_at_all_is_counted() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(Heard())
    await scene.after(2)
    assert scene.count("ombud_call_rejects_total") == 1
