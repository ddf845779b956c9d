"""Where answers are kept: the data folder, the key, the database."""

from __future__ import annotations

import stat
from pathlib import Path

from bot.doctor.finding import Finding, error, ok, warning
from bot.settings import Settings
from bot.store.engine import create_engine
from bot.store.keys import DEFAULT_KEY_FILE
from bot.store.revision import HEAD, current_revision
from bot.supervisor.preflight import CannotStart, require_data_dir


def check_data_dir(data_dir: Path) -> Finding:
    if not data_dir.exists():
        return warning("Datamapp", f"Mappen {data_dir} finns inte än.", "Den skapas av: ombud serve")
    try:
        require_data_dir(data_dir)
    except CannotStart as problem:
        return error("Datamapp", str(problem), f"Ge rätt att skriva: chmod u+rwx {data_dir}")
    return ok("Datamapp", f"Mappen {data_dir} går att skriva i.")


def check_key(data_dir: Path, settings: Settings) -> Finding:
    if settings.key is not None:
        return ok("Nyckel", "Nyckeln kommer från OMBUD_KEY.")
    path = settings.key_file or data_dir / DEFAULT_KEY_FILE
    if not path.exists():
        if settings.key_file is not None:
            return error("Nyckel", f"Filen {path} finns inte.", "Rätta OMBUD_KEY_FILE, eller lägg tillbaka filen.")
        return warning("Nyckel", "Det finns ingen nyckel än.", "Den skapas av: ombud serve")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return error("Nyckel", f"Andra kan läsa {path}.", f"Stäng den: chmod 600 {path}")
    return ok("Nyckel", f"{path} är bara läsbar för ägaren. Spara en kopia på ett annat ställe än databasen.")


def is_missing_file(url: str) -> bool:
    """Whether the address names a database file that is not there."""
    return url.startswith("sqlite") and not Path(url.partition("///")[2]).exists()


async def check_database(url: str) -> Finding:
    if is_missing_file(url):
        return warning("Databas", "Det finns ingen databas än.", "Den skapas av: ombud serve")
    try:
        revision = await _revision(url)
    except Exception as problem:
        name = type(problem).__name__
        if url.startswith("sqlite"):
            mend = "Lägg tillbaka databasen från en säkerhetskopia. Gör en kopia av filen först."
            return error("Databas", f"Databasens fil går inte att läsa ({name}).", mend)
        mend = "Starta databasen, och kontrollera OMBUD_DATABASE_URL."
        return error("Databas", f"Databasen svarar inte ({name}).", mend)
    if revision != HEAD:
        now = f"version {revision}" if revision else "tom"
        return error("Databas", f"Databasen är {now}. Programmet behöver {HEAD}.", "Kör: ombud db migrate")
    return ok("Databas", f"Databasen svarar och har version {HEAD}.")


async def _revision(url: str) -> str | None:
    engine = create_engine(url)
    try:
        async with engine.connect() as connection:
            return await current_revision(connection)
    finally:
        await engine.dispose()
