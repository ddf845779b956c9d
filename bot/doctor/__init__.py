"""`ombud doctor`: looks at every part and says how to mend it."""
