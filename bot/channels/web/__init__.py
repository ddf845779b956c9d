"""The web channel: the chat and the other pages of clients, the chat HTTP API, and what operators ask."""
