"""What docker-compose.yml must hold, read as a compose program reads it. Each rule is one way of being broken into."""

from __future__ import annotations

import re
import tomllib

import pytest

from bot.settings import Settings
from tests.deploy.compose_file import COMPOSE_FILE, PROFILES, ROOT, NotAComposeFile, Service, parsed, services, whole

ONE_SHOT = {"migrate"}
MAY_PUBLISH = {"front", "asterisk"}
HAS_A_WAY_OUT = {"front", "asterisk"}
EVERY = pytest.mark.parametrize("service", services().values(), ids=lambda service: service.name)
KNOWN_KEYS = {
    "image", "build", "pull_policy", "command", "user", "environment", "env_file", "secrets", "networks",
    "ports", "volumes", "tmpfs", "depends_on", "healthcheck", "profiles", "restart", "init", "read_only",
    "cap_drop", "security_opt", "stop_grace_period", "logging", "mem_limit", "cpus", "pids_limit", "shm_size",
}  # fmt: skip


def test_the_services_are_those_that_the_design_names() -> None:
    assert set(services()) == {
        "front", "web", "migrate", "voice", "telegram", "rasa", "postgres", "asterisk",
    }  # fmt: skip
    assert {name: s.profiles for name, s in services().items() if s.profiles} == {name: {name} for name in PROFILES}


def test_a_broken_file_is_refused() -> None:
    with pytest.raises(NotAComposeFile):
        parsed("services: [this, is, no, mapping]")


@EVERY
def test_nothing_is_misspelt(service: Service) -> None:
    """A compose program may silently leave out a word that it does not know, such as `read-only`."""
    assert set(service.settings) <= KNOWN_KEYS


@EVERY
def test_the_image_is_one_version_and_ours(service: Service) -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert re.fullmatch(rf"ombudslinjen/[a-z]+:{re.escape(version)}", service.settings["image"])
    if service.dockerfile is None:
        assert service.settings["pull_policy"] == "never"
    else:
        assert service.dockerfile.is_file()


@EVERY
def test_it_runs_as_nobody_special_and_can_become_nothing_more(service: Service) -> None:
    user, _, group = service.settings["user"].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service.settings["cap_drop"] == ["ALL"]
    assert service.settings["security_opt"] == ["no-new-privileges:true"]
    assert not {"cap_add", "privileged", "devices", "network_mode", "pid", "ipc"} & set(service.settings)


def test_processes_with_different_secrets_are_different_users() -> None:
    users = {name: service.settings["user"] for name, service in services().items()}
    del users["migrate"], users["telegram"]  # the same image as web
    assert services()["voice"].secrets == services()["web"].secrets
    del users["voice"]
    assert len(set(users.values())) == len(users)


@EVERY
def test_it_writes_nowhere_but_in_memory_and_in_named_volumes(service: Service) -> None:
    assert service.settings["read_only"] is True
    assert service.settings["tmpfs"]
    for volume in service.settings.get("volumes") or ():
        name = volume.split(":")[0] if isinstance(volume, str) else volume["source"]
        assert name in whole()["volumes"]


@EVERY
def test_it_is_watched_or_runs_once(service: Service) -> None:
    check = service.settings["healthcheck"]
    if service.name in ONE_SHOT:
        assert check == {"disable": True}
        assert service.settings["restart"] == "no"
        return
    assert service.health_check
    assert {"interval", "timeout", "retries", "start_period"} <= set(check)
    assert service.settings["restart"] == "unless-stopped"


@EVERY
def test_it_cannot_eat_the_machine(service: Service) -> None:
    assert service.settings["mem_limit"]
    assert 0 < service.settings["cpus"] <= 2
    assert service.settings["pids_limit"] <= 200
    assert service.settings["logging"] == {"driver": "json-file", "options": {"max-size": "10m", "max-file": "5"}}


