"""Who runs this: what the web pages must name, and only the municipality knows."""

from __future__ import annotations

from bot.doctor.finding import Finding, ok, warning
from bot.settings import Settings

_TOLD = {
    "operator_name": "vem som ansvarar",
    "privacy_contact": "vart man frågar om sina uppgifter",
    "accessibility_contact": "vart man säger att något är svårt att använda",
}


def check_operator(settings: Settings) -> Finding:
    """A page without these says so to the client; the law wants them told."""
    missing = [name for name in _TOLD if getattr(settings, name) is None]
    if not missing:
        return ok("Kommunen", "Sidorna säger vem som ansvarar och hur man når er.")
    names = ", ".join(f"OMBUD_{name.upper()}" for name in missing)
    meaning = f"Sidorna säger inte {', inte '.join(_TOLD[name] for name in missing)}."
    return warning("Kommunen", meaning, f"Fyll i {names}.")
