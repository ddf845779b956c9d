"""What every Dockerfile must hold: a known origin, no root, nothing secret, and the command that compose runs."""

from __future__ import annotations

import re

import pytest

from tests.deploy.compose_file import ROOT, Service, services
from tests.deploy.dockerfile import Dockerfile

FILES = {
    path.relative_to(ROOT).as_posix(): Dockerfile.read(path)
    for room in ("bot", "nlu", "voice")
    for path in sorted((ROOT / room).rglob("Dockerfile"))
    if ".venv" not in path.parts
}
EVERY = pytest.mark.parametrize("file", FILES.values(), ids=FILES.keys())
BUILT = [service for service in services().values() if service.dockerfile]
PINNED = re.compile(r"[a-z0-9./-]+:(\d+\.\d+(\.\d+)?|sid-\d{8})(-[a-z0-9]+)*(@sha256:[0-9a-f]{64})?")


def test_every_dockerfile_is_used_and_lies_in_a_room() -> None:
    used = {service.dockerfile.resolve() for service in BUILT if service.dockerfile}
    assert used == {file.path for file in FILES.values()}


@EVERY
def test_every_origin_is_one_exact_version(file: Dockerfile) -> None:
    for image in file.stages.values():
        assert image in file.stages or PINNED.fullmatch(image), image
    for copied in re.findall(r"--from=(\S+)", "\n".join(file.all("COPY"))):
        assert copied in file.stages, "an image that no FROM pins"


@EVERY
def test_the_image_is_nobody_special(file: Dockerfile) -> None:
    assert file.user is not None
    assert re.fullmatch(r"[1-9]\d*:[1-9]\d*", file.user)
    last = [instruction.name for instruction in file.last_stage.instructions]
    assert not {"RUN", "COPY"} & set(last[last.index("USER") :]), "nothing is made by, or for, the one who runs it"


@EVERY
def test_nothing_comes_from_outside_by_hand(file: Dockerfile) -> None:
    assert not file.all("ADD")
    for command in file.all("RUN"):
        assert not re.search(r"curl|wget|https?://(?!snapshot\.debian\.org)|--no-check|--allow-unauth", command)
        assert "apt-get install" not in command or "--no-install-recommends" in command
        assert "apt-get install" not in command or re.search(r'"[a-z]+=', command), "a package without a version"
        assert "uv sync" not in command or "--frozen" in command
        assert "sudo" not in command


@EVERY
def test_nothing_secret_is_baked_in(file: Dockerfile) -> None:
    for line in [*file.all("ENV"), *file.all("ARG")]:
        assert not re.search(r"PASSWORD|TOKEN|SECRET|_KEY", line)
    for line in file.all("COPY"):
        assert "secrets" not in line
        assert not re.match(r"(--\S+ )*\. ", line), "a whole folder copied may hold anything"


@pytest.mark.parametrize("service", BUILT, ids=lambda service: service.name)
def test_compose_runs_it_as_the_image_says(service: Service) -> None:
    assert service.dockerfile
    file = Dockerfile.read(service.dockerfile)
    assert service.settings["user"] == file.user
    assert file.command in (None, service.command)  # postgres keeps the command of its origin


def test_all_images_use_the_same_python_and_uv() -> None:
    images = {image for file in FILES.values() for image in file.stages.values()}
    assert len({image for image in images if image.startswith("python:3.11")}) == 1
    assert len({image for image in images if image.startswith("python:3.10")}) == 1
    assert len({image for image in images if "/uv:" in image}) == 1


def test_the_image_of_rasa_gets_its_model_from_the_gate() -> None:
    copied = FILES["nlu/rasa/Dockerfile"].last_stage.all("COPY")
    assert [line for line in copied if "model.tar.gz" in line] == ["--from=gate /model.tar.gz /srv/rasa/model.tar.gz"]


def test_rasa_loads_its_model_with_the_parts_that_are_in_the_image() -> None:
    copied = " ".join(FILES["nlu/rasa/Dockerfile"].last_stage.all("COPY"))
    for part in (ROOT / "nlu/rasa").glob("*_featurizer.py"):
        assert f"nlu/rasa/{part.name}" in copied


def test_only_the_image_that_says_so_holds_piper() -> None:
    """Piper is GPL-3. A stage that only makes sound with it leaves the sound behind and nothing of itself."""
    with_piper = {name for name, file in FILES.items() if any("--group speech" in run for run in file.all("RUN"))}
    assert with_piper == {"voice/Dockerfile", "voice/asterisk/Dockerfile"}
    assert "GPL-3.0" in " ".join(FILES["voice/Dockerfile"].last_stage.all("LABEL"))
    exchange = FILES["voice/asterisk/Dockerfile"]
    assert [line for line in exchange.last_stage.all("COPY") if "--from" in line] == [
        "--from=prompts /prompts /srv/prompts"
    ]
    for name, file in FILES.items():
        syncs = [run for run in file.all("RUN") if "uv sync" in run and not name.startswith("nlu")]
        assert all("--no-default-groups" in run for run in syncs), f"{name}: everything for developers comes along"
