"""What can go wrong with a model, told to the operator."""

from __future__ import annotations


class ModelProblem(Exception):
    """A model cannot be had. The message is Swedish, names the model and says what to do."""
