"""bot/DEPLOY.md is typed by a tired person at night: what it says is what the files say."""

from __future__ import annotations

import base64
import re
import stat
from pathlib import Path

import pytest

from bot.store.keys import load_keys
from content.loader import load_library
from tests.deploy.compose_file import ROOT, services, whole
from tests.deploy.how_to import GUIDE, block, make_secrets


def test_the_secrets_are_made_once_and_only_for_those_who_need_them(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    folder = tmp_path / "secrets"
    assert {path.name for path in folder.iterdir()} == set(whole()["secrets"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    made = {path.name: path.read_text() for path in folder.iterdir()}
    random = [text for name, text in made.items() if not name.endswith(".conf")]
    assert all(len(base64.b64decode(text)) == 32 for text in random)
    assert len(set(random)) == len(random) == 4
    assert load_keys(tmp_path, environ={"OMBUD_KEY_FILE": str(folder / "field_key")}, may_create=False)
    make_secrets(tmp_path)
    assert {path.name: path.read_text() for path in folder.iterdir()} == made


def test_who_runs_a_service_may_read_its_secrets_and_nobody_else(tmp_path: Path) -> None:
    make_secrets(tmp_path)
    noted = [line.split() for line in (tmp_path / "chown.log").read_text().splitlines()]
    owners = {path: owner for owner, *paths in noted for path in paths}
    for name in whole()["secrets"]:
        owner, group = owners[f"secrets/{name}"].split(":")
        mode = stat.S_IMODE((tmp_path / "secrets" / name).stat().st_mode)
        assert mode & 0o337 == 0, "changed by nobody, read by nobody else"
        for service in services().values():
            user, its_group = service.settings["user"].split(":")
            readable = user == owner or (its_group == group and mode & 0o040)
            assert not (name in service.secrets and not readable), f"{service.name} cannot read {name}"


def test_every_service_is_told_of() -> None:
    guide = GUIDE.read_text("utf-8")
    assert all(f"`{name}`" in guide for name in services())


@pytest.mark.parametrize("name", ["OMBUD_SITE", "OMBUD_TLS", "OMBUD_INNER_NETWORK"])
def test_every_name_to_set_is_told_of(name: str) -> None:
    assert name in (ROOT / "docker-compose.yml").read_text("utf-8")
    assert f"`{name}`" in GUIDE.read_text("utf-8") or f"{name}=" in GUIDE.read_text("utf-8")


def test_no_name_is_set_that_is_not_told_of() -> None:
    used = set(re.findall(r"\$\{(\w+)", (ROOT / "docker-compose.yml").read_text("utf-8")))
    assert used == {"OMBUD_SITE", "OMBUD_TLS", "OMBUD_INNER_NETWORK"}


def test_the_commands_inside_containers_exist() -> None:
    from typer.testing import CliRunner

    from bot.cli.main import app

    for line in [
        *block("## 6. Let the first people in").splitlines(),
        block("## 14. The telephone", 2).splitlines()[0],
    ]:
        words = line.split(" ombud ", 1)[1].split()
        names = [word for word in words[:2] if word.isalpha()]
        assert not (office := re.search(r"--office (\w+)", line)) or load_library().areas.office(office[1]), line
        assert CliRunner().invoke(app, [*names, "--help"]).exit_code == 0, line