def test_only_the_front_and_the_exchange_can_be_reached() -> None:
    assert {name for name, service in services().items() if service.settings.get("ports")} <= MAY_PUBLISH
    assert services()["front"].settings["ports"] == ["80:8080", "443:8443"]
    assert services()["asterisk"].settings["ports"] == ["5060:5060/udp", "20000-20199:20000-20199/udp"]
    rtp = (ROOT / "voice/asterisk/conf/rtp.conf").read_text("utf-8")
    assert re.findall(r"(?m)^rtp(?:start|end) = (\d+)$", rtp) == ["20000", "20199"]


def test_only_the_front_and_the_exchange_reach_out() -> None:
    networks = whole()["networks"]
    ways_out = {name for name, network in networks.items() if not (network or {}).get("internal")}
    assert ways_out == {"edge"}
    assert {name for name, service in services().items() if service.networks & ways_out} == HAS_A_WAY_OUT


def test_each_sees_only_whom_it_needs() -> None:
    assert {name: service.networks for name, service in services().items()} == {
        "front": {"edge", "inner"},
        "web": {"inner", "data", "understanding"},
        "migrate": {"data"},
        "voice": {"inner", "data", "understanding"},
        "telegram": {"inner", "understanding"},
        "rasa": {"understanding"},
        "postgres": {"data"},
        "asterisk": {"edge", "inner"},
    }


def test_the_web_believes_the_inner_network_and_no_other() -> None:
    for given in ({}, {"OMBUD_INNER_NETWORK": "10.9.0.0/24"}):
        read = parsed(**given)
        subnet = read["networks"]["inner"]["ipam"]["config"][0]["subnet"]
        assert subnet == given.get("OMBUD_INNER_NETWORK", "172.30.71.0/24")
        for name in ("web", "voice"):
            assert read["services"][name]["environment"]["OMBUD_TRUSTED_PROXIES"] == subnet


def test_every_secret_is_a_file_that_git_and_images_never_see() -> None:
    declared = whole()["secrets"]
    assert declared == {name: {"file": f"./secrets/{name}"} for name in declared}
    used = set().union(*(service.secrets for service in services().values()))
    assert used == set(declared)
    assert "/secrets/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert next(line for line in ignored if line and not line.startswith("#")) == "*"
    assert not [line for line in ignored if line.startswith("!") and ("secret" in line or "env" in line)]


@EVERY
def test_no_secret_stands_in_the_environment(service: Service) -> None:
    for name, value in service.environment.items():
        if re.search(r"PASSWORD|TOKEN|KEY|SECRET", name):
            assert name.endswith("_FILE")
            assert value.removeprefix("/run/secrets/") in service.secrets
        assert not re.search(r"://[^/@]*:[^/@]*@", value), "an address with a password"


def test_who_keeps_which_secret() -> None:
    assert {name: service.secrets for name, service in services().items() if service.secrets} == {
        "web": {"field_key", "postgres_password", "rasa_token", "media_password"},
        "voice": {"field_key", "postgres_password", "rasa_token", "media_password"},
        "asterisk": {"media_password", "site.conf", "trunk.conf", "local.conf"},
        "migrate": {"postgres_password"},
        "rasa": {"rasa_token"},
        "postgres": {"postgres_password"},
    }


def test_every_setting_is_one_that_exists() -> None:
    known = {f"OMBUD_{name.upper()}" for name in Settings.model_fields} | {"OMBUD_SITE", "OMBUD_TLS"}
    for service in services().values():
        assert {name for name in service.environment if name.startswith("OMBUD_")} <= known


def test_the_web_waits_for_the_migration_and_the_front_for_the_web() -> None:
    waits = {name: service.settings.get("depends_on") or {} for name, service in services().items()}
    assert waits["migrate"]["postgres"]["condition"] == "service_healthy"
    assert waits["web"]["migrate"]["condition"] == "service_completed_successfully"
    assert waits["front"]["web"]["condition"] == "service_healthy"
    assert waits["voice"]["migrate"]["condition"] == "service_completed_successfully"
    # Without Rasa the fallback understands: nobody waits for it to be trained or healthy.
    assert waits["web"]["rasa"]["condition"] == "service_started"


def test_the_file_says_how_the_parts_hang_together() -> None:
    assert COMPOSE_FILE.read_text("utf-8").startswith("# Ombudslinjen")
