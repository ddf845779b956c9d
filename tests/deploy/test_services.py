"""Each service's exact command, run as a process against the others, with secrets from files."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import httpx
import pytest

from tests.bot.cli.serving import wait_until
from tests.deploy import database
from tests.deploy.compose_file import services
from tests.deploy.house import House, Running
from tests.deploy.how_to import block, inside_postgres
from tests.loopback import NO_TLS


def secret(house: House, name: str) -> str:
    return (house.folder / "secrets" / name).read_text()


def ask(house: House, where: str, path: str, **options: object) -> httpx.Response:
    method = "POST" if "json" in options else "GET"
    address = f"http://127.0.0.1:{house.port(where)}{path}"
    return httpx.request(method, address, timeout=10, trust_env=False, verify=NO_TLS, **options)  # ty: ignore[invalid-argument-type]


def test_our_role_in_the_database_is_no_superuser(house: House, postgres: Running) -> None:
    asked = "SELECT rolsuper, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = 'ombud'"
    assert database.as_superuser(house, asked) == "f|f|f"
    assert database.as_superuser(house, "SELECT datlocprovider FROM pg_database WHERE datname = 'ombud'") == "b"
    assert database.as_superuser(house, "SHOW data_checksums") == "on"


def test_only_our_role_comes_in_over_the_network_and_only_with_the_password(house: House, postgres: Running) -> None:
    password = secret(house, "postgres_password")
    assert database.over_the_network(house, "ombud", password).stdout.strip() == "ombud"
    assert database.over_the_network(house, "ombud", "guessed").returncode
    assert database.over_the_network(house, "ombud", password, "postgres").returncode
    assert database.over_the_network(house, "postgres", password, "postgres").returncode


def test_the_database_logs_no_words(house: House, postgres: Running) -> None:
    told = "INSERT INTO told VALUES ('hemligt')"
    with pytest.raises(AssertionError, match="duplicate key"):
        database.as_superuser(house, f"CREATE TEMP TABLE told (word text PRIMARY KEY); {told}; {told}")
    assert "duplicate key" in postgres.log
    assert "hemligt" not in postgres.log
    assert secret(house, "postgres_password") not in postgres.log


def test_the_migration_runs_once_and_harms_nothing_when_run_again(house: House, migrated: str) -> None:
    assert "uppdaterad" in migrated
    assert "redan aktuell" in house.run(services()["migrate"]).stdout
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert database.as_superuser(house, owners, "ombud") == "ombud"


def test_a_missing_secret_is_told_by_name_and_nothing_starts(house: House, migrated: str, tmp_path: Path) -> None:
    without = House(house.folder, ports=house.ports, different={"/run/secrets": str(tmp_path)})
    done = without.run(services()["migrate"])
    assert done.returncode == 1
    assert "OMBUD_DATABASE_PASSWORD_FILE" in done.stderr


def test_a_conversation_is_kept_in_the_database(house: House, web: Running) -> None:
    opened = ask(house, "web:8080", "/api/v1/conversations", json={"channel": "web"})
    assert opened.status_code == 201
    begun = opened.json()
    path = f"/api/v1/conversations/{begun['id']}"
    token = {"Authorization": f"Bearer {begun['token']}"}
    told = ask(house, "web:8080", f"{path}/turns", json={"choice": "yes"}, headers=token)
    assert told.json()["turn"]["expects"]["key"] == "menu"
    assert int(database.as_superuser(house, "SELECT count(*) FROM conversations", "ombud"))
    assert ask(house, "web:8080", path, headers=token).json()["turn"]["expects"]["key"] == "menu"
    assert json.loads(web.log.splitlines()[-1])
    assert begun["token"] not in web.log


def test_without_rasa_the_web_is_ready_and_says_that_it_understands_less(house: House, web: Running) -> None:
    ready = ask(house, "web:8080", "/readyz")
    assert (ready.status_code, ready.json()["parts"]["database"]) == (200, "ok")


def test_a_backup_by_the_guide_comes_back_whole_by_the_guide(house: House, web: Running) -> None:
    assert ask(house, "web:8080", "/api/v1/conversations", json={"channel": "web"}).status_code == 201
    folder, env = house.place("backup"), database.environment(house)
    inside_postgres(block("## 8. Every night: the backup"), folder, env)
    next(folder.glob("ombud-20*.dump")).rename(folder / "ombud.dump")
    database.as_superuser(house, "CREATE DATABASE another_machine OWNER ombud")
    restore = block("## 8. Every night: the backup", 1)
    assert "--dbname=ombud" in restore
    inside_postgres(restore.replace("--dbname=ombud", "--dbname=another_machine"), folder, env)
    owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
    assert database.as_superuser(house, owners, "another_machine") == "ombud"
    for table in ("key_probe", "alembic_version"):
        rows = [database.as_superuser(house, f"SELECT * FROM {table}", name) for name in ("ombud", "another_machine")]
        assert rows[0]
        assert rows[0] == rows[1]


def test_what_comes_later_says_that_it_is_off(house: House) -> None:
    service = services()["telegram"]
    running = house.wait_until_healthy(house.start(service))
    assert ask(house, "telegram:8082", "/readyz").json()["parts"]["telegram"] == "off"
    assert "senare version" in running.log
    assert running.stop() in (0, -signal.SIGTERM)  # it went when it was asked to
    assert not house.healthy(service), "a health check that cannot fail tells nothing"


def test_the_telephone_is_there_for_whoever_has_its_password(house: House, migrated: str) -> None:
    service = services()["voice"]
    running = house.wait_until_healthy(house.start(service))
    wait_until(lambda: ask(house, "voice:8081", "/readyz").json()["parts"]["database"] == "ok", 30)
    assert {"calls", "hearing", "speaking", "understanding"} <= set(ask(house, "voice:8081", "/readyz").json()["parts"])
    login = ("asterisk", secret(house, "media_password"))
    for path in ("/calls/unknown/next", "/speak"):
        assert ask(house, "voice:8081", path).status_code == 401
    assert ask(house, "voice:8081", "/calls/unknown/next", auth=login).status_code == 404
    assert secret(house, "media_password") not in running.log
    assert running.stop() in (0, -signal.SIGTERM)
    assert not house.healthy(service)


@pytest.mark.rasa
def test_rasa_understands_for_the_web_and_for_nobody_without_the_token(
    house: House, web: Running, rasa_is_trained: None
) -> None:
    running = house.wait_until_healthy(house.start(services()["rasa"]))
    assert ask(house, "rasa:5005", "/model/parse", json={"text": "kanariefågel"}).status_code == 401
    assert secret(house, "rasa_token") not in Path(f"/proc/{running.process.pid}/cmdline").read_text()
    wait_until(lambda: ask(house, "web:8080", "/readyz").json()["parts"]["understanding"] == "ok", 20)
    assert "kanariefågel" not in running.log
    running.stop(patience=1)  # it would wait for the web, which keeps its connection
    parts = ask(house, "web:8080", "/readyz").json()["parts"]
    assert (parts["database"], parts["understanding"]) == ("ok", "degraded")


@pytest.mark.rasa
def test_rasa_never_starts_open_to_everybody(house: House, rasa_is_trained: None, tmp_path: Path) -> None:
    (tmp_path / "rasa_token").write_text("\n")
    without = House(house.folder, ports=house.ports, different={"/run/secrets": str(tmp_path)})
    done = without.run(services()["rasa"])
    assert done.returncode == 1
    assert "RASA_AUTH_TOKEN_FILE" in done.stderr
