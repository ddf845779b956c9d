"""Real Rasa: trained, served, asked, and better than the fallback on phrases it has not seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from nlu.engine.address import RasaAddress
from nlu.engine.client import RasaClient, Unavailable
from nlu.engine.evaluate import read_lines, score
from nlu.engine.gate import HELD_OUT, read_gate
from nlu.engine.rasa_env import newest_model
from nlu.understanding import Understanding
from tests.nlu.rasa_server import DATA

pytestmark = pytest.mark.rasa


def patient(url: str) -> RasaClient:
    return RasaClient(url, total_seconds=30.0, connect_seconds=30.0)


async def test_it_reaches_the_agreed_quality_on_unseen_phrases(rasa_url: str) -> None:
    answered = []
    async with patient(rasa_url) as client:
        assert await client.ready()
        for line in read_lines(HELD_OUT):
            understood = await client.parse(line.text)
            answered.append((line, Understanding(intent=understood.intent, confidence=understood.confidence)))
    report = score(answered)
    assert report.macro_f1 >= max(0.84, read_gate()), report.confusions


async def test_who_does_not_know_the_token_gets_no_answer_and_swaps_no_model(rasa_url: str) -> None:
    model = newest_model(DATA)
    assert model is not None
    async with patient(RasaAddress.parse(rasa_url).base) as stranger:
        assert not await stranger.ready()
        assert not await stranger.swap_model(model)
        with pytest.raises(Unavailable, match="401"):
            await stranger.parse("hej")


async def test_a_model_is_swapped_while_it_runs_and_a_bad_one_is_refused(rasa_url: str, tmp_path: Path) -> None:
    broken = tmp_path / "broken.tar.gz"
    broken.write_bytes(b"not a model")
    model = newest_model(DATA)
    assert model is not None
    async with patient(rasa_url) as client:
        assert not await client.swap_model(broken)
        assert (await client.parse("jag vill ha ett personligt ombud")).intent == "po_intake"
        assert await client.swap_model(model)
        assert (await client.parse("jag vill ha ett personligt ombud")).intent == "po_intake"
