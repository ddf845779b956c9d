"""The web channel: the chat HTTP API."""
