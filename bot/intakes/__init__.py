"""Intakes: from a conversation's answers to a prioritised, routed case with a number. Start at `bot.intakes.intake`."""
