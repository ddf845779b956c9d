"""Last days: counted as Swedish law counts, only from a day that is known, and told without false hope. Pure."""
