"""The terminal channel: for trying, for tests, and for whoever likes a keyboard best."""
