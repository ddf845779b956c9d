"""Understanding free text: the fallback, Rasa's environment, its model and its server."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.doctor.finding import Finding, error, ok, warning
from bot.supervisor.probe import answers
from nlu.engine.address import RasaAddress


def check_rasa_python() -> Finding:
    from nlu.engine.rasa_env import PYTHON_VERSION, find_python

    found = find_python()
    if found is None:
        mend = f"uv hämtar den vid ombud serve. Utan nät: installera Python {PYTHON_VERSION} själv."
        return warning("Python för Rasa", f"Python {PYTHON_VERSION} finns inte här.", mend)
    return ok("Python för Rasa", f"Python {PYTHON_VERSION} finns.")


def check_rasa_environment(data_dir: Path) -> Finding:
    from nlu.engine.rasa_env import is_synced

    if not is_synced(data_dir):
        return warning("Rasas program", "Rasas program är inte installerat.", "Det hämtas av: ombud serve")
    return ok("Rasas program", "Rasas program är installerat.")


def check_model(data_dir: Path) -> Finding:
    from nlu.engine.rasa_env import model_path, newest_model

    model = newest_model(data_dir)
    if model is None:
        return warning("Rasas modell", "Ingen modell är tränad.", "Den tränas av: ombud serve eller ombud nlu train")
    if model != model_path(data_dir):
        return warning("Rasas modell", "Exemplen har ändrats efter träningen.", "Träna om: ombud nlu train")
    return ok("Rasas modell", f"{model.name} är tränad på dagens exempel.")


async def check_rasa_server(address: RasaAddress | None) -> Finding:
    if address is None:
        return warning("Rasa", "Rasa är inte igång. Reservtolkningen svarar.", "Starta: ombud serve")
    if not await answers(address.secret_status_url)():
        return warning("Rasa", f"Rasa svarar inte på {address}. Reservtolkningen svarar.", "Starta om: ombud serve")
    return ok("Rasa", f"Rasa svarar på {address}.")


async def check_fallback() -> Finding:
    """Trains it as a process does at start, and asks it one thing."""
    from nlu.engine.fallback import shared_fallback

    try:
        found = await asyncio.to_thread(lambda: shared_fallback().parse("jag vill prata med en människa"))
    except Exception as problem:
        mend = "Kör: uv sync. Kontrollera filerna i nlu/rasa/data."
        return error("Reservtolkning", f"Den fungerar inte ({type(problem).__name__}).", mend)
    if found.intent != "human":
        return warning("Reservtolkning", "Den förstår sämre än väntat.", "Kontrollera filerna i nlu/rasa/data.")
    return ok("Reservtolkning", "Den svarar när Rasa inte gör det.")
