"""Fetching a model: whole or not at all, whatever the network does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.voice.models.hub import REVISION, Hub, serving
from voice.hearing.models import fetched, hearing_model
from voice.models import receipt
from voice.models.catalogue import CATALOGUE, fetchable
from voice.models.download import NoNetwork
from voice.models.fetch import fetch, fetched_voices
from voice.models.problem import ModelProblem

MODEL = random.Random(1).randbytes(300_000)
BASE = fetchable("KBLab/kb-whisper-base")
VOICE = fetchable("sv_SE-nst-medium")
VOICE_PATH = "sv/sv_SE/nst/medium/sv_SE-nst-medium.onnx"


@pytest.fixture
def hub() -> Iterator[Hub]:
    files = {"model.bin": MODEL, "config.json": b"{}", "tokenizer.json": b"{ }", "vocabulary.json": b"[]"}
    with serving(Hub({**files, VOICE_PATH: b"voice" * 1000, f"{VOICE_PATH}.json": b"{}"})) as running:
        yield running


def get(hub: Hub, data: Path) -> list[tuple[str, int, int]]:
    told: list[tuple[str, int, int]] = []
    fetch(
        BASE, data, base=hub.url, progress=lambda name, had, size: told.append((name, had, size)), pause=lambda _: None
    )
    return told


def test_a_fetched_model_is_whole_and_is_the_one_that_hears(hub: Hub, tmp_path: Path) -> None:
    told = get(hub, tmp_path)
    model = hearing_model("auto", tmp_path)
    assert (model.name, model.source) == ("kb-whisper-base", "fetched")
    assert (model.folder / "model.bin").read_bytes() == MODEL
    found = receipt.read(model.folder)
    assert found is not None
    assert found.revision == REVISION
    assert found.checksums["model.bin"].startswith("sha256:")
    assert found.checksums["config.json"].startswith("git:")
    assert told[-1] == ("model.bin", len(MODEL), len(MODEL))
    assert [path.name for path in (tmp_path / "models").iterdir()] == ["kb-whisper-base"], "nothing is left lying about"


def test_what_is_there_is_not_fetched_again(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    hub.asked.clear()
    get(hub, tmp_path)
    assert hub.downloads() == []


def test_a_line_that_breaks_is_gone_on_from_where_it_broke(hub: Hub, tmp_path: Path) -> None:
    hub.breaks_after["model.bin"] = [100_000, 0, 50_000]
    get(hub, tmp_path)
    assert (tmp_path / "models/kb-whisper-base/model.bin").read_bytes() == MODEL
    asked = [line for line in hub.downloads() if "model.bin" in line]
    assert asked[0].endswith("model.bin")
    assert [int(line.split("bytes=")[1][:-1]) for line in asked[1:]] == [100_000, 100_000, 150_000]


def test_a_fetch_that_was_given_up_goes_on_the_next_time(hub: Hub, tmp_path: Path) -> None:
    hub.breaks_after["model.bin"] = [100_000, *[0] * 20]
    with pytest.raises(NoNetwork, match="Kör kommandot igen"):
        get(hub, tmp_path)
    assert fetched(tmp_path) == [], "half a model is no model"
    hub.breaks_after.clear()
    hub.asked.clear()
    get(hub, tmp_path)
    assert hub.downloads()[-1].endswith("bytes=100000-")
    assert fetched(tmp_path)


def test_a_server_that_cannot_go_on_sends_it_from_the_beginning(hub: Hub, tmp_path: Path) -> None:
    hub.breaks_after["model.bin"] = [100_000]
    hub.ignores_range = True
    get(hub, tmp_path)
    assert (tmp_path / "models/kb-whisper-base/model.bin").read_bytes() == MODEL


@pytest.mark.parametrize("content", [MODEL[:-1] + b"x", MODEL + b"x", b""], ids=["other", "longer", "empty"])
def test_other_bytes_than_promised_are_thrown_away(hub: Hub, tmp_path: Path, content: bytes) -> None:
    hub.lies["model.bin"] = content
    with pytest.raises(ModelProblem):
        get(hub, tmp_path)
    assert fetched(tmp_path) == []
    hub.lies.clear()
    get(hub, tmp_path)
    assert (tmp_path / "models/kb-whisper-base/model.bin").read_bytes() == MODEL


def test_a_server_that_tells_no_checksum_is_not_believed(hub: Hub, tmp_path: Path) -> None:
    hub.no_checksum.add("model.bin")
    with pytest.raises(ModelProblem, match="kontrollsumma"):
        get(hub, tmp_path)
    assert hub.downloads() == []


@pytest.mark.parametrize(
    "how", ["//{}/KBLab/kb-whisper-base/resolve/main/config.json", "http://{}/config.json", "http://["]
)
def test_a_checksum_is_taken_from_the_hub_alone_wherever_it_sends_us(hub: Hub, tmp_path: Path, how: str) -> None:
    with serving(Hub({"config.json": b'{"a stranger": "wrote this"}'})) as stranger:
        hub.moves["config.json"] = how.format(stranger.url.removeprefix("http://"))
        with pytest.raises(ModelProblem):
            get(hub, tmp_path)
        assert stranger.asked == []
    assert not fetched(tmp_path)


def test_what_the_hub_has_moved_within_itself_is_found(hub: Hub, tmp_path: Path) -> None:
    hub.files["new.json"] = hub.files["config.json"]
    hub.moves["config.json"] = "/KBLab/kb-whisper-base/resolve/main/new.json"
    get(hub, tmp_path)
    assert fetched(tmp_path)


def test_the_old_model_stays_until_the_new_one_is_whole(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    newer = MODEL[::-1]
    hub.files["model.bin"] = newer
    hub.breaks_after["model.bin"] = [100_000, *[0] * 20]
    with pytest.raises(NoNetwork):
        get(hub, tmp_path)
    assert (hearing_model("auto", tmp_path).folder / "model.bin").read_bytes() == MODEL
    hub.breaks_after.clear()
    get(hub, tmp_path)
    assert (hearing_model("auto", tmp_path).folder / "model.bin").read_bytes() == newer


def test_a_file_that_the_hub_lacks_is_told(hub: Hub, tmp_path: Path) -> None:
    del hub.files["tokenizer.json"]
    with pytest.raises(ModelProblem, match=r"tokenizer\.json"):
        get(hub, tmp_path)


def test_without_a_network_nothing_is_broken(hub: Hub, tmp_path: Path) -> None:
    get(hub, tmp_path)
    with pytest.raises(NoNetwork, match="Allt annat fungerar som förut"):
        fetch(BASE, tmp_path, base="http://127.0.0.1:9", progress=lambda *_: None)
    assert fetched(tmp_path)


def test_a_full_disk_is_told_before_anything_is_fetched(
    hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("voice.models.download.shutil.disk_usage", lambda _: type("Usage", (), {"free": 1_000}))
    with pytest.raises(ModelProblem, match="Disken är för full"):
        get(hub, tmp_path)
    assert hub.downloads() == []


def test_a_voice_comes_with_its_description_and_beside_the_others(hub: Hub, tmp_path: Path) -> None:
    assert fetched_voices(tmp_path) == []
    fetch(VOICE, tmp_path, base=hub.url, progress=lambda *_: None)
    assert [path.name for path in fetched_voices(tmp_path)] == ["sv_SE-nst-medium.onnx"]
    hub.asked.clear()
    fetch(VOICE, tmp_path, base=hub.url, progress=lambda *_: None)
    assert hub.downloads() == []


def test_the_catalogue_has_what_the_readme_promises() -> None:
    assert {model.kind for model in CATALOGUE.values()} == {"hearing", "speaking"}
    with pytest.raises(ModelProblem, match="kb-whisper-base"):
        fetchable("whisper-enormous")


@settings(max_examples=8)
@given(breaks=st.lists(st.integers(0, 120_000), max_size=4))
def test_however_the_line_breaks_the_model_is_whole(
    tmp_path_factory: pytest.TempPathFactory, breaks: list[int]
) -> None:
    files = {"model.bin": MODEL, "config.json": b"{}", "tokenizer.json": b"{ }", "vocabulary.json": b"[]"}
    data = tmp_path_factory.mktemp("data")
    with serving(Hub(files, breaks_after={"model.bin": list(breaks)})) as hub:
        get(hub, data)
    assert (hearing_model("auto", data).folder / "model.bin").read_bytes() == MODEL
