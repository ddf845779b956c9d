"""The crisis net: does somebody seem to be in danger? Runs on every free text before anything else."""

from nlu.crisis.net import assess

__all__ = ["assess"]
