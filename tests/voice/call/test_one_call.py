"""A call from its first sound to its last, by keys and by words."""

from __future__ import annotations

from bot.dialogue.event import Pressed, Said
from tests.voice.call.neighbours import free, scored
from tests.voice.call.scene import Scene
from tests.voice.call.virtual_time import story
from voice.call.record import Reason
from voice.speaking.speaker import Tempo


@story
async def test_the_greeting_sounds_at_once_and_asks() -> None:
    scene = Scene()
    scene.conversations.takes = 2.0  # a busy database delays nobody's greeting
    await scene.rings()
    await scene.until_we_wait()
    assert scene.heard()[0] == "Hej!"
    assert scene.when("Hej!") <= 0.01
    assert scene.heard()[-1].startswith("För nej, tryck 2") or "nio" in scene.heard()[-1]
    assert scene.records[0].how == "greeting"


@story
async def test_a_greeting_that_nobody_knew_is_said_as_soon_as_it_is_there() -> None:
    scene = Scene(greeting_known=False)
    await scene.rings()
    await scene.until_we_wait()
    assert scene.heard()[0] == "Hej!"
    assert scene.records[0].speak_ms is not None
    assert scene.records[0].speak_ms <= 150


@story
async def test_a_key_answers_at_once_and_cuts_what_is_said() -> None:
    scene = Scene()
    await scene.rings()
    await scene.after(1.0)
    scene.presses("1")
    await scene.until_we_wait()
    assert scene.conversations.events == [Pressed("1")]
    assert scene.step == "menu"
    assert "Du bestämmer vad du säger." not in scene.heard()
    key_to_audio = scene.records[1].key_to_audio_ms
    assert key_to_audio is not None
    assert key_to_audio <= 50


@story
async def test_words_are_heard_given_to_the_dialogue_and_answered() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes", 0.97))
    await scene.until_we_wait()
    assert scene.conversations.events == [Said("ja", "spoken", 0.97, known=True)]
    record = scene.records[1]
    assert (record.how, record.step, record.next_step) == ("scored", "consent", "menu")
    assert record.confidence == 0.97
    parts = (record.endpoint_ms, record.heard_after_ms, record.dialogue_ms, record.speak_ms)
    assert all(part is not None for part in parts)
    assert abs(sum(p or 0 for p in parts) - (record.speech_end_to_audio_ms or 0)) < 1


@story
async def test_hearing_begins_in_the_pause_and_a_sure_answer_is_not_waited_out() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes", 0.97))
    await scene.until_we_wait()
    assert scene.records[1].endpoint_ms is not None
    assert scene.records[1].endpoint_ms <= 320
    assert scene.records[1].heard_after_ms == 0

    scene.says(scored("akut hjälp", "nodprovning", 0.45))  # a doubt is waited out
    await scene.until_we_wait()
    assert scene.records[2].endpoint_ms == 460


@story
async def test_who_goes_on_after_a_pause_is_heard_as_a_whole() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes", 0.5))
    scene.line.is_quiet(300)
    scene.says(free("ja jag vill prata om mat"), 800)
    await scene.until_we_wait()
    assert [type(event) for event in scene.conversations.events] == [Said]
    assert scene.conversations.events == [Said("ja jag vill prata om mat", "spoken", 0.7)]
    assert len(scene.ear.asked) == 2  # the half of it was heard ahead in vain


@story
async def test_what_to_listen_for_is_told_while_the_question_is_spoken() -> None:
    scene = Scene()
    await scene.rings()
    await scene.after(0.5)
    assert [listening.key for listening in scene.ear.expected] == ["consent"]


@story
async def test_slow_mode_lasts_for_the_rest_of_the_call() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says("långsammare")
    await scene.until_we_wait()
    spoken = len(scene.voice.tempos)
    assert scene.voice.tempos[-1] is Tempo.SLOW
    scene.presses("1")
    await scene.until_we_wait()
    assert set(scene.voice.tempos[spoken:]) == {Tempo.SLOW}


@story
async def test_a_call_that_is_done_waits_for_another_word_and_then_hangs_up() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("2")  # no questions, thank you
    await scene.until_we_wait()
    assert scene.line.hung_up_by_us is None
    scene.says("ja")
    await scene.until_we_wait()
    assert scene.step is not None, "the dialogue opened again"
    scene.presses("2")
    assert await scene.ends() is Reason.DONE
    assert scene.line.hung_up_by_us is not None
    assert scene.conversations.hung_up_times == 1


@story
async def test_nobody_is_hung_up_on_without_a_word() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("2")
    assert await scene.ends() is Reason.DONE
    last = scene.heard()[-4:]
    assert last == ["Vill du höra det igen?", "Säg igen, eller tryck stjärna.", "Nu lägger jag på.", "Hej då."]
    assert (scene.line.hung_up_by_us or 0) >= scene.line.played[-1].until - 0.02, "the goodbye is heard to its end"


@story
async def test_the_last_words_are_heard_again_by_key_and_by_word() -> None:
    for ask in ("key", "word"):
        scene = Scene()
        await scene.rings()
        await scene.presses_when_asked("2")
        await scene.until_we_wait()
        told, asked = scene.heard(), len(scene.conversations.events)
        if ask == "key":
            scene.presses("*")
        else:
            scene.says(free("säg igen"))
        await scene.until_we_wait()
        again = scene.heard_since(len(told))
        assert len(again) > 3
        assert again == told[-len(again) :], "the numbers to call, word for word"
        assert len(scene.conversations.events) == asked, "and nothing is asked anew"
        await scene.ends()
        assert scene.heard()[-4] == "Vill du höra det igen?", "the goodbye waits for it"


@story
async def test_who_speaks_in_the_goodbye_is_not_hung_up_on() -> None:
    scene = Scene()
    await scene.rings()
    await scene.presses_when_asked("2")
    while "Nu lägger jag på." not in scene.heard():
        await scene.after(0.1)
    scene.says(free("jag tänker ta livet av mig"), 800)
    await scene.until_we_wait()
    assert scene.line.hung_up_by_us is None
    assert (scene.step or "").startswith("crisis")


@story
async def test_nothing_of_what_is_said_or_pressed_stands_in_a_record() -> None:
    scene = Scene()
    await scene.rings()
    await scene.until_we_wait()
    scene.says(scored("ja", "yes"))
    await scene.until_we_wait()
    scene.presses("2")
    await scene.until_we_wait()
    told = " ".join(str(vars(record).values()) for record in scene.records)
    assert "'ja'" not in told
    assert "'2'" not in told
    assert "+4670" not in told
