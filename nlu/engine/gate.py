"""The gate that a new model must pass: phrases that no model has seen, and the figure it must reach on them.

The figure is the macro-F1 over the labels, as `rasa test nlu` reports it, and lies in `nlu/rasa/gate.json`.
"""

from __future__ import annotations

import json
from pathlib import Path

from nlu.engine.intents import label_of
from nlu.engine.rasa_env import PROJECT

HELD_OUT = PROJECT / "heldout.jsonl"
GATE = PROJECT / "gate.json"
_REPORT = "intent_report.json"


class NoReport(RuntimeError):
    """`rasa test nlu` ended well and measured nothing."""


def read_gate() -> float:
    """The macro-F1 a new model must reach. 0 if no gate file exists."""
    return float(json.loads(GATE.read_text(encoding="utf-8"))["macro_f1"]) if GATE.exists() else 0.0


def as_rasa_yaml(held_out: Path) -> str:
    """Labelled JSON lines in the form of the phrase files. Rasa takes JSON for its own old format and reads nothing."""
    by_label: dict[str, list[str]] = {}
    for raw in filter(None, held_out.read_text(encoding="utf-8").splitlines()):
        line = json.loads(raw)
        by_label.setdefault(label_of(line["intent"]), []).append(line["text"])
    lines = ['version: "3.1"', "nlu:"]
    for label, texts in by_label.items():
        lines += [f"  - intent: {label}", "    examples: |", *(f"      - {' '.join(text.split())}" for text in texts)]
    return "\n".join(lines) + "\n"


def reported_macro_f1(report_dir: Path) -> float:
    """The figure that `rasa test nlu` left in the folder. Raises NoReport when there is none."""
    report = report_dir / _REPORT
    if not report.exists():
        raise NoReport("rasa test nlu left no report")
    return float(json.loads(report.read_text(encoding="utf-8"))["macro avg"]["f1-score"])
